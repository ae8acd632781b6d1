import type { NewRow, Row } from '../../db/schema.ts';
import type { Statement } from './periods.ts';

/** A unit that begins. */
export interface BegunUnit {
  readonly id: string;
  readonly code: string;
  readonly from: string;
  readonly name: string;
  readonly kind: string;
  readonly parentId: string | null;
  /** null: entered without a document. */
  readonly changeId: string | null;
}
export interface EndedUnit {
  readonly unitId: string;
  /** First day on which it no longer exists. */
  readonly on: string;
  readonly changeId: string | null;
}
/** Something was entered wrongly; no document changes it. Each part that is given is put right. */
export interface Correction {
  readonly unitId: string;
  /** Any day of the period. */
  readonly day: string;
  readonly naming?: { readonly name: string; readonly kind: string; readonly namedBy?: string };
  readonly placing?: { readonly parentId: string | null };
  /** First day of the unit. */
  readonly from?: string;
}

/** Everything that one act writes to the register: all of it or nothing, few statements however many units. */
export interface RegisterEdit {
  readonly changes: readonly NewRow<'unitChange'>[];
  /** Superiors before their subordinates. */
  readonly begun: readonly BegunUnit[];
  readonly corrections: readonly Correction[];
  readonly statements: readonly (Statement & { readonly unitId: string })[];
  readonly ended: readonly EndedUnit[];
  readonly links: readonly NewRow<'unitSuccession'>[];
  readonly memberships: readonly Row<'blockUnit'>[];
}

export const EMPTY_EDIT: RegisterEdit = {
  changes: [],
  begun: [],
  corrections: [],
  statements: [],
  ended: [],
  links: [],
  memberships: [],
};

/** Units whose own rows the edit touches. */
export function unitsOf(edit: RegisterEdit): string[] {
  return [
    ...new Set([
      ...edit.begun.map(({ id }) => id),
      ...[...edit.corrections, ...edit.statements, ...edit.ended].map(({ unitId }) => unitId),
      ...edit.links.flatMap(({ predecessorId, successorId }) => [predecessorId, successorId]),
    ]),
  ];
}
