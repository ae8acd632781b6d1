import {
  dossierRowReader,
  type DossierMapping,
  type DossierProblem,
  type ReadDossier,
  type TextRow,
} from '@parix/sheets';
import type { FileRecord } from '../dossiers/compute-records.read-model.ts';
import type { KnownUnits } from './dossier-files.queries.ts';

/** Comparable form of a name of a unit. */
export const foldName = (name: string): string =>
  name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

/** A dossier as read, with the unit that it belongs to. */
export interface PlacedDossier {
  readonly read: ReadDossier;
  readonly unitId: string;
}

export interface FileReader {
  readonly missing: readonly string[];
  readonly read: (row: TextRow, report: (problem: DossierProblem) => void) => PlacedDossier | null;
}

/** What tells the unit of a row. */
export type UnitsByWords = Pick<KnownUnits, 'byCode' | 'byName'>;

/** Clocks of two systems are never quite the same. */
const CLOCKS_APART = 3_600_000;

/** No dossier of a file that was ordered to be taken at `now` has seen anything after this, epoch milliseconds. */
export const latestOf = (now: Date): number => now.getTime() + CLOCKS_APART;

/** Reads rows to dossiers of units that the register has. */
export function fileReader(
  header: readonly string[],
  mapping: DossierMapping,
  units: UnitsByWords,
  latest: number,
): FileReader {
  const rows = dossierRowReader(header, mapping, { latest });
  const found = new Map<string, string | null>();
  const unitOf = (text: string): string | null => {
    const known = found.get(text);
    if (known !== undefined) return known;
    const id = units.byCode.get(text) ?? units.byName.get(foldName(text)) ?? null;
    if (found.size < 100_000) found.set(text, id);
    return id;
  };
  return {
    missing: rows.missing,
    read: (row, report) => {
      const read = rows.read(row, report);
      if (read === null) return null;
      const unitId = unitOf(read.unit);
      if (unitId !== null) return { read, unitId };
      report({
        row: row.row,
        column: mapping.columns.unit ?? '',
        code: 'unknown-unit',
        value: read.unit.slice(0, 200),
      });
      return null;
    },
  };
}

export const toRecord = ({ read, unitId }: PlacedDossier): FileRecord => ({
  unitId,
  dossierCode: read.dossier,
  procedureCode: read.procedure,
  said: read,
});

/** What stands against taking rows that were read well. `places`: of the rows among them. */
export const problemsAt = (
  placed: readonly PlacedDossier[],
  places: readonly number[],
  code: DossierProblem['code'],
): readonly DossierProblem[] =>
  places.flatMap((at) => {
    const read = placed[at]?.read;
    return read ? [{ row: read.row, column: '', code, value: read.dossier }] : [];
  });
