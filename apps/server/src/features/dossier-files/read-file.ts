import { dossierMapping, type SentMapping } from '@parix/api-contract';
import {
  dossierRowReader,
  type DossierMapping,
  type DossierProblem,
  type ReadDossier,
  type TextRow,
} from '@parix/sheets';
import type { FileRecord } from '../dossiers/take-records.read-model.ts';
import type { KnownUnits } from './dossier-files.queries.ts';

/** Comparable form of a name of a unit. */
export const foldName = (name: string): string =>
  name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

export const toMapping = ({ columns, ...rest }: SentMapping): DossierMapping => ({
  ...rest,
  columns: Object.fromEntries(Object.entries(columns).filter(([, name]) => name !== undefined)),
});

/** A mapping as it was stored. */
export const storedMapping = (stored: unknown): DossierMapping => toMapping(dossierMapping.parse(stored));

/** A dossier as read, with the unit that it belongs to. */
export interface PlacedDossier {
  readonly read: ReadDossier;
  readonly unitId: string;
}

export interface FileReader {
  readonly missing: readonly string[];
  readonly read: (row: TextRow, report: (problem: DossierProblem) => void) => PlacedDossier | null;
}

/** Clocks of two systems are never quite the same. */
const CLOCKS_APART = 3_600_000;

/** Reads rows to dossiers of units that the register has. */
export function fileReader(
  header: readonly string[],
  mapping: DossierMapping,
  units: KnownUnits,
  now: Date,
): FileReader {
  const rows = dossierRowReader(header, mapping, { latest: now.getTime() + CLOCKS_APART });
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
