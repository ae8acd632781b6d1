import type { MailStatus, NoticeProof, NoticeRecord } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runJob, runWaiting } from '../../testing/job-runs.ts';
import { type MailServer, startMailServer } from '../../testing/mail-server.ts';
import { createRound, ok, openRoad, type Road } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import './collect-mail.job.ts';
import { notifyUnit } from './notify.read-model.ts';

let test: TestApp;
let road: Road;
let server: MailServer;
beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  server = await startMailServer();
  await createRound(road, { id: 'dot' });
  await test.owner
    .updateTable('account')
    .set({ email: 'lan@so-a.example.vn' })
    .where('username', '=', 'chuyenvien-a')
    .execute();
});
afterAll(async () => {
  await server.close();
  await test.close();
});

const surroundings = () => ({
  db: test.db,
  owner: test.owner,
  clock: test.clock,
  config: {
    dataDir: '/nowhere',
    publicUrl: 'http://parix.test',
    mail: {
      host: '127.0.0.1',
      port: server.port,
      implicitTls: false,
      tls: 'off',
      caFile: undefined,
      user: undefined,
      password: undefined,
      from: { name: '', address: 'cchc@example.vn' },
    } as const,
  },
});
const tell = (reason = 'Thiếu minh chứng') => {
  const facts = { roundTitle: 'Đợt', unitName: 'Sở Á', by: 'Lãnh đạo', reason };
  const notice = { kind: 'returned', roundId: 'dot', unitId: road.ids['so-a'], facts } as const;
  const { db, config } = surroundings();
  return notifyUnit({ db, config, now: test.clock.now() }, ['contributor', 'focal-point'], notice);
};
const records = async (query = '', client = road.standingBody) =>
  (await ok<{ items: NoticeRecord[]; next: string | null }>(client.get(`/notice-records${query}`))).items;

