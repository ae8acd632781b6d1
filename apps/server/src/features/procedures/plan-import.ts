import type { ProcedureRow } from '@parix/sheets';
import { UNKNOWN_PROCEDURE } from '@parix/one-stop';
import type { Row } from '../../db/schema.ts';
import {
  changedFields,
  fieldsOf,
  type FieldsOfProcedure,
  type ProcedureField,
  PROCEDURE_FIELDS,
} from './procedure-words.ts';

/** What a row of the file comes to. */
export interface PlannedProcedure {
  /** 0-based row of the file. */
  readonly row: number;
  readonly code: string;
  readonly validFrom: string;
  readonly fields: FieldsOfProcedure;
  /** null: the row is new; empty: nothing changes. */
  readonly changed: readonly ProcedureField[] | null;
}

/**
 * Lays the rows of a file over the stored ones. What the file does not say stays as it stands; in a new row it is what
 * is usual: counted by whole days, one supplement, near due a working day before.
 */
export function planImport(
  rows: readonly ProcedureRow[],
  stored: readonly Row<'procedure'>[],
): readonly PlannedProcedure[] {
  const known = new Map(stored.map((row) => [keyOf(row), row]));
  return rows.map((said) => {
    const { row, code, validFrom } = said;
    const before = known.get(keyOf(said));
    const fields = overlay(before ? fieldsOf(before) : USUAL, said);
    const changed = before ? changedFields(before, fields) : null;
    return { row, code, validFrom, fields, changed };
  });
}

const keyOf = ({ code, validFrom }: { readonly code: string; readonly validFrom: string }): string =>
  `${validFrom} ${code}`;

const USUAL: FieldsOfProcedure = {
  ...UNKNOWN_PROCEDURE,
  counting: 'days',
  name: '',
  sector: '',
  endedOn: null,
};

const overlay = (ground: FieldsOfProcedure, said: ProcedureRow): FieldsOfProcedure => ({
  ...ground,
  ...Object.fromEntries(
    PROCEDURE_FIELDS.flatMap((field) => (said[field] === undefined ? [] : [[field, said[field]]])),
  ),
});
