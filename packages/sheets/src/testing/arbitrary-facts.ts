import type { CriteriaSet, Figure, FigureValue, Item, ItemFacts, UnitFacts } from '@parix/scoring';
import fc from 'fast-check';
import { itemsOf } from '../fact-columns.ts';

/** Facts in their normal form: canonical numbers, trimmed NFC text, nothing that says nothing. */
export function arbitraryUnits(set: CriteriaSet): fc.Arbitrary<readonly UnitFacts[]> {
  const items = itemsOf(set);
  const unit = fc.record({
    unit: code,
    name: fc.option(words, { nil: undefined }),
    kind: fc.constantFrom(...set.unitKinds.map((kind) => kind.id)),
    block: code,
    unranked: fc.boolean(),
    items: fc.tuple(...items.map((item) => fc.option(itemFacts(item), { nil: undefined }))),
  });
  return fc.uniqueArray(unit, { selector: (one) => one.unit, minLength: 1, maxLength: 6 }).map((units) =>
    units.map(({ name, unranked, items: facts, ...rest }) => ({
      ...rest,
      ...(name === undefined ? {} : { name }),
      ...(unranked ? { unranked } : {}),
      items: Object.fromEntries(
        items.flatMap((item, index) => {
          const one = facts[index];
          return one === undefined || Object.keys(one).length === 0 ? [] : [[item.id, one] as const];
        }),
      ),
    })),
  );
}

/** Text a person may type, with everything that could be taken for a formula, a separator or a quote. */
const words = fc
  .string({ unit: fc.constantFrom(...'aĐếờ09 =+-@\'",;\n＝|'), minLength: 1, maxLength: 12 })
  .map((text) => text.normalize('NFC').trim())
  .filter((text) => text !== '');
const code = fc.oneof(fc.constantFrom('=A', '-1', '079', "'x", 'SNV'), words);

const decimal = (decimals: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 10 ** decimals - 1 }))
    .map(([whole, rest]) => {
      const fraction = decimals === 0 ? '' : String(rest).padStart(decimals, '0').replace(/0+$/, '');
      return fraction === '' ? String(whole) : `${whole}.${fraction}`;
    });

function figureValue(figure: Figure): fc.Arbitrary<FigureValue> {
  switch (figure.type) {
    case 'integer':
      return decimal(0);
    case 'decimal':
      return decimal(figure.decimals);
    case 'boolean':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...figure.options.map((option) => option.id));
    case 'date':
      return fc.constantFrom('2020-01-01', '2021-02-28', '2022-12-31');
  }
}

function itemFacts(item: Item): fc.Arbitrary<ItemFacts> {
  const reason = fc.oneof(fc.constant(''), words);
  return fc
    .record({
      figures: fc.tuple(...item.figures.map((figure) => fc.option(figureValue(figure), { nil: undefined }))),
      notApplicable: fc.option(fc.record({ reason }), { nil: undefined, freq: 2 }),
      older: fc.option(decimal(2), { nil: undefined, freq: 2 }),
      awarded: fc.option(fc.record({ points: decimal(3), reason }), { nil: undefined, freq: 2 }),
      pending: fc.boolean(),
    })
    .map(({ figures, notApplicable, older, awarded, pending }) => {
      const given = item.figures.flatMap((figure, index) => {
        const value = figures[index];
        return value === undefined ? [] : [[figure.key, value] as const];
      });
      return {
        ...(given.length === 0 ? {} : { figures: Object.fromEntries(given) }),
        ...(notApplicable === undefined ? {} : { notApplicable }),
        ...(older === undefined ? {} : { older }),
        ...(awarded === undefined ? {} : { awarded }),
        ...(pending ? { pending } : {}),
      };
    });
}