describe('the record of a notice', () => {
  let proof: NoticeProof;
  beforeAll(async () => {
    server.refuseNext({ at: 'rcpt', code: 451 });
    await tell();
    test.clock.set('2022-03-01T08:15:00Z');
    await runJob(surroundings(), 'notices.collect-mail');
    await runWaiting(surroundings(), 'mail.deliver');
    test.clock.set('2022-03-01T08:16:00Z');
    await runWaiting(surroundings(), 'mail.deliver');
    test.clock.set('2022-03-01T08:20:00Z');
    await ok((await test.signIn('chuyenvien-a')).send('POST', '/notices/seen', { ids: null }));
    const [record] = (await records()).filter(({ recipient }) => recipient === 'Người chuyenvien-a');
    proof = await ok(road.standingBody.get(`/notice-records/${record?.unitId}/${record?.noticeId}`));
  });

  it('proves when it was stored, by which server it was taken with which answer, and when it was seen', () => {
    expect(proof).toMatchObject({
      kind: 'returned',
      legal: true,
      recipient: 'Người chuyenvien-a',
      unitName: 'Sở Á',
      createdAt: '2022-03-01T08:00:00.000Z',
      seenAt: '2022-03-01T08:20:00.000Z',
      mail: 'Máy chủ nhận đã tiếp nhận (250)',
    });
    const at = `127.0.0.1:${server.port}`;
    expect(proof.steps).toEqual([
      {
        at: '2022-03-01T08:15:00.000Z',
        channel: 'mail',
        outcome: 'Đã chuyển vào hàng đợi gửi thư',
        where: 'lan@so-a.example.vn',
        code: null,
        answer: null,
      },
      {
        at: '2022-03-01T08:15:00.000Z',
        channel: 'mail',
        outcome: 'Chưa gửi được, sẽ thử lại (451)',
        where: at,
        code: 451,
        answer: expect.stringContaining('451'),
      },
      {
        at: '2022-03-01T08:16:00.000Z',
        channel: 'mail',
        outcome: 'Máy chủ nhận đã tiếp nhận (250)',
        where: at,
        code: 250,
        answer: expect.stringContaining('thu-1'),
      },
      {
        at: '2022-03-01T08:20:00.000Z',
        channel: 'in-app',
        outcome: 'Đã xem trong Parix',
        where: null,
        code: null,
        answer: null,
      },
    ]);
  });

  it('says why nobody was written to', async () => {
    const [record] = (await records()).filter(({ recipient }) => recipient === 'Người donvi-a');
    expect(record).toMatchObject({
      mail: 'Không gửi: tài khoản chưa có địa chỉ thư',
      seenAt: null,
      webhook: null,
    });
  });

  it('cannot be changed by the application', async () => {
    for (const table of ['notice', 'noticeDelivery', 'mail', 'mailAttempt'] as const) {
      await expect(test.db.deleteFrom(table as never).execute()).rejects.toMatchObject({ code: '42501' });
      await expect(
        test.db
          .updateTable(table as never)
          .set({ unitId: proof.unitId } as never)
          .execute(),
      ).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('is found by round, unit and kind, page by page', async () => {
    await tell('Lần hai');
    expect(await records('?roundId=dot')).toHaveLength(4);
    expect(await records('?roundId=khac')).toEqual([]);
    expect(await records(`?unitId=${road.ids['so-b']}`)).toEqual([]);
    expect(await records('?kind=deadline')).toEqual([]);
    const all = (await records('?kind=returned')).map(({ noticeId }) => noticeId);
    const first = await ok<{ items: NoticeRecord[]; next: string }>(
      road.standingBody.get('/notice-records?limit=3'),
    );
    const rest = await records(`?limit=3&cursor=${first.next}`);
    expect([...first.items, ...rest].map(({ noticeId }) => noticeId)).toEqual(all);
  });

  it('goes out as CSV, and no cell is a formula', async () => {
    await tell('x');
    await test.owner
      .updateTable('account')
      .set({ displayName: '@SUM(1)' })
      .where('username', '=', 'donvi-a')
      .execute();
    const response = await road.standingBody.get('/notice-records/export?roundId=dot');
    await test.owner
      .updateTable('account')
      .set({ displayName: 'Người donvi-a' })
      .where('username', '=', 'donvi-a')
      .execute();
    const lines = response.body.replace('\ufeff', '').trimEnd().split('\r\n');
    expect(lines[0]).toBe('Mã,Lưu lúc,Loại,Đợt,Đơn vị,Người nhận,Nội dung,Xem lúc,Thư,Tin nhắn');
    expect(lines).toHaveLength(7);
    expect(response.body).toContain("'@SUM(1)");
    expect(lines.at(-1)).toContain('15:00 ngày 01/03/2022,Trả lại,dot,Sở Á');
  });

  it('is for the standing body and the administrator only, one by one and as a file', async () => {
    const path = `/notice-records/${proof.unitId}/${proof.noticeId}`;
    for (const client of [road.unitA, road.contributor, road.viewer, road.appraiser, road.council])
      for (const address of [path, '/notice-records', '/notice-records/export', '/mail-status'])
        expect((await client.get(address)).json(), address).toMatchObject({ code: 'forbidden' });
    expect((await road.admin.get(path)).statusCode).toBe(200);
    const elsewhere = `/notice-records/${road.ids['so-b']}/${proof.noticeId}`;
    expect((await road.standingBody.get(elsewhere)).statusCode).toBe(404);
  });
});

describe('the state of mail', () => {
  it('is told honestly: nothing is set up here, and the latest mails with their answers', async () => {
    const status = await ok<MailStatus>(road.admin.get('/mail-status'));
    expect(status).toMatchObject({ server: null, from: null, webhook: null, waiting: 0 });
    expect(status.recent).toMatchObject([
      {
        recipient: 'lan@so-a.example.vn',
        kind: 'notices',
        outcome: 'Máy chủ nhận đã tiếp nhận (250)',
        attempts: 2,
      },
    ]);
  });

  it('can be tried by the administrator; without a mail server the answer says so', async () => {
    expect(await ok(road.admin.send('POST', '/mail-tests', { to: 'a@example.vn' }))).toEqual({
      state: 'not-configured',
    });
    expect(
      (await road.standingBody.send('POST', '/mail-tests', { to: 'a@example.vn' })).json(),
    ).toMatchObject({ code: 'forbidden' });
    const { recent } = await ok<MailStatus>(road.admin.get('/mail-status'));
    expect(recent[0]).toMatchObject({ kind: 'test', outcome: 'Không gửi: chưa cấu hình kênh này' });
  });
});
