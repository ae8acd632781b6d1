import type { FigureValue, ItemFacts, UnitFacts } from '@parix/scoring';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { say } from '../text.ts';
import type { Facts } from './read-facts.ts';

type Figures = Readonly<Record<string, FigureValue | null>>;

/** Adds the facts of a further file. What both give must be the same; `Failure` names both places otherwise. */
export function mergeFacts(first: Facts, next: Facts): Facts {
  const added = new Map(next.units.map((unit) => [unit.unit, unit]));
  const known = new Set(first.units.map((unit) => unit.unit));
  const given = new Set(
    next.units.flatMap((unit) => Object.keys(unit.items).map((item) => JSON.stringify([unit.unit, item]))),
  );
  const units = first.units.map((unit) => {
    const more = added.get(unit.unit);
    return more === undefined ? unit : { ...unit, items: mergedItems(unit, more, first, next) };
  });
  return {
    units: [...units, ...next.units.filter((unit) => !known.has(unit.unit))],
    locate: (unit, item, figure) => {
      const later = given.has(JSON.stringify([unit, item])) || !known.has(unit);
      return (later ? next : first).locate(unit, item, figure);
    },
  };
}

function mergedItems(unit: UnitFacts, more: UnitFacts, first: Facts, next: Facts): UnitFacts['items'] {
  const conflict = (item: string, figure: string | null): never => {
    const [before, after] = [first.locate(unit.unit, item, figure), next.locate(unit.unit, item, figure)];
    throw new Failure(EXIT.badInput, [
      say(
        `${after}: giá trị khác với ${before}. Mỗi giá trị chỉ cho ở một tệp, hoặc giống nhau ở cả hai.`,
        `${after}: the value differs from ${before}. Give each value in one file, or the same in both.`,
      ),
    ]);
  };
  const items = Object.entries(more.items).map(
    ([id, facts]) => [id, mergedItem(unit.items[id] ?? {}, facts, (figure) => conflict(id, figure))] as const,
  );
  return { ...unit.items, ...Object.fromEntries(items) };
}

function mergedItem(
  before: ItemFacts,
  after: ItemFacts,
  conflict: (figure: string | null) => never,
): ItemFacts {
  for (const part of ['notApplicable', 'older', 'awarded'] as const) {
    const [a, b] = [before[part], after[part]];
    if (a !== undefined && b !== undefined && JSON.stringify(a) !== JSON.stringify(b)) conflict(null);
  }
  const figures = mergedFigures(before.figures ?? {}, after.figures ?? {}, conflict);
  return { ...before, ...after, ...(Object.keys(figures).length === 0 ? {} : { figures }) };
}

function mergedFigures(before: Figures, after: Figures, conflict: (figure: string) => never): Figures {
  for (const [key, value] of Object.entries(after)) {
    const known = Object.hasOwn(before, key) ? before[key] : null;
    if (known !== null && value !== null && known !== value) conflict(key);
  }
  const filled = Object.entries(after).filter(
    ([key, value]) => value !== null || !Object.hasOwn(before, key),
  );
  return { ...before, ...Object.fromEntries(filled) };
}
