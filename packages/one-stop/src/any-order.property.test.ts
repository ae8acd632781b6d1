import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeOfCounts, countsOf, type DayCount } from './daily-counts.ts';
import type { DossierEvent } from './dossier-event.ts';
import { durationOf, type HourCount } from './durations.ts';
import { evaluateMeasure, type Figure } from './evaluate-measure.ts';
import { foldDossier } from './fold-dossier.ts';
import { MEASURES } from './measures.ts';
import { sumCounts } from './period-sums.ts';
import type { ProcedureRule } from './procedure-rule.ts';
import { fineHistories, roughHistories, rules } from './testing/histories.ts';
import { day, OFFICE } from './testing/office.ts';

const RUNS = { numRuns: 3000 };
const SEPTEMBER = { first: day('2021-09-01'), last: day('2021-09-15') };

/** What is stored per dossier and summed: counts by day and counter, without zeros, in one order. */
function normal(counts: Iterable<DayCount>): readonly string[] {
  const sums = new Map<string, number>();
  for (const { day: on, counter, by } of counts) {
    const key = `${counter} ${on}`;
    sums.set(key, (sums.get(key) ?? 0) + by);
  }
  return [...sums].flatMap(([key, by]) => (by === 0 ? [] : [`${key} ${by}`])).sort();
}

function figures(counts: readonly DayCount[], hours: readonly HourCount[]): readonly Figure[] {
  return MEASURES.map((measure) => evaluateMeasure(measure, sumCounts(counts, SEPTEMBER), hours));
}

/** The events again in another order, some of them more than once. */
const shuffled = <T>(values: readonly T[]): fc.Arbitrary<T[]> =>
  fc
    .tuple(fc.shuffledSubarray([...values], { minLength: values.length }), fc.shuffledSubarray([...values]))
    .map(([all, again]) => [...all, ...again]);

describe('any order', () => {
  it('the facts are a function of the set of events', () => {
    const cases = roughHistories.chain((events) => fc.tuple(fc.constant(events), shuffled(events), rules));
    fc.assert(
      fc.property(cases, ([events, other, rule]) => {
        const facts = foldDossier(events, rule, OFFICE);
        expect(foldDossier(other, rule, OFFICE)).toEqual(facts);
        const copies = other.map((event) => ({ ...event }));
        expect(foldDossier(copies, rule, OFFICE)).toEqual(facts);
      }),
      RUNS,
    );
  });

  it('batches that arrive late and twice leave the same sums as all events at once', () => {
    const dossiers = fc.array(fc.tuple(fc.oneof(roughHistories, fineHistories), rules), {
      minLength: 1,
      maxLength: 4,
    });
    const deliveries = dossiers.chain((all) => {
      const single = all.flatMap(([events], at) => events.map((event) => ({ at, event })));
      return fc.tuple(fc.constant(all), shuffled(single), fc.integer({ min: 1, max: 5 }));
    });
    fc.assert(
      fc.property(deliveries, ([all, arriving, size]) => {
        const held: DossierEvent[][] = all.map(() => []);
        let sums: DayCount[] = [];
        for (let from = 0; from < arriving.length; from += size) {
          const touched = new Set<number>();
          const before = all.map(([, rule], at) => counts(held[at] ?? [], rule));
          for (const { at, event } of arriving.slice(from, from + size)) {
            held[at]?.push(event);
            touched.add(at);
          }
          for (const at of touched) {
            const after = counts(held[at] ?? [], ruleOf(all, at));
            sums = [...sums, ...changeOfCounts(before[at] ?? [], after)];
          }
        }
        const scratch = all.flatMap(([events, rule]) => counts(events, rule));
        expect(normal(sums)).toEqual(normal(scratch));
        const hours = all.flatMap(([events, rule]) => hoursOf(events, rule));
        const late = held.flatMap((events, at) => hoursOf(events, ruleOf(all, at)));
        expect(figures(sums, late)).toEqual(figures(scratch, hours));
      }),
      { numRuns: 2000 },
    );
  });
});

function ruleOf(all: readonly (readonly [unknown, ProcedureRule])[], at: number): ProcedureRule {
  const rule = all[at]?.[1];
  if (rule === undefined) throw new RangeError('no such dossier');
  return rule;
}

function counts(events: readonly DossierEvent[], rule: ProcedureRule): readonly DayCount[] {
  return countsOf(foldDossier(events, rule, OFFICE), OFFICE);
}

function hoursOf(events: readonly DossierEvent[], rule: ProcedureRule): readonly HourCount[] {
  const duration = durationOf(foldDossier(events, rule, OFFICE), OFFICE);
  return duration === null ? [] : [{ hours: duration.hours, count: duration.by }];
}
