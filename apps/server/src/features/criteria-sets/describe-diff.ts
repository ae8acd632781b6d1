import { classNameOf } from './set-library.read-model.ts';
import type { movement, SetDiff } from '@parix/api-contract';
import type { CriteriaSet, SetDiff as EngineDiff, UnitMovement } from '@parix/scoring';
import type { z } from 'zod';

export type Movement = z.output<typeof movement>;
interface MovedUnit {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

export function toSetDiff(from: string, to: string, diff: EngineDiff): SetDiff {
  const short = ({ id, code, name, max }: EngineDiff['added'][number]) => ({ id, code, name, max });
  const told = ({ path, before, after }: FieldChange) => ({
    field: path,
    before: textOf(before),
    after: textOf(after),
  });
  return {
    from,
    to,
    added: diff.added.map(short),
    removed: diff.removed.map(short),
    changed: diff.changed.map(({ id, code, name, changes }) => ({
      id,
      code,
      name,
      changes: changes.map(told),
    })),
    settings: diff.settings.map(told),
  };
}

type FieldChange = EngineDiff['settings'][number];

/** A value as a person compares it: texts bare, what was not there empty, whole rules as JSON. */
const textOf = (value: FieldChange['before']): string => {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

export function toMovement(move: UnitMovement, unit: MovedUnit, set: CriteriaSet): Movement {
  const codes = new Map(set.areas.flatMap(codesBelow));
  const standing = ({ points, printedIndex, classId, rank }: UnitMovement['before']) => ({
    printedPoints: points,
    printedIndex,
    className: classNameOf(set, classId),
    rank,
  });
  return {
    unitId: unit.id,
    unitCode: unit.code,
    unitName: unit.name,
    moved: move.moved,
    before: standing(move.before),
    after: standing(move.after),
    items: move.items.map(({ id, before, after }) => ({ id, code: codes.get(id) ?? id, before, after })),
  };
}

function codesBelow(
  node: CriteriaSet['areas'][number]['children'][number],
): readonly (readonly [string, string])[] {
  return node.node === 'item' ? [[node.id, node.code]] : node.children.flatMap(codesBelow);
}
