import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/test-database.ts';
import { newId } from '../../platform/ids.ts';
import type { MailSettings } from '../../platform/mail/mail-settings.ts';
import { runJob, runWaiting } from '../../testing/job-runs.ts';
import { type MailServer, startMailServer } from '../../testing/mail-server.ts';
import './collect-mail.job.ts';
import { notifyRoles } from './notify.read-model.ts';

let database: TestDatabase;
let server: MailServer;
let now = new Date();
const START = '2026-12-17T01:00:00Z';
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  now = new Date(START);
  server = await startMailServer();
});
afterEach(async () => {
  await server.close();
  await database.owner
    .updateTable('roleGrant')
    .set({ endsAt: '2021-01-01T00:00:00Z' })
    .where('endsAt', 'is', null)
    .execute();
});
afterAll(() => database.close());

const minutes = (count: number): void => void (now = new Date(now.getTime() + count * 60_000));
const mail = (): MailSettings => ({
  host: '127.0.0.1',
  port: server.port,
  implicitTls: false,
  tls: 'off',
  caFile: undefined,
  user: undefined,
  password: undefined,
  from: { name: 'CCHC', address: 'cchc@example.vn' },
});
const surroundings = (withMail = true) => ({
  db: database.db,
  owner: database.owner,
  clock: { now: () => now },
  config: { dataDir: '/nowhere', publicUrl: 'https://parix.example.vn', ...(withMail && { mail: mail() }) },
});
const work = async (withMail = true): Promise<void> => {
  await runJob(surroundings(withMail), 'notices.collect-mail');
  await runWaiting(surroundings(withMail), 'mail.deliver');
};
let people = 0;
async function addPerson(more: object = {}): Promise<string> {
  const id = newId();
  people += 1;
  const row = {
    id,
    username: `nguoi-${people}`,
    displayName: `Người ${people}`,
    passwordHash: 'x',
    email: `n${people}@example.vn`,
    ...more,
  };
  await database.owner.insertInto('account').values(row).execute();
  const grant = {
    accountId: id,
    id: newId(),
    role: 'focal-point',
    startsAt: '2020-01-01',
    grantedAt: '2020-01-01',
  } as const;
  await database.owner.insertInto('roleGrant').values(grant).execute();
  return id;
}
const tell = (kind: 'returned' | 'sent' | 'submitted', unitName = 'Sở Á') => {
  const facts = { roundTitle: 'Đợt 2026', unitName, by: 'Lãnh đạo', reason: 'Thiếu minh chứng', late: false };
  const context = { db: database.db, now, config: surroundings().config };
  return notifyRoles(context, ['focal-point'], { kind, roundId: 'dot', unitId: null, facts });
};
const outcomes = async (accountId: string) =>
  (
    await database.owner
      .selectFrom('noticeDelivery as d')
      .innerJoin('notice as n', 'n.id', 'd.noticeId')
      .select('d.outcome')
      .where('n.accountId', '=', accountId)
      .where('d.channel', '=', 'mail')
      .orderBy('n.id')
      .execute()
  ).map(({ outcome }) => outcome);

