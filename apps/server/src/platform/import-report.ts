import type { ErrorCode, ImportReport } from '@parix/api-contract';
import {
  type CellProblem,
  describeCellProblem,
  describeTableProblem,
  formatPlace,
  readTable,
  type Table,
  type TableProblem,
  tableProblemPlace,
} from '@parix/sheets';
import type { Locale } from './locale.ts';
import { refuse } from './refusal.ts';
import type { Upload } from './uploads.ts';

export type ImportProblem = ImportReport['problems'][number];
/** At most this many findings are listed; all are counted. */
const LISTED = 200;
const SAMPLED = 20;

/** What an import would do, or did. */
export interface ImportOutcome {
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** What changes, in the order of the file. */
  readonly sample: readonly { readonly place: string; readonly what: string }[];
}
export interface ImportFindings {
  readonly problems: readonly ImportProblem[];
  /** More than are listed when there were very many. */
  readonly problemCount: number;
}

const NOTHING: ImportOutcome = { rows: 0, added: 0, changed: 0, unchanged: 0, sample: [] };

/** Reads the file as a table. A file of another type is refused; one that cannot be read is a finding. */
export async function readImport(
  file: Upload,
  locale: Locale,
): Promise<{ readonly table: Table } | { readonly problems: readonly ImportProblem[] }> {
  const read = await readTable({ bytes: file.bytes, name: file.name });
  if (read.ok) return { table: read.table };
  const problems = read.problems.map((problem) => tableFinding(problem, locale));
  const code = read.problems.map(({ code }) => REFUSED[code]).find((found) => found !== undefined);
  if (code) refuse(code, { errors: problems.map(withoutNull) });
  return { problems };
}

const REFUSED: Partial<Record<TableProblem['code'], ErrorCode>> = {
  'too-many-bytes': 'file-too-large',
  'not-a-table': 'file-type',
  'xls-not-supported': 'file-type',
  'xlsb-not-supported': 'file-type',
  'ods-not-supported': 'file-type',
};

const tableFinding = (problem: TableProblem, locale: Locale): ImportProblem => ({
  place: tableProblemPlace(problem),
  code: problem.code,
  message: describeTableProblem(problem, locale),
  value: null,
});

export const cellFinding = (problem: CellProblem, locale: Locale): ImportProblem => ({
  place: formatPlace(problem.place),
  code: problem.code,
  message: describeCellProblem(problem, locale),
  value: problem.value === '' ? null : problem.value,
});

/**
 * The answer of an import. Findings of a trial are told; findings of the real run refuse it whole, with the same
 * list, so that nothing is ever written in part.
 */
export function reportImport(
  file: Upload,
  dryRun: boolean,
  { problems, problemCount }: ImportFindings,
  outcome: ImportOutcome = NOTHING,
): ImportReport {
  const listed = problems.slice(0, LISTED);
  if (problemCount > 0 && !dryRun) refuse('import-invalid', { errors: listed.map(withoutNull) });
  const { sample, ...counts } = outcome;
  const report = { dryRun, applied: !dryRun, fileHash: file.hash, problems: [...listed], problemCount };
  return { ...report, ...counts, sample: sample.slice(0, SAMPLED) };
}

const withoutNull = ({ value, ...rest }: ImportProblem) => (value === null ? rest : { ...rest, value });
