import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/test-database.ts';
import { runJob, runWaiting } from '../../testing/job-runs.ts';
import { type MailServer, startMailServer } from '../../testing/mail-server.ts';
import { makeSelfSigned } from '../../testing/self-signed.ts';
import { backoffSeconds, MAX_ATTEMPTS } from './deliver-mail.job.ts';
import type { MailSettings } from './mail-settings.ts';
import { type NewMail, NO_UNIT, sendMail } from './send-mail.ts';

let database: TestDatabase;
let server: MailServer;
let folder: string;
let now = new Date('2026-11-23T02:00:00Z');
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'parix-mail-'));
});
beforeEach(async () => {
  now = new Date('2026-11-23T02:00:00Z');
  server = await startMailServer();
});
afterEach(() => server.close());
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const settings = (more: Partial<MailSettings> = {}): MailSettings => ({
  host: '127.0.0.1',
  port: server.port,
  implicitTls: false,
  tls: 'off',
  caFile: undefined,
  user: undefined,
  password: undefined,
  from: { name: 'Sở Nội vụ tỉnh Mẫu', address: 'cchc@mau.example.vn' },
  ...more,
});
const surroundings = (mail = settings()) => ({
  db: database.db,
  owner: database.owner,
  clock: { now: () => now },
  config: { dataDir: folder, publicUrl: 'https://parix.example.vn', mail },
});
const MAIL: NewMail = {
  to: 'lan@so-a.example.vn',
  accountId: null,
  unitId: null,
  kind: 'thu-nghiem',
  locale: 'vi',
  subject: 'Nhắc hạn tự chấm điểm: Sở Á còn 3 ngày',
  blocks: [
    { kind: 'paragraph', text: 'Kính gửi đồng chí Lan,' },
    { kind: 'heading', text: 'Còn thiếu' },
    { kind: 'list', items: ['1.1 Báo cáo <đúng hạn>', '2.2 Công khai & thủ tục'] },
    { kind: 'link', label: 'Mở phiếu', url: 'https://parix.example.vn/cham-diem?a=1&b="2"' },
  ],
};
const send = (mail: Partial<NewMail> = {}) =>
  sendMail({ db: database.db, now, config: surroundings().config }, { ...MAIL, ...mail });
const attemptsOf = (mailId: string) =>
  database.owner
    .selectFrom('mailAttempt')
    .select(['attempt', 'outcome', 'server', 'code', 'answer'])
    .where('mailId', '=', mailId)
    .orderBy('attempt')
    .execute();
const contents = () => database.owner.selectFrom('mailContent').select('mailId').execute();

