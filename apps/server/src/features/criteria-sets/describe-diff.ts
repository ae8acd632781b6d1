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
  return {
    from,
    to,
    added: diff.added.map(short),
    removed: diff.removed.map(short),
    changed: diff.changed.map(({ id, code, name, changes }) => ({ id, code, name, changes: changes.map((c) => ({ ...c })) })),
    settings: diff.settings.map((change) => ({ ...change })),
  };
}

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

function codesBelow(node: CriteriaSet['areas'][number]['children'][number]): readonly (readonly [string, string])[] {
  return node.node === 'item' ? [[node.id, node.code]] : node.children.flatMap(codesBelow);
}

export function classNameOf(set: CriteriaSet, classId: string | null): string | null {
  const bands = set.classification.schemes.flatMap((scheme) => scheme.bands);
  return bands.find((band) => band.id === classId)?.name ?? null;
}
