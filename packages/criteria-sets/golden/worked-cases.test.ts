import { itemsOf } from '@parix/criteria-sets';
import { checkSet, compileSet, scoreRound, type CriteriaSet, type UnitResult } from '@parix/scoring';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { onlyScoredItems } from './only-scored-items.ts';
import { readShipped, shippedSet } from './shipped-files.ts';

const text = z.string();
const figures = z.record(text, z.union([text, z.boolean(), z.null()]));
const expectedItem = z.strictObject({
  status: z.enum(['scored', 'not-applicable', 'no-data', 'not-appraised']).optional(),
  points: text.optional(),
  maximum: text.optional(),
});
const unit = z.strictObject({
  unit: text,
  kind: text,
  items: z.record(
    text,
    z.strictObject({
      figures: figures.exactOptional(),
      notApplicable: z.strictObject({ reason: text }).exactOptional(),
    }),
  ),
  expect: z.strictObject({
    points: text.optional(),
    maximum: text.optional(),
    index: text.optional(),
    printedIndex: text.optional(),
    classId: text.optional(),
    items: z.record(text, expectedItem).optional(),
  }),
});
const head = { name: text, source: text, arithmetic: text, published: text, ruling: text.optional() };
const golden = z.array(
  z.union([
    z.strictObject({ ...head, set: text, units: z.array(unit).min(1) }),
    z.strictObject({
      ...head,
      item: z.strictObject({ set: text, id: text }),
      cases: z.array(z.strictObject({ figures, points: text })).min(1),
    }),
  ]),
);
const cases = golden.parse(parse(readShipped('golden/worked-cases.yaml')));

function scored(set: CriteriaSet, units: readonly z.infer<typeof unit>[]): readonly UnitResult[] {
  const compiled = compileSet(set);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const facts = units.map(({ unit: code, kind, items }) => ({ unit: code, kind, block: kind, items }));
  const round = scoreRound(compiled.plan, facts);
  if (!round.ok) throw new Error(JSON.stringify(round.problems));
  return round.result.units;
}

function expectUnit(result: UnitResult | undefined, expected: z.infer<typeof unit>['expect']): void {
  const { items = {}, ...values } = expected;
  expect(result).toMatchObject(values);
  for (const [id, item] of Object.entries(items))
    expect(
      result?.items.find((each) => each.id === id),
      id,
    ).toMatchObject(item);
}

describe('golden worked cases', () => {
  it('cover the published cases, and every contradiction has its ruling', () => {
    expect(cases.length).toBeGreaterThanOrEqual(14);
    expect(cases.filter((each) => each.ruling !== undefined).map((each) => each.name)).toHaveLength(5);
  });
  it.each(cases)('$name', (golden) => {
    if ('set' in golden) {
      const results = scored(shippedSet(golden.set), golden.units);
      for (const [index, { expect: expected }] of golden.units.entries())
        expectUnit(results[index], expected);
      return;
    }
    const whole = onlyScoredItems(shippedSet(golden.item.set));
    const item = whole && itemsOf(whole.areas).find((each) => each.id === golden.item.id);
    if (whole == null || item == null) throw new Error(`${golden.item.id} is not scored`);
    for (const { figures: given, points } of golden.cases) {
      const [area] = whole.areas;
      const worked = {
        name: points,
        figures: given,
        expect: { status: 'scored' as const, points },
        place: null,
      };
      const children = area?.children.map((child) =>
        child.id === item.id ? { ...item, cases: [worked] } : child,
      );
      expect(checkSet({ ...whole, areas: area ? [{ ...area, children: children ?? [] }] : [] })).toEqual([]);
    }
  });
});
