import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRankOrder } from './rank-order.ts';

describe('createRankOrder', () => {
  it('counts like a plain list through any sequence of moves', () => {
    const move = fc.record({ member: fc.nat(599), key: fc.nat(40) });
    fc.assert(
      fc.property(
        fc.array(fc.nat(40), { minLength: 1, maxLength: 600 }),
        fc.array(move, { maxLength: 80 }),
        (keys, moves) => {
          const members = keys.map((_, member) => member);
          const order = createRankOrder(members, (a, b) => (keys[b] as number) - (keys[a] as number));
          for (const { member, key } of moves) {
            if (member >= keys.length) continue;
            expect(order.remove(member)).toBe(true);
            keys[member] = key;
            expect(order.before(member)).toBe(keys.filter((other) => other > key).length);
            order.insert(member);
            expect(order.size()).toBe(keys.length);
            const level = order.equalTo(member);
            const others = members.filter((other) => other !== member && keys[other] === key);
            expect(others.length === 0 ? level === -1 : others.includes(level)).toBe(true);
          }
          for (const member of members) {
            expect(order.before(member)).toBe(
              keys.filter((other) => other > (keys[member] as number)).length,
            );
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('grows from nothing, splits its blocks and empties again', () => {
    const keys = Array.from({ length: 3_000 }, (_, i) => (i * 7_919) % 1_009);
    const order = createRankOrder([], (a, b) => (keys[a] as number) - (keys[b] as number));
    keys.forEach((_, member) => order.insert(member));
    const sorted = [...keys].sort((a, b) => a - b);
    keys.forEach((key, member) => expect(order.before(member)).toBe(sorted.indexOf(key)));
    expect(keys.every((_, member) => order.remove(member))).toBe(true);
    expect(order.size()).toBe(0);
    expect(order.remove(0)).toBe(false);
    expect(order.before(0)).toBe(0);
    expect(order.equalTo(0)).toBe(-1);
  });
});
