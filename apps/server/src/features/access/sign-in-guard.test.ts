import { type KyselyPlugin, type RootOperationNode, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublicContext } from '../../platform/context.ts';
import { createTestApp, PASSWORD, type TestApp } from '../../testing/test-app.ts';
import { askPasswordReset } from './password-reset.service.ts';
import { signIn } from './sign-in.service.ts';
import { ADDRESS_TRIES, countedByAddress, countedTry, LOCK_MINUTES } from './sign-in-guard.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({}, { mail: MAIL });
  await test.addAccount('co-that', 'viewer');
  await test.addAccount('da-khoa', 'viewer', { disabledAt: '2022-01-01T00:00:00Z' });
});
afterAll(() => test.close());

/** A server that is never reached: what is enqueued stays enqueued. */
const MAIL = {
  host: '127.0.0.1',
  port: 1,
  implicitTls: false,
  tls: 'off',
  caFile: undefined,
  user: undefined,
  password: undefined,
  from: { name: '', address: 'parix@example.vn' },
} as const;

const tryPassword = (username: string, password: string, remoteAddress = '203.0.113.7') =>
  test.app.inject({ method: 'POST', url: '/api/v1/session', remoteAddress, payload: { username, password } });

const minutesLocked = (answer: { headers: Record<string, unknown> }): number =>
  Number(answer.headers['retry-after']) / 60;

describe('guessing a password', () => {
  it('is judged five times and no more, however many guesses arrive at once', async () => {
    await test.addAccount('song-song', 'viewer');
    const guesses = Array.from({ length: 40 }, (_, at) => tryPassword('song-song', `sai ${at}`));
    const codes = (await Promise.all(guesses)).map((answer) => answer.json<{ code: string }>().code);
    expect(codes.filter((code) => code === 'wrong-credentials').length).toBeLessThanOrEqual(4);
    expect(codes.filter((code) => code === 'locked-out').length).toBeGreaterThanOrEqual(36);
    expect((await tryPassword('song-song', PASSWORD)).json()).toMatchObject({ code: 'locked-out' });
  });

  it('costs a pause that doubles, up to an hour, and a success ends it', async () => {
    await test.addAccount('kien-tri', 'viewer');
    const pauses: number[] = [];
    let now = Date.parse('2022-03-01T08:00:00Z');
    for (let round = 0; round < 6; round += 1) {
      let last = await tryPassword('kien-tri', 'sai');
      while (last.statusCode === 401) last = await tryPassword('kien-tri', 'sai');
      pauses.push(minutesLocked(last));
      now += minutesLocked(last) * 60_000;
      test.clock.set(new Date(now).toISOString());
    }
    expect(pauses).toEqual([LOCK_MINUTES, 10, 20, 40, 60, 60]);
    expect((await tryPassword('kien-tri', PASSWORD)).statusCode).toBe(200);
    for (let attempt = 0; attempt < 4; attempt += 1) {
      expect((await tryPassword('kien-tri', 'sai')).statusCode).toBe(401);
    }
    test.clock.set('2022-03-01T08:00:00Z');
  });

  it('of many people from one address makes the address rest, which a success of its own does not undo', async () => {
    const judged = (right: boolean, address = '198.51.100.9') =>
      countedTry(test.db, test.clock.now(), [countedByAddress(address)], async () =>
        right ? true : undefined,
      );
    let wrong = 0;
    let locked: Date | null = null;
    while (locked === null && wrong < 3 * ADDRESS_TRIES) {
      wrong += 1;
      if (wrong % 10 === 0) await judged(true);
      const answer = await judged(false);
      locked = answer.right === undefined ? answer.lockedUntil : null;
    }
    expect(wrong).toBeGreaterThanOrEqual(ADDRESS_TRIES);
    expect(wrong).toBeLessThan(1.2 * ADDRESS_TRIES);
    expect(locked?.toISOString()).toBe('2022-03-01T08:01:00.000Z');
    await expect(judged(true)).rejects.toMatchObject({ code: 'locked-out' });
    expect((await tryPassword('co-that', PASSWORD, '198.51.100.9')).statusCode).toBe(429);
    expect((await tryPassword('co-that', PASSWORD, '198.51.100.10')).statusCode).toBe(200);
  });
});

describe('user enumeration', () => {
  it('finds nothing by locking: a name that nobody has rests like any other', async () => {
    const answers = [];
    for (let attempt = 0; attempt < 6; attempt += 1) answers.push(await tryPassword('khong-co-ai', 'sai'));
    expect(answers.map((answer) => answer.statusCode)).toEqual([401, 401, 401, 401, 429, 429]);
    expect(minutesLocked(answers[4]!)).toBe(LOCK_MINUTES);
  });

  it('finds nothing in what the server does: unknown, wrong and disabled take the same steps', async () => {
    const steps = await Promise.all([
      stepsOf((context) => enter(context, 'khong-ai-ca', PASSWORD)),
      stepsOf((context) => enter(context, 'co-that', 'sai mật khẩu')),
      stepsOf((context) => enter(context, 'da-khoa', PASSWORD)),
    ]);
    expect(steps[0]).toEqual(steps[1]);
    expect(steps[0]).toEqual(steps[2]);
    expect(steps[0]).toContain('insert audit_event');
  });

  it('finds nothing by asking for a new password: same answer, same steps, and a job either way', async () => {
    const ask = (name: string) => (context: PublicContext) => askPasswordReset(context, name);
    const [unknown, known] = [await stepsOf(ask('khong-ai')), await stepsOf(ask('co-that'))];
    expect(unknown).toEqual(known);
    const answers = await Promise.all(
      ['khong-ai-2', 'da-khoa', 'ai@example.vn'].map((name) =>
        test.app.inject({ method: 'POST', url: '/api/v1/password-resets', payload: { name } }),
      ),
    );
    expect(answers.map((answer) => [answer.statusCode, answer.body])).toEqual(
      answers.map(() => [200, '{"mail":true}']),
    );
    const { rows } = await sql<{ jobs: number }>`select count(*)::int as jobs from pgboss.job
      where name = 'access.mail-password-reset'`.execute(test.owner);
    expect(rows[0]?.jobs).toBe(5);
  });
});

const enter = (context: PublicContext, username: string, password: string) =>
  signIn(
    context,
    { username, password },
    {
      client: { userAgent: '', address: '' },
      ip: `192.0.2.${username.length}`,
      formerSecret: undefined,
    },
  );

/** Kind and table of every statement that a use case sends, in order. */
async function stepsOf(act: (context: PublicContext) => Promise<unknown>): Promise<readonly string[]> {
  const steps: string[] = [];
  const recorder: KyselyPlugin = {
    transformQuery: ({ node }) => {
      steps.push(describeNode(node));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const db = test.db.withPlugin(recorder);
  const base = { now: test.clock.now(), locale: 'vi', requestId: null, config: test.config } as const;
  await act({ ...base, db }).catch(() => undefined);
  return steps;
}

function describeNode(node: RootOperationNode): string {
  const kind = node.kind.replace('QueryNode', '').toLowerCase();
  const table = /"name":"([a-z_]+)"\}/i.exec(JSON.stringify(node))?.[1] ?? '';
  return `${kind} ${table}`;
}
