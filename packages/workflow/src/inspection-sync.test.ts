import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type HeldThing,
  holdThing,
  judgeOperation,
  sameValue,
  type SentOperation,
  settleConflict,
  shownValue,
  type SyncAnswer,
  syncState,
  takeAnswer,
  takeOperation,
  takeStanding,
  writeThing,
} from './inspection-sync.ts';

/** The server as the rules make it: versions of one thing, and each operation once. */
class Server {
  readonly versions: string[] = [];
  readonly received = new Map<string, { operation: SentOperation<string>; answer: SyncAnswer<string> }>();
  applications = 0;

  take(operation: SentOperation<string>): SyncAnswer<string> {
    const known = this.received.get(operation.id);
    if (known) return known.answer;
    const standing = this.versions.length;
    const current = this.versions.at(-1) ?? null;
    const verdict = judgeOperation(standing, operation.base, sameValue(current, operation.value));
    if (verdict === 'ahead') return { outcome: 'refused', code: 'ahead' };
    if (verdict === 'append') {
      this.versions.push(operation.value);
      this.applications += 1;
    }
    const answer: SyncAnswer<string> =
      verdict === 'conflict'
        ? { outcome: 'conflict', version: standing, value: current }
        : { outcome: 'applied', version: this.versions.length };
    this.received.set(operation.id, { operation, answer });
    return answer;
  }
}

interface Phone {
  held: HeldThing<string>;
  last: string | null;
}

const command = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), phone: fc.nat(2), text: fc.string({ maxLength: 3 }) }),
  fc.record({ kind: fc.constant('send' as const), phone: fc.nat(2), fate: fc.nat(3) }),
  fc.record({ kind: fc.constant('reload' as const), phone: fc.nat(2) }),
  fc.record({ kind: fc.constant('settle' as const), phone: fc.nat(2), mine: fc.boolean() }),
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

let ids = 0;
const newId = (): string => `o${(ids += 1)}`;

function send(server: Server, phone: Phone, fate: number): void {
  const { held, operation } = takeOperation(phone.held, newId());
  phone.held = held;
  if (!operation || fate === 1) return; // 1: the request is lost
  const answer = server.take(operation);
  if (fate === 3) server.take(operation); // 3: it arrives twice
  if (fate !== 2) phone.held = takeAnswer(phone.held, operation.id, answer); // 2: the answer is lost
}

function settle(phone: Phone, mine: boolean): void {
  const { theirs } = phone.held;
  const value = mine ? shownValue(phone.held) : (theirs?.value ?? shownValue(phone.held));
  if (theirs && value !== null) phone.held = settleConflict(phone.held, value);
}

function run(server: Server, phones: readonly Phone[], step: Command): void {
  const phone = phones[step.phone];
  if (!phone) return;
  if (step.kind === 'write') {
    phone.held = writeThing(phone.held, step.text);
    phone.last = step.text;
  } else if (step.kind === 'send') send(server, phone, step.fate);
  else if (step.kind === 'reload')
    phone.held = takeStanding(phone.held, server.versions.length, server.versions.at(-1) ?? null);
  else {
    // The other text may be taken: then the own one stands among what the server was sent.
    if (phone.held.theirs && !step.mine) phone.last = null;
    settle(phone, step.mine);
  }
}

const histories = fc.array(command, { maxLength: 60 });
const start = () => ({
  server: new Server(),
  phones: [0, 1, 2].map((): Phone => ({ held: holdThing<string>(0, null), last: null })),
});

describe('things written on several devices', () => {
  it('are never lost: what a person wrote last is on the device or at the server', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const { server, phones } = start();
        for (const step of steps) {
          run(server, phones, step);
          for (const { held, last } of phones) {
            if (last === null) continue;
            const kept = [held.typed, held.sent?.value, held.standing];
            const sent = [...server.received.values()].map(({ operation }) => operation.value);
            expect([...kept, ...sent]).toContain(last);
          }
        }
      }),
    );
  });

  it('count once, however often they are sent', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const { server, phones } = start();
        for (const step of steps) run(server, phones, step);
        const applied = [...server.received.values()].filter(({ answer }) => answer.outcome === 'applied');
        expect(server.applications).toBe(server.versions.length);
        expect(server.versions.length).toBeLessThanOrEqual(applied.length);
      }),
    );
  });

  it('come to the same words everywhere once everybody has sent and settled', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const { server, phones } = start();
        for (const step of steps) run(server, phones, step);
        for (let round = 0; round < 12; round += 1)
          for (const phone of phones) {
            settle(phone, true);
            send(server, phone, 0);
            phone.held = takeStanding(phone.held, server.versions.length, server.versions.at(-1) ?? null);
          }
        for (const { held } of phones) {
          expect(syncState(held)).toBe('synchronised');
          expect(held.standing).toBe(server.versions.at(-1) ?? null);
        }
      }),
    );
  });

  it('never overwrite a version that the writer has not seen', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), fc.boolean(), (standing, base, same) => {
        const verdict = judgeOperation(standing, base, same);
        if (verdict === 'append') expect(base).toBe(standing);
        if (base < standing && !same) expect(verdict).toBe('conflict');
        if (base > standing) expect(verdict).toBe('ahead');
      }),
    );
  });

  it('keep words that the server refuses', () => {
    const written = takeOperation(writeThing(holdThing<string>(0, null), 'a'), 'o');
    const refused = takeAnswer(written.held, 'o', { outcome: 'refused', code: 'inspection-closed' });
    expect(syncState(refused)).toBe('refused');
    expect(shownValue(refused)).toBe('a');
  });
});
