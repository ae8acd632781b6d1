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
  const told = ({ field, before, after }: FieldChange) => ({ field, before, after });
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

export function toMovement(move: UnitMovement, unit: MovedUnit, set: CriteriaSet): Movement {
  const codes = new Map(set.areas.flatMap(codesBelow));
  const standing = ({ printedPoints, printedIndex, classId, rank }: UnitMovement['before']) => ({
    printedPoints,
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
