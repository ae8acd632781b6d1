import type { ImportReport } from '@parix/api-contract';
import { describeFactProblem, type FactProblem, loadFacts, type UnitFacts } from '@parix/scoring';
import { type FactsReading, factsFromTable, formatPlace, type Table } from '@parix/sheets';
import type { NewRow } from '../../db/schema.ts';
import type { Context } from '../../platform/context.ts';
import { cellFinding, type ImportProblem, readImport, reportImport } from '../../platform/import-report.ts';
import type { Locale } from '../../platform/locale.ts';
import type { Upload } from '../../platform/uploads.ts';
import { measuredKeys, measuredWords } from '../counted-figures/keep-measured.read-model.ts';
import { loadRoundRows, type RoundRows } from '../ranking/round-facts.read-model.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { planAppraisals } from './plan-appraisals.ts';
import { type EntryPlan, mergeFacts, planEntries } from './plan-entries.ts';
import { insertEntries } from './item-entries.queries.ts';
import { entriesOnSealedCards } from './sealed-cards.ts';

export interface FigureImport {
  readonly round: Round;
  readonly file: Upload;
  readonly dryRun: boolean;
  readonly origin: 'imported' | 'survey-import';
  /** Only these items may stand in the file; every item when left out. */
  readonly onlyItems?: readonly string[];
  /** Whether appraised points may stand in the file. */
  readonly points: boolean;
}
export interface FigurePlan extends EntryPlan {
  readonly appraisals: readonly NewRow<'itemAppraisal'>[];
}

/** Reads the file against the round and plans every row to write; findings are told by cell. */
export async function planFigures(
  context: Context,
  what: FigureImport,
): Promise<{ readonly report: ImportReport; readonly plan: FigurePlan | null }> {
  const { round, file, dryRun } = what;
  const read = await readImport(file, context.locale);
  if ('problems' in read) return { report: reportImport(file, dryRun, counted(read.problems)), plan: null };
  const rows = await loadRoundRows(context.db, round);
  const reading = readFacts(rows, read.table, what);
  const faults = reading.problems.map((problem) => cellFinding(problem, context.locale));
  if (reading.problemCount > 0) return refused(what, reading, faults, reading.problemCount);
  const merged = mergeFacts(rows, reading.units);
  const judged = judge(context, what, rows, reading, merged);
  if (judged.length > 0) return refused(what, reading, judged, judged.length);
  const plan = planEntries(context, what, rows, reading, merged);
  const sealed = await entriesOnSealedCards(context, rows, reading, plan.entries);
  if (sealed.length > 0) return refused(what, reading, sealed, sealed.length);
  const appraised = what.points ? planAppraisals(context, rows, reading, merged) : { rows: [], problems: [] };
  if (appraised.problems.length > 0)
    return refused(what, reading, appraised.problems, appraised.problems.length);
  const full = { ...plan, appraisals: appraised.rows };
  return { report: reportImport(file, dryRun, counted([]), outcomeOf(reading, full)), plan: full };
}

const counted = (problems: readonly ImportProblem[]) => ({ problems, problemCount: problems.length });

function refused(
  what: FigureImport,
  reading: FactsReading,
  problems: readonly ImportProblem[],
  problemCount: number,
) {
  const nothing = { rows: reading.units.length, added: 0, changed: 0, unchanged: 0, sample: [] };
  return { report: reportImport(what.file, what.dryRun, { problems, problemCount }, nothing), plan: null };
}

function readFacts(
  { stored, units }: RoundRows,
  table: Table,
  { round, onlyItems }: FigureImport,
): FactsReading {
  const known = units.map(({ code, name, kind, unranked }) => ({
    code,
    name,
    kind,
    block: round.blockId,
    unranked,
  }));
  return factsFromTable(stored.set, table, {
    units: known,
    defaultBlock: round.blockId,
    ...(onlyItems && { onlyItems }),
  });
}

/** What the engine says of the facts as they would stand, and of points that may not be in the file. */
function judge(
  context: Context,
  what: FigureImport,
  rows: RoundRows,
  reading: FactsReading,
  merged: readonly UnitFacts[],
): readonly ImportProblem[] {
  const { problems } = loadFacts(rows.stored.plan, merged);
  const found = problems.map((problem) => engineFinding(problem, reading, context.locale));
  const early = what.points
    ? []
    : reading.units.flatMap((unit) => pointsTooEarly(unit, reading, context.locale));
  return [...found, ...early, ...retyped(rows, reading, context.locale)];
}

/** Cells that would change a figure which is taken from a measure. */
function retyped(rows: RoundRows, reading: FactsReading, locale: Locale): readonly ImportProblem[] {
  const ids = new Map(rows.units.map((unit) => [unit.code, unit.id]));
  return reading.units.flatMap(({ unit, items }) =>
    Object.entries(items).flatMap(([itemId, { figures = {} }]) => {
      const item = rows.stored.items.get(itemId)?.item;
      const standing = rows.items.get(ids.get(unit) ?? '')?.get(itemId)?.entry?.figures ?? {};
      return (item ? measuredKeys(item) : []).flatMap((key): ImportProblem[] => {
        const value = figures[key] ?? null;
        if (value === null || value === standing[key]) return [];
        const place = cellPlace(reading, unit, itemId, key);
        return [{ place, code: 'figure-measured', message: measuredWords(locale), value: String(value) }];
      });
    }),
  );
}

const engineFinding = (problem: FactProblem, reading: FactsReading, locale: Locale): ImportProblem => ({
  place: cellPlace(reading, problem.unit, problem.item, problem.figure),
  code: problem.code,
  message: describeFactProblem(problem, locale),
  value: problem.value,
});

export function cellPlace(
  reading: FactsReading,
  unit: string,
  item: string | null,
  figure: string | null,
): string {
  const cell = reading.cellOf(unit, item, figure);
  return cell === null ? `unit:${unit}` : formatPlace(cell);
}

function pointsTooEarly(unit: UnitFacts, reading: FactsReading, locale: Locale): readonly ImportProblem[] {
  return Object.entries(unit.items).flatMap(([item, { awarded }]) =>
    awarded === undefined
      ? []
      : [
          {
            place: cellPlace(reading, unit.unit, item, null),
            code: 'points-before-appraisal',
            message:
              locale === 'en'
                ? 'Appraised points are taken only while the round is being appraised. Remove this column.'
                : 'Điểm thẩm định chỉ nhập được khi đợt đang thẩm định. Bỏ cột này.',
            value: awarded.points,
          },
        ],
  );
}

function outcomeOf(reading: FactsReading, { added, changed, unchanged, sample, appraisals }: FigurePlan) {
  const judged = appraisals.length === 0 ? [] : [{ place: '', what: `appraisal: ${appraisals.length}` }];
  return { rows: reading.units.length, added, changed, unchanged, sample: [...judged, ...sample] };
}

/** Writes the planned entries; the caller holds the round's lock, so that no version can be taken meanwhile. */
export async function applyFigures({ db }: Context, _what: FigureImport, plan: FigurePlan): Promise<void> {
  await insertEntries(db, plan.entries);
}
