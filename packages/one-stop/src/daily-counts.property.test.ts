import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STOCKS, type Counter, type Stock } from './counters.ts';
import { countsOf, type DayCount } from './daily-counts.ts';
import type { DossierEvent } from './dossier-event.ts';
import type { DossierFacts } from './dossier-facts.ts';
import { evaluateMeasure } from './evaluate-measure.ts';
import { foldDossier } from './fold-dossier.ts';
import { findMeasure } from './measures.ts';
import { sumCounts } from './period-sums.ts';
import { fineHistories, roughHistories, rules } from './testing/histories.ts';
import { day, OFFICE } from './testing/office.ts';

const FIRST = day('2021-08-20');
const LAST = day('2021-10-20');
const RUNS = { numRuns: 3000 };

const periods = fc
  .tuple(fc.integer({ min: FIRST, max: LAST }), fc.nat(40))
  .map(([first, length]) => ({ first, last: first + length }));

const histories = fc.oneof(roughHistories, fineHistories);

const work = fc.array(fc.tuple(histories, rules), { maxLength: 6 });

function value(name: string, counts: readonly DayCount[], period: { first: number; last: number }): number {
  const measure = findMeasure(`one-stop.${name}`);
  if (measure === undefined) throw new RangeError(name);
  return evaluateMeasure(measure, sumCounts(counts, period)).numerator;
}

/** Sum of a counter over all days up to one. */
function upTo(counts: readonly DayCount[], counter: Counter, on: number): number {
  return counts.reduce(
    (sum, count) => sum + (count.counter === counter && count.day <= on ? count.by : 0),
    0,
  );
}

describe('identities, whatever happened', () => {
  it('carried over + received = settled + withdrawn + stopped + refused after receipt + open', () => {
    fc.assert(
      fc.property(work, periods, (dossiers, period) => {
        const counts = dossiers.flatMap(([events, rule]) =>
          countsOf(foldDossier(events, rule, OFFICE), OFFICE),
        );
        const of = (name: string): number => value(name, counts, period);
        const settled =
          of('settled-early') + of('settled-on-time') + of('settled-late') + of('settled-without-deadline');
        expect(of('to-process')).toBe(of('carried-over') + of('received'));
        expect(of('to-process')).toBe(
          settled + of('withdrawn') + of('stopped') + of('refused-after-receipt') + of('open'),
        );
        expect(of('open')).toBe(
          of('open-in-time') +
            of('open-near-due') +
            of('open-overdue') +
            of('open-paused') +
            of('open-without-deadline'),
        );
        expect(of('on-time-ratio@gia-lai') + of('late-ratio@gia-lai')).toBe(of('to-process'));
        const { within } = sumCounts(counts, period);
        expect((within['settled-on-time-766'] ?? 0) + (within['settled-late-766'] ?? 0)).toBe(
          settled - of('settled-without-deadline'),
        );
        for (const name of ['open-in-time', 'open-near-due', 'open-overdue', 'open-paused', 'carried-over'])
          expect(of(name), name).toBeGreaterThanOrEqual(0);
      }),
      RUNS,
    );
  });

  it('no share has more above the line than below it', () => {
    const shares = ['on-time-ratio@gia-lai', 'on-time-ratio@qd766', 'settled-on-time-ratio', 'online-share'];
    const more = ['online-share@qd766', 'postal-share', 'digitised-share', 'online-payment-share'];
    fc.assert(
      fc.property(work, periods, (dossiers, period) => {
        const counts = dossiers.flatMap(([events, rule]) =>
          countsOf(foldDossier(events, rule, OFFICE), OFFICE),
        );
        for (const name of [...shares, ...more]) {
          const measure = findMeasure(`one-stop.${name}`);
          if (measure === undefined) throw new RangeError(name);
          const { numerator, denominator, value: text } = evaluateMeasure(measure, sumCounts(counts, period));
          expect(numerator, name).toBeGreaterThanOrEqual(0);
          expect(numerator, name).toBeLessThanOrEqual(denominator);
          expect(text === null).toBe(denominator === 0);
        }
      }),
      RUNS,
    );
  });

  it('a dossier stands in at most one stock a day, and only while it is open', () => {
    fc.assert(
      fc.property(histories, rules, (events, rule) => {
        const counts = countsOf(foldDossier(events, rule, OFFICE), OFFICE);
        const days = [...new Set(counts.map((count) => count.day))];
        for (const on of days) {
          const [open = 0, ...others] = STOCKS.map((stock) => upTo(counts, stock, on));
          const late766 = others.pop() ?? 0;
          const held = others.reduce((sum, by) => sum + by, 0);
          expect([0, 1]).toContain(open);
          for (const by of others) expect([0, 1]).toContain(by);
          expect(held).toBeLessThanOrEqual(open);
          expect(late766).toBeGreaterThanOrEqual(0);
          expect(late766 + (others.at(-1) ?? 0)).toBeLessThanOrEqual(open);
        }
      }),
      RUNS,
    );
  });
});

/** Where a dossier stands at the end of a day by what is known then, read from the last span and the law directly. */
function standingOf(facts: DossierFacts, on: number, isByDay: boolean): Stock | 'in-time' | null {
  const span = facts.spans.at(-1);
  if (facts.receivedAt === null || facts.endedAt !== null || span === undefined) return null;
  if (facts.dueAt === null) return 'without-deadline';
  const dueDay = OFFICE.dayOf(facts.dueAt);
  const isOverdue = isByDay ? on > dueDay : on >= dueDay;
  if (span.paused) return span.overdueFrom !== null && isOverdue ? 'overdue' : 'paused';
  if (isOverdue) return 'overdue';
  return span.nearFrom !== null && on >= span.nearFrom ? 'near-due' : 'in-time';
}

const known = (events: readonly DossierEvent[], end: number): readonly DossierEvent[] =>
  events.filter((event) => event.at < end);

describe('what a past day showed', () => {
  it('is what was known at its end: later events do not change it', () => {
    fc.assert(
      fc.property(fineHistories, rules, (events, rule) => {
        const counts = countsOf(foldDossier(events, rule, OFFICE), OFFICE);
        for (let on = FIRST; on <= LAST; on++) {
          const facts = foldDossier(known(events, OFFICE.startOf(on + 1)), rule, OFFICE);
          const standing = standingOf(facts, on, rule.lateness === 'by-day');
          expect(upTo(counts, 'open', on)).toBe(standing === null ? 0 : 1);
          for (const stock of ['near-due', 'overdue', 'paused', 'without-deadline'] as const)
            expect(upTo(counts, stock, on), `${stock} on ${on}`).toBe(standing === stock ? 1 : 0);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('who is overdue at the end of a day ends late, unless it is taken off the desk', () => {
    fc.assert(
      fc.property(fineHistories, rules, (events, rule) => {
        const facts = foldDossier(events, rule, OFFICE);
        const counts = countsOf(facts, OFFICE);
        const wasOverdue = counts.some(({ counter, by }) => counter === 'overdue' && by === 1);
        if (wasOverdue && (facts.ending === 'early' || facts.ending === 'on-time'))
          expect(facts.ending).toBe('late');
      }),
      RUNS,
    );
  });
});