describe('a mail', () => {
  it('arrives with Vietnamese subject, sender and text, as text and as HTML with everything escaped', async () => {
    const { mailId, state } = await send();
    expect(state).toBe('queued');
    expect(await runWaiting(surroundings(), 'mail.deliver')).toBe(1);
    const [mail] = server.mails;
    expect(mail).toMatchObject({
      subject: MAIL.subject,
      from: { name: 'Sở Nội vụ tỉnh Mẫu', address: 'cchc@mau.example.vn' },
      to_: ['lan@so-a.example.vn'],
      messageId: `<${mailId}@parix.example.vn>`,
    });
    expect(mail?.text).toContain('CÒN THIẾU\n\n- 1.1 Báo cáo <đúng hạn>\n- 2.2 Công khai & thủ tục');
    expect(mail?.html).toContain('<li>1.1 Báo cáo &lt;đúng hạn&gt;</li><li>2.2 Công khai &amp; thủ tục</li>');
    expect(mail?.html).toContain('href="https://parix.example.vn/cham-diem?a=1&amp;b=&quot;2&quot;"');
    expect(mail?.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
    );
    expect(mail?.html).not.toMatch(/<(img|script|link|iframe)|url\(/);
  });

  it('leaves as proof when it was tried, by which server and what that answered, and nothing of what it said', async () => {
    const { mailId } = await send();
    await runWaiting(surroundings(), 'mail.deliver');
    expect(await attemptsOf(mailId)).toEqual([
      {
        attempt: 1,
        outcome: 'accepted',
        server: `127.0.0.1:${server.port}`,
        code: 250,
        answer: expect.stringContaining('thu-1'),
      },
    ]);
    expect(await contents()).toEqual([]);
    await runJob(surroundings(), 'mail.deliver', { unitId: NO_UNIT, mailId });
    expect(server.mails).toHaveLength(1);
  });

  it('does not go out when the change that caused it does not stand', async () => {
    const lost = database.db.transaction().execute(async (tx) => {
      await sendMail({ db: tx, now, config: surroundings().config }, MAIL);
      throw new Error('the change failed');
    });
    await expect(lost).rejects.toThrow('the change failed');
    expect(await runWaiting(surroundings(), 'mail.deliver')).toBe(0);
  });

  it.each([421, 450, 451, 452])('that is answered %i is tried again, later each time', async (code) => {
    const { mailId } = await send();
    server.refuseNext({ at: 'rcpt', code }, { at: 'data', code: 451 });
    await runWaiting(surroundings(), 'mail.deliver');
    await runWaiting(surroundings(), 'mail.deliver');
    expect(server.mails).toHaveLength(0);
    await runWaiting(surroundings(), 'mail.deliver');
    expect(server.mails).toHaveLength(1);
    expect((await attemptsOf(mailId)).map((row) => [row.outcome, row.code])).toEqual([
      ['deferred', code],
      ['deferred', 451],
      ['accepted', 250],
    ]);
  });

  it('waits longer after each try', () => {
    const waits = Array.from({ length: MAX_ATTEMPTS - 1 }, (_, index) => backoffSeconds(index + 1));
    expect(waits.slice(0, 4)).toEqual([60, 120, 240, 480]);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3600;
    expect(hours).toBeGreaterThan(12);
    expect(hours).toBeLessThan(48);
  });

  it.each(['rcpt', 'data'] as const)('that is refused for good at %s is not tried again', async (at) => {
    const { mailId } = await send();
    server.refuseNext({ at, code: 550 });
    await runWaiting(surroundings(), 'mail.deliver');
    expect(await attemptsOf(mailId)).toMatchObject([
      { outcome: 'refused', code: 550, answer: expect.stringContaining('trả lời thử') },
    ]);
    expect(await runWaiting(surroundings(), 'mail.deliver')).toBe(0);
    expect(await contents()).toEqual([]);
  });

  it('waits while nobody answers at the address, and is given up after the last try', async () => {
    const { mailId } = await send();
    const nobody = surroundings(settings({ port: 1 }));
    for (let index = 0; index < MAX_ATTEMPTS; index += 1)
      expect(await runWaiting(nobody, 'mail.deliver')).toBe(1);
    expect(await runWaiting(nobody, 'mail.deliver')).toBe(0);
    const attempts = await attemptsOf(mailId);
    expect(attempts).toHaveLength(MAX_ATTEMPTS);
    expect(attempts[0]).toMatchObject({
      outcome: 'deferred',
      code: null,
      answer: expect.stringContaining('ECONNREFUSED'),
    });
    expect(attempts.at(-1)?.outcome).toBe('given-up');
    expect(await contents()).toEqual([]);
  });

  it('with a link that has run out is not sent any more', async () => {
    const { mailId } = await send({ expiresAt: new Date('2026-11-23T02:30:00Z') });
    now = new Date('2026-11-23T02:30:00Z');
    await runWaiting(surroundings(), 'mail.deliver');
    expect(server.mails).toHaveLength(0);
    expect(await attemptsOf(mailId)).toMatchObject([
      { outcome: 'given-up', answer: expect.stringContaining('hết thời hạn') },
    ]);
  });

  it('is told apart honestly when the installation has no mail server', async () => {
    const config = { dataDir: folder, publicUrl: 'https://parix.example.vn' };
    const { mailId, state } = await sendMail({ db: database.db, now, config }, MAIL);
    expect(state).toBe('not-configured');
    expect(await attemptsOf(mailId)).toMatchObject([{ outcome: 'not-configured', server: null }]);
    expect(await contents()).toEqual([]);
    expect(await runWaiting(surroundings(), 'mail.deliver')).toBe(0);
  });

  it('waits when the mail server is taken out of the settings after it was taken', async () => {
    const { mailId } = await send();
    const config = { dataDir: folder, publicUrl: 'https://parix.example.vn' };
    await runWaiting({ ...surroundings(), config }, 'mail.deliver');
    await runWaiting(surroundings(), 'mail.deliver');
    expect(await attemptsOf(mailId)).toMatchObject([{ outcome: 'deferred' }, { outcome: 'accepted' }]);
  });
});

describe('mail header injection', () => {
  it.each([
    'Nhắc hạn\r\nBcc: ke-gian@evil.example',
    'Nhắc hạn\nX-A: 1\n\n<script>alert(1)</script>',
    'Nhắc hạn\u2028Bcc: x@evil.example',
    'Nhắc\u0000hạn\u202efdp.exe',
  ])('in the subject %j stays one subject line', async (subject) => {
    await send({ subject });
    await runWaiting(surroundings(), 'mail.deliver');
    const [mail] = server.mails;
    expect(mail?.to_).toEqual([MAIL.to]);
    expect(mail?.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(mail?.headers.map(({ key }) => key)).not.toContain('x-a');
    expect(mail?.subject).not.toMatch(/[\p{Cc}\p{Cf}\u2028]/u);
    expect(mail?.text).toContain('Kính gửi');
  });

  it.each([
    'lan@so-a.example.vn\r\nRCPT TO:<ke-gian@evil.example>',
    'lan@so-a.example.vn, ke-gian@evil.example',
    '"a b"@so-a.example.vn',
    'Lan <lan@so-a.example.vn>',
    'lan@so-a.example.vn>',
    'lan',
    `${'a'.repeat(65)}@example.vn`,
    '',
  ])('in the address %j is refused and nothing is sent', async (to) => {
    const { mailId, state } = await send({ to });
    expect(state).toBe('bad-address');
    expect(await runWaiting(surroundings(), 'mail.deliver')).toBe(0);
    expect(await attemptsOf(mailId)).toMatchObject([{ outcome: 'refused', server: null }]);
  });
});

describe('encryption', () => {
  const host = 'localhost';
  const identity = makeSelfSigned(host);
  let secure: MailServer;
  let caFile: string;
  beforeAll(async () => {
    caFile = join(folder, 'ca.pem');
    await writeFile(caFile, identity.cert);
    secure = await startMailServer({ disabledCommands: [], ...identity });
  });
  afterAll(() => secure.close());

  it('is used, and checked, when the certificate is that of a trusted authority', async () => {
    await send();
    await runWaiting(
      surroundings(settings({ host, port: secure.port, tls: 'required', caFile })),
      'mail.deliver',
    );
    expect(secure.mails).toMatchObject([{ secure: true }]);
  });

  it.each(['required', 'if-offered'] as const)(
    'with a certificate that nobody trusts stops the mail (%s)',
    async (tls) => {
      const before = secure.mails.length;
      const { mailId } = await send();
      await runWaiting(surroundings(settings({ host, port: secure.port, tls })), 'mail.deliver');
      expect(secure.mails).toHaveLength(before);
      expect(await attemptsOf(mailId)).toMatchObject([
        { outcome: 'deferred', answer: expect.stringMatching(/certificate/i) },
      ]);
      await runWaiting(surroundings(settings({ host, port: secure.port, tls, caFile })), 'mail.deliver');
    },
  );

  it('that is required and not offered stops the mail: nothing goes out readable', async () => {
    const { mailId } = await send();
    await runWaiting(surroundings(settings({ tls: 'required' })), 'mail.deliver');
    expect(server.mails).toHaveLength(0);
    expect(await attemptsOf(mailId)).toMatchObject([{ outcome: 'deferred' }]);
    await runWaiting(surroundings(settings({ tls: 'if-offered' })), 'mail.deliver');
    expect(server.mails).toMatchObject([{ secure: false }]);
  });

  it('comes before the password: a wrong one is the operator’s to mend, not the mail’s fault', async () => {
    const guarded = await startMailServer({
      ...identity,
      disabledCommands: [],
      authOptional: false,
      onAuth: ({ username, password }, session, callback) =>
        session.secure && username === 'parix' && password === 'đúng'
          ? callback(null, { user: 'parix' })
          : callback(new Error('sai mật khẩu')),
    });
    const as = (password: string) =>
      surroundings(settings({ host, port: guarded.port, tls: 'required', caFile, user: 'parix', password }));
    const { mailId } = await send();
    await runWaiting(as('sai'), 'mail.deliver');
    expect(await attemptsOf(mailId)).toMatchObject([{ outcome: 'deferred', code: 535 }]);
    await runWaiting(as('đúng'), 'mail.deliver');
    expect(guarded.mails).toHaveLength(1);
    await guarded.close();
  });
});
