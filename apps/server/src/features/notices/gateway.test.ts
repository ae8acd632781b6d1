import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/test-database.ts';
import { newId } from '../../platform/ids.ts';
import { runJob, runWaiting } from '../../testing/job-runs.ts';
import { notifyRoles } from './notify.read-model.ts';
import './send-to-gateway.job.ts';

let database: TestDatabase;
let server: Server;
let accountId: string;
let statuses: number[] = [];
const got: { body: string; headers: Record<string, string | string[] | undefined> }[] = [];
const now = new Date('2026-12-17T01:02:03.456Z');
const SECRET = 'bí mật dài ít nhất ba mươi hai ký tự';

beforeAll(async () => {
  database = await createTestDatabase();
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      got.push({ body, headers: request.headers });
      const status = statuses.shift() ?? 202;
      response
        .writeHead(status, status === 302 ? { location: 'http://169.254.169.254/' } : {})
        .end(`trả lời ${status}`);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  accountId = newId();
  await database.owner
    .insertInto('account')
    .values({ id: accountId, username: 'lan', displayName: 'Nguyễn Thị Lan', passwordHash: 'x' })
    .execute();
  const grant = {
    accountId,
    id: newId(),
    role: 'focal-point',
    startsAt: '2020-01-01',
    grantedAt: '2020-01-01',
  } as const;
  await database.owner.insertInto('roleGrant').values(grant).execute();
});
beforeEach(() => {
  got.length = 0;
  statuses = [];
});
afterAll(async () => {
  server.close();
  await database.close();
});

const surroundings = (more: object = {}) => {
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const noticeWebhook = { url: `http://${host}/su-kien`, secret: SECRET, allowPrivate: [host], ...more };
  const config = { dataDir: '/nowhere', publicUrl: 'https://parix.example.vn', noticeWebhook };
  return { db: database.db, owner: database.owner, clock: { now: () => now }, config };
};
const tell = (kind: 'deadline' | 'sent' = 'deadline') => {
  const { config } = surroundings();
  const facts = {
    roundTitle: 'Đợt',
    unitName: 'Sở Á',
    closesAt: new Date('2026-12-31T17:00:00Z'),
    step: '14-days',
    by: 'A',
  } as const;
  return notifyRoles({ db: database.db, now, config }, ['focal-point'], {
    kind,
    roundId: null,
    unitId: null,
    facts,
  });
};
const send = (more: object = {}) => runWaiting(surroundings(more), 'notices.send-to-gateway');
const deliveries = () =>
  database.owner
    .selectFrom('noticeDelivery')
    .select(['outcome', 'status', 'server', 'answer'])
    .where('channel', '=', 'webhook')
    .where('noticeId', '=', (eb) => eb.selectFrom('notice').select('id').orderBy('id', 'desc').limit(1))
    .orderBy('id')
    .execute();

describe('the gateway', () => {
  it('gets a CloudEvent, signed over timestamp and body, once the notice is stored', async () => {
    await tell();
    expect(await send()).toBe(1);
    const [{ body, headers }] = got as [(typeof got)[0]];
    const event = JSON.parse(body);
    const stored = await database.owner.selectFrom('notice').selectAll().executeTakeFirstOrThrow();
    expect(event).toEqual({
      specversion: '1.0',
      id: stored.id,
      source: 'https://parix.example.vn',
      type: 'vn.parix.notice.deadline',
      time: now.toISOString(),
      datacontenttype: 'application/json',
      data: {
        roundId: null,
        unitCode: null,
        subject: 'Còn 14 ngày đến hạn tự chấm điểm: Sở Á',
        text: stored.body,
        url: null,
        recipient: { accountId, username: 'lan', displayName: 'Nguyễn Thị Lan' },
      },
    });
    expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(headers['x-parix-timestamp']).toBe('1797469323');
    const expected = createHmac('sha256', SECRET).update(`1797469323.${body}`).digest('hex');
    expect(headers['x-parix-signature']).toBe(`sha256=${expected}`);
    expect(await deliveries()).toEqual([
      { outcome: 'accepted', status: 202, server: headers.host, answer: 'trả lời 202' },
    ]);
  });

  it.each([500, 503, 429, 408])('that answers %i is asked again with the same id', async (status) => {
    statuses = [status];
    await tell();
    await send();
    await send();
    expect(got.map(({ body }) => JSON.parse(body).id)).toEqual([
      expect.any(String),
      JSON.parse(got[0]!.body).id,
    ]);
    expect((await deliveries()).map((row) => [row.outcome, row.status])).toEqual([
      ['deferred', status],
      ['accepted', 202],
    ]);
    expect(await send()).toBe(0);
  });

  it.each([302, 400, 401, 404])(
    'that answers %i is wrongly set up: nothing is repeated or followed',
    async (status) => {
      statuses = [status];
      await tell();
      await send();
      expect(await send()).toBe(0);
      expect(got).toHaveLength(1);
      expect(await deliveries()).toMatchObject([{ outcome: 'refused', status }]);
    },
  );

  it('inside the own network is refused unless it is allowed, and that is taken down', async () => {
    await tell();
    await send({ allowPrivate: [] });
    expect(got).toHaveLength(0);
    expect(await deliveries()).toMatchObject([
      { outcome: 'refused', status: null, answer: expect.stringContaining('mạng nội bộ') },
    ]);
  });

  it('that is down is asked ten times and then given up', async () => {
    await tell();
    for (let index = 0; index < 10; index += 1)
      expect(await send({ url: 'http://127.0.0.1:1/', allowPrivate: ['127.0.0.1'] })).toBe(1);
    expect(await send()).toBe(0);
    const rows = await deliveries();
    expect(rows.map(({ outcome }) => outcome)).toEqual([
      ...Array.from({ length: 9 }, () => 'deferred'),
      'given-up',
    ]);
  });

  it('is not asked again by a job that is repeated', async () => {
    await tell();
    await send();
    const { unitId, id } = await database.owner
      .selectFrom('notice')
      .select(['unitId', 'id'])
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    await runJob(surroundings(), 'notices.send-to-gateway', { unitId, noticeId: id });
    expect(got).toHaveLength(1);
  });

  it('is told dates and duties only: no message for what can wait', async () => {
    await tell('sent');
    expect(await send()).toBe(0);
  });

  it('is told a date although the person has switched the channel off, which the settings refuse anyway', async () => {
    const off = { accountId, kind: 'deadline', channel: 'webhook', at: now } as const;
    await database.owner.insertInto('noticeSwitchOff').values(off).execute();
    await tell();
    await send();
    expect(got).toHaveLength(1);
  });
});