describe('mail of notices', () => {
  it('waits a quarter of an hour, and several events of one person become one mail', async () => {
    const id = await addPerson();
    await tell('sent', 'Sở Á');
    minutes(5);
    await tell('returned', 'Sở Bình Định');
    minutes(9);
    await work();
    expect(server.mails).toHaveLength(0);
    minutes(1);
    await tell('submitted', 'Xã Đắk Lắk');
    await work();
    expect(server.mails).toHaveLength(1);
    const [sent] = server.mails;
    expect(sent?.subject).toBe('3 thông báo: Phiếu bị trả lại: Sở Bình Định; …');
    for (const words of ['SỞ Á', 'SỞ BÌNH ĐỊNH', 'Lý do: Thiếu minh chứng', 'XÃ ĐẮK LẮK', 'Kính gửi Người'])
      expect(sent?.text).toContain(words);
    expect(sent?.text).toContain('https://parix.example.vn/rounds/dot/results');
    expect(await outcomes(id)).toEqual(['handed-over', 'handed-over', 'handed-over']);
    minutes(60);
    await work();
    expect(server.mails).toHaveLength(1);
  });

  it('of one event carries its own subject, and the next event opens a new window', async () => {
    await addPerson();
    await tell('returned');
    minutes(15);
    await work();
    await tell('sent');
    minutes(14);
    await work();
    minutes(1);
    await work();
    expect(server.mails.map(({ subject }) => subject)).toEqual([
      'Phiếu bị trả lại: Sở Á',
      'Phiếu chờ lãnh đạo duyệt: Sở Á',
    ]);
  });

  it('of very many events stays short: the first in full, the rest by their line', async () => {
    await addPerson();
    for (let index = 1; index <= 112; index += 1) await tell('submitted', `Xã số ${index}`);
    minutes(15);
    await work();
    const [sent] = server.mails;
    expect(sent?.subject).toMatch(/^112 thông báo: /);
    expect(sent?.text?.match(/Mở trong Parix/g)).toHaveLength(10);
    expect(sent?.text).toContain('102 THÔNG BÁO KHÁC');
    expect(sent?.text).toContain('- Phiếu đã chốt: Xã số 110\n- và 2 thông báo nữa');
  });

  it('names what is a date or a duty first, whatever came before it', async () => {
    await addPerson();
    for (let index = 1; index <= 11; index += 1) await tell('submitted', `Xã số ${index}`);
    await tell('returned');
    minutes(15);
    await work();
    const [sent] = server.mails;
    expect(sent?.subject).toBe('12 thông báo: Phiếu bị trả lại: Sở Á; …');
    expect(sent?.text).toContain('Lý do');
    expect(sent?.text).toContain('- Phiếu đã chốt: Xã số 10\n- Phiếu đã chốt: Xã số 11');
  });

  it('goes to each person once however many processes collect at the same moment', async () => {
    for (let index = 0; index < 5; index += 1) await addPerson();
    await tell('returned');
    minutes(15);
    await Promise.all([1, 2, 3].map(() => runJob(surroundings(), 'notices.collect-mail')));
    await runWaiting(surroundings(), 'mail.deliver');
    expect(server.mails).toHaveLength(5);
    expect(new Set(server.mails.map(({ to_ }) => to_.join())).size).toBe(5);
  });

  it('is made for many people by as few statements as for one', async () => {
    const counted = async (count: number): Promise<number> => {
      for (let index = 0; index < count; index += 1) await addPerson();
      await tell('returned');
      minutes(15);
      let statements = 0;
      const db = database.db.withPlugin({
        transformQuery: ({ node }) => node,
        transformResult: async ({ result }) => ((statements += 1), result),
      });
      await runJob({ ...surroundings(), db }, 'notices.collect-mail');
      await runWaiting(surroundings(), 'mail.deliver');
      return statements;
    };
    const forOne = await counted(1);
    expect(await counted(40)).toBe(forOne);
    expect(new Set(server.mails.map(({ to_ }) => to_.join())).size).toBe(41);
  });

  it('that cannot be made holds up nobody else, and stays due', async () => {
    const ids = [await addPerson(), await addPerson(), await addPerson()];
    await tell('returned');
    await tell('sent');
    minutes(15);
    const broken = await database.owner
      .selectFrom('notice')
      .select('id')
      .where('accountId', '=', ids[1]!)
      .orderBy('id')
      .executeTakeFirstOrThrow();
    const failing = database.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        if (result.rows.some((row) => row['id'] === broken.id && row['body'] !== undefined))
          throw new Error('this notice cannot be read');
        return result;
      },
    });
    await runJob({ ...surroundings(), db: failing }, 'notices.collect-mail');
    await runWaiting(surroundings(), 'mail.deliver');
    expect(server.mails).toHaveLength(2);
    await work();
    expect(server.mails).toHaveLength(3);
  });

  it('leaves out what the person switched off, but never a date or a duty', async () => {
    const id = await addPerson();
    for (const kind of ['sent', 'returned'] as const)
      await database.owner
        .insertInto('noticeSwitchOff')
        .values({ accountId: id, kind, channel: 'mail', at: now })
        .execute();
    await tell('sent');
    await tell('returned');
    minutes(15);
    await work();
    expect(server.mails.map(({ subject }) => subject)).toEqual(['Phiếu bị trả lại: Sở Á']);
    expect(await outcomes(id)).toEqual(['switched-off', 'handed-over']);
  });

  it('says why nothing was sent: no address, a closed account, no mail server', async () => {
    const nowhere = await addPerson({ email: null });
    const closed = await addPerson();
    const silent = await addPerson();
    await tell('returned');
    await database.owner.updateTable('account').set({ disabledAt: now }).where('id', '=', closed).execute();
    await database.owner
      .updateTable('noticeOutbox')
      .set({ dueAt: new Date('2099-01-01') })
      .where('accountId', '=', silent)
      .execute();
    minutes(15);
    await work();
    await database.owner
      .updateTable('noticeOutbox')
      .set({ dueAt: now })
      .where('accountId', '=', silent)
      .execute();
    await work(false);
    expect([await outcomes(nowhere), await outcomes(closed), await outcomes(silent)]).toEqual([
      ['no-address'],
      ['account-closed'],
      ['not-configured'],
    ]);
    expect(server.mails).toHaveLength(0);
  });

  it('is written in the language of the account', async () => {
    await addPerson({ locale: 'en' });
    await tell('returned');
    minutes(15);
    await work();
    expect(server.mails[0]?.subject).toBe('The card was returned: Sở Á');
    expect(server.mails[0]?.html).toContain('<html lang="en">');
  });
});
