import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { createGate } from './gate.ts';

describe('the gate', () => {
  it('lets in as many as it may, changes after reads have begun to wait, and makes room again', async () => {
    const gate = createGate({ reads: 1, all: 2 });
    let finish = (): void => undefined;
    const held = () => new Promise<void>((resolve) => (finish = resolve));
    const read = gate.pass('read', held);
    const endRead = finish;
    await expect(gate.pass('read', held)).rejects.toMatchObject({ code: 'overloaded' });
    const change = gate.pass('change', held);
    await expect(gate.pass('change', held)).rejects.toMatchObject({ code: 'overloaded' });
    finish();
    endRead();
    await Promise.all([read, change]);
    await expect(gate.pass('read', () => Promise.reject(new Error('fault')))).rejects.toThrow('fault');
    await expect(gate.pass('read', async () => 'room')).resolves.toBe('room');
  });
});

describe('a server that has too much to do', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({ atOnce: { reads: 2, all: 2 } });
    await test.addAccount('quantri', 'administrator');
  });
  afterAll(() => test.close());

  it('sends away at once who comes too many, with the time to come back, and serves those inside', async () => {
    const person = await test.signIn('quantri');
    let release = (): void => undefined;
    const locked = new Promise<void>((resolve) => (release = resolve));
    let begun = (): void => undefined;
    const ready = new Promise<void>((resolve) => (begun = resolve));
    const holding = test.owner.transaction().execute(async (tx) => {
      await sql`lock table account in access exclusive mode`.execute(tx);
      begun();
      await locked;
    });
    await ready;
    // An injected request begins when it is waited for.
    const ask = async () => await person.get('/units');
    const inside = [ask(), ask()];
    const tooLong = new Promise<null>((resolve) => setTimeout(() => resolve(null), 10_000));
    const away = await Promise.race([ask(), tooLong]);
    release();
    if (!away) throw new Error('whoever came too many was let in');
    expect([away.statusCode, away.json()]).toMatchObject([503, { code: 'overloaded' }]);
    const seconds = Number(away.headers['retry-after']);
    expect(seconds).toBeGreaterThanOrEqual(3);
    expect(seconds).toBeLessThan(9);
    await holding;
    for (const answer of await Promise.all(inside)) expect(answer.statusCode).toBe(200);
    expect((await person.get('/units')).statusCode).toBe(200);
  });
});
