import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Link, type Parts, predecessorsOf, successorsOf } from './lineage.ts';
import { isNothing, isWhole, NOTHING, printShare, productOf, restOf, shareOf, sumOf } from './shares.ts';

const link = (predecessorId: string, successorId: string, on: string, share: string): Link => ({
  predecessorId,
  successorId,
  on,
  share: shareOf(share),
});
const shown = (parts: Parts) => Object.fromEntries([...parts].map(([id, part]) => [id, printShare(part)]));

describe('exact shares', () => {
  it('add, multiply and print without rounding', () => {
    expect(printShare(sumOf(shareOf('0.1'), shareOf('0.2')))).toBe('0.3');
    expect(printShare(productOf(shareOf('0.3333333333'), shareOf('0.3333333333')))).toBe(
      '0.11111111108888888889',
    );
    expect(printShare(restOf(shareOf('0.0000000001')))).toBe('0.9999999999');
    expect(isWhole(sumOf(shareOf('0.4'), shareOf('0.60')))).toBe(true);
    expect([printShare(shareOf('1.000')), printShare(NOTHING), printShare(shareOf('0.50'))]).toEqual([
      '1',
      '0',
      '0.5',
    ]);
  });
});

describe('lineage', () => {
  it('follows a merger and a split back and forth', () => {
    const links = [
      link('a', 'm', '2020-01-01', '1'),
      link('b', 'm', '2020-01-01', '1'),
      link('m', 'x', '2025-07-01', '0.4'),
      link('m', 'y', '2025-07-01', '0.6'),
    ];
    // x and m did not exist then; the links do not know that.
    expect(shown(predecessorsOf('x', '2026-01-01', '2019-12-31', links))).toEqual({
      ...{ x: '1', m: '0.4' },
      ...{ a: '0.4', b: '0.4' },
    });
    expect(shown(predecessorsOf('x', '2026-01-01', '2024-01-01', links))).toEqual({ x: '1', m: '0.4' });
    expect(shown(predecessorsOf('x', '2026-01-01', '2025-07-01', links))).toEqual({ x: '1' });
    expect(shown(successorsOf('a', '2019-01-01', '2026-01-01', links))).toEqual({ x: '0.4', y: '0.6' });
    expect(shown(successorsOf('a', '2019-01-01', '2019-12-31', links))).toEqual({ a: '1' });
  });

  it('keeps what a transfer leaves behind, and lets two units exchange parts on one day', () => {
    const links = [link('a', 'b', '2020-01-01', '0.1'), link('b', 'a', '2020-01-01', '0.25')];
    expect(shown(predecessorsOf('a', '2021-01-01', '2019-01-01', links))).toEqual({ a: '0.9', b: '0.25' });
    expect(shown(successorsOf('b', '2019-01-01', '2021-01-01', links))).toEqual({ a: '0.25', b: '0.75' });
  });

  it('counts a link from its first day on', () => {
    const links = [link('a', 'b', '2020-01-01', '0.5')];
    expect(shown(successorsOf('a', '2019-12-31', '2020-01-01', links))).toEqual({ a: '0.5', b: '0.5' });
    expect(shown(successorsOf('a', '2020-01-01', '2021-01-01', links))).toEqual({ a: '1' });
    expect(shown(predecessorsOf('b', '2020-01-01', '2019-12-31', links))).toEqual({ a: '0.5', b: '1' });
  });

  /** Any history in which what goes out of a unit on a day is at most all of it. */
  const history = fc
    .array(
      fc.record({
        from: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        to: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        on: fc.constantFrom('2020-01-01', '2021-01-01', '2022-01-01', '2023-01-01'),
        share: fc.constantFrom('0.1', '0.25', '0.3333333333', '0.5'),
      }),
      { maxLength: 12 },
    )
    .map((rows) => {
      const links: Link[] = [];
      for (const { from, to, on, share } of rows) {
        const same = links.filter((one) => one.predecessorId === from && one.on === on);
        const given = same.reduce((sum, one) => sumOf(sum, one.share), shareOf(share));
        const again = same.some((one) => one.successorId === to);
        if (from !== to && !again && given.top <= 10n ** BigInt(given.places))
          links.push(link(from, to, on, share));
      }
      return links;
    });

  it('loses nothing of a unit and invents nothing', () => {
    fc.assert(
      fc.property(history, fc.constantFrom('a', 'b', 'c'), (links, unit) => {
        const parts = [...successorsOf(unit, '2019-01-01', '2024-01-01', links).values()];
        expect(isWhole(parts.reduce(sumOf, NOTHING))).toBe(true);
      }),
    );
  });

  it('tells the same part from either side', () => {
    fc.assert(
      fc.property(history, (links) => {
        for (const older of ['a', 'b', 'c']) {
          const ahead = successorsOf(older, '2019-06-01', '2022-06-01', links);
          for (const younger of ['a', 'd', 'e']) {
            const behind = predecessorsOf(younger, '2022-06-01', '2019-06-01', links).get(older) ?? NOTHING;
            const difference = sumOf(behind, {
              ...(ahead.get(younger) ?? NOTHING),
              top: -(ahead.get(younger)?.top ?? 0n),
            });
            expect(isNothing(difference)).toBe(true);
          }
        }
      }),
    );
  });
});
