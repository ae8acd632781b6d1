import type { UnitColumnName, UnitRow } from '@parix/sheets';
import type { Row } from '../../db/schema.ts';
import { corrected } from './apply-edit.ts';
import type { ChangeGroups } from './change-groups.ts';
import { periodOn, type Periods, withStatement } from './periods.ts';
import type { BegunUnit, Correction, EndedUnit, RegisterEdit } from './register-edit.ts';

/** First day of a unit whose file does not say since when it exists: before every index year that can be judged. */
const SINCE_EVER = '2000-01-01';

export interface StoredUnit {
  readonly row: Row<'unit'>;
  readonly periods: Periods;
}
export interface RowPlanInput {
  readonly stored: ReadonlyMap<string, StoredUnit>;
  readonly groups: ChangeGroups;
  /** Decision of a stored change. */
  readonly decisionOf: (changeId: string) => Decision | undefined;
}
type Decision = Pick<Row<'unitChange'>, 'decisionNumber' | 'decisionDate'>;
export interface PlannedProblem {
  readonly row: number;
  readonly column: UnitColumnName;
  readonly code: 'which-period' | 'too-early' | 'too-late';
  readonly parts: Readonly<Record<string, string>>;
}
/** What a row changes, for the report. */
export type ChangedField = 'name' | 'kind' | 'parent' | 'validFrom' | 'validTo' | 'block' | 'decision';

/** What one row does. */
export interface Step {
  readonly row: number;
  readonly code: string;
  readonly begun?: BegunUnit;
  readonly corrections: readonly Correction[];
  readonly statements: RegisterEdit['statements'];
  readonly ended?: EndedUnit;
  readonly joins?: Row<'blockUnit'>;
  /** Names of what changes. */
  readonly fields: readonly ChangedField[];
  readonly name: string;
  /** Periods of the unit after this row. */
  readonly periods?: Periods;
  readonly problem?: PlannedProblem;
}
export interface Own {
  readonly id: string;
  readonly stored: StoredUnit | undefined;
  readonly periods: Periods | undefined;
}

const idle = (row: UnitRow): Step => ({
  row: row.row,
  code: row.code,
  corrections: [],
  statements: [],
  fields: [],
  name: row.name,
});

export function stepOf(
  input: RowPlanInput,
  row: UnitRow,
  own: Own,
  parentId: string | null | undefined,
  firsts: Map<string, BegunUnit>,
): Step {
  if (row.changedOn !== null) return changeStep(input, row, own, parentId);
  if (own.stored === undefined) return beginStep(input, row, own.id, parentId ?? null, firsts);
  return describeStep(input, row, own.stored, parentId);
}

function beginStep(
  { stored, groups }: RowPlanInput,
  row: UnitRow,
  id: string,
  parentId: string | null,
  firsts: Map<string, BegunUnit>,
): Step {
  const { code, name, kind, parent } = row;
  const above = parent == null ? undefined : (firsts.get(parent)?.from ?? stored.get(parent)?.row.validFrom);
  // Nothing is known of a time before the superior existed.
  const from = row.validFrom ?? (above !== undefined && above > SINCE_EVER ? above : SINCE_EVER);
  const changeId = hasDecision(row)
    ? groups.idOf({ kind: 'establish', effectiveOn: from, ...decisionIn(row) })
    : null;
  const begun = { id, code, from, name, kind, parentId, changeId };
  firsts.set(code, begun);
  const periods = [{ from, name, kind, parentId, namedBy: changeId, placedBy: changeId }];
  const step = { ...idle(row), begun, periods };
  return row.validTo === null ? step : withEnd(groups, step, row, { id, from, validTo: null });
}

/** A row without a day describes the unit: any of its periods, or, where there is only one, how that should be. */
function describeStep(
  { groups }: RowPlanInput,
  row: UnitRow,
  { row: before, periods }: StoredUnit,
  parentId: string | null | undefined,
): Step {
  const { id: unitId, validFrom, validTo } = before;
  const [first, second] = periods;
  if (!first) throw new RangeError(`unit ${row.code} without a period`);
  const said = periods.some((one) => differences(row, parentId, one).length === 0);
  if (!said && second) return { ...idle(row), problem: whichPeriod(row, periods.length) };
  const from = row.validFrom ?? validFrom;
  const limit = second?.from ?? validTo;
  if (limit !== null && from >= limit)
    return { ...idle(row), problem: misplaced(row, 'valid-from', 'too-late', limit) };
  const fields = [
    ...(said ? [] : differences(row, parentId, first)),
    ...(from === validFrom ? [] : (['validFrom'] as const)),
  ];
  const correction: Correction = {
    unitId,
    day: first.from,
    ...(fields.some((field) => field === 'name' || field === 'kind') && {
      naming: { name: row.name, kind: row.kind },
    }),
    ...(fields.includes('parent') && parentId !== undefined && { placing: { parentId } }),
    ...(from !== validFrom && { from }),
  };
  const corrections = fields.length === 0 ? [] : [correction];
  const step = { ...idle(row), fields, corrections, periods: afterwards(periods, corrections, []) };
  return withEnd(groups, step, row, { id: unitId, from, validTo });
}

/** A row with a day says what changes from then on, or corrects what was said for that day before. */
function changeStep(
  { groups, decisionOf }: RowPlanInput,
  row: UnitRow,
  { id: unitId, periods = [] }: Own,
  parentId: string | null | undefined,
): Step {
  const day = row.changedOn ?? '';
  const [first] = periods;
  // Units that nothing describes were reported when the table was read.
  if (!first) return idle(row);
  if (day < first.from)
    return { ...idle(row), problem: misplaced(row, 'changed-on', 'too-early', first.from) };
  const now = periodOn(periods, day);
  const fields = differences(row, parentId, now);
  const renamed = fields.includes('name') || fields.includes('kind');
  const naming = { name: row.name, kind: row.kind };
  const stated = now.from === day && (now.namedBy !== null || day === first.from);
  const placed = now.from === day && (now.placedBy !== null || day === first.from);
  const decided =
    stated && now.namedBy !== null && hasDecision(row) && !sameDecision(decisionOf(now.namedBy), row);
  const act = (kind: 'rename' | 'move') => groups.idOf({ kind, effectiveOn: day, ...decisionIn(row) });
  const corrections: Correction[] = [];
  const statements: RegisterEdit['statements'][number][] = [];
  if (stated && (renamed || decided)) {
    corrections.push({ unitId, day, naming: { ...naming, ...(decided && { namedBy: act('rename') }) } });
  } else if (renamed) statements.push({ unitId, from: day, changeId: act('rename'), naming });
  if (parentId !== undefined && fields.includes('parent')) {
    if (placed) corrections.push({ unitId, day, placing: { parentId } });
    else statements.push({ unitId, from: day, changeId: act('move'), placing: { parentId } });
  }
  const after = afterwards(periods, corrections, statements);
  return {
    ...idle(row),
    corrections,
    statements,
    fields: decided ? [...fields, 'decision'] : fields,
    periods: after,
  };
}

function afterwards(
  periods: Periods,
  corrections: readonly Correction[],
  statements: RegisterEdit['statements'],
): Periods {
  let after = periods;
  for (const correction of corrections) after = corrected(after, correction);
  return statements.reduce((now, { unitId: _unit, ...statement }) => withStatement(now, statement), after);
}

function withEnd(
  groups: ChangeGroups,
  step: Step,
  row: UnitRow,
  { id, from, validTo }: { readonly id: string; readonly from: string; readonly validTo: string | null },
): Step {
  const on = row.validTo;
  if (on === null || on === validTo) return step;
  if (on <= from) return { ...step, problem: misplaced(row, 'valid-to', 'too-early', from) };
  const changeId = groups.idOf({ kind: 'abolish', effectiveOn: on, ...decisionIn(row) });
  return { ...step, ended: { unitId: id, on, changeId }, fields: [...step.fields, 'validTo'] };
}

function differences(
  row: UnitRow,
  parentId: string | null | undefined,
  period: Pick<Periods[number], 'name' | 'kind' | 'parentId'>,
): ChangedField[] {
  return [
    ...(row.name === period.name ? [] : (['name'] as const)),
    ...(row.kind === period.kind ? [] : (['kind'] as const)),
    ...(parentId === undefined || parentId === period.parentId ? [] : (['parent'] as const)),
  ];
}

const hasDecision = (row: UnitRow): boolean => row.decisionNumber !== null || row.decisionDate !== null;
const decisionIn = ({ decisionNumber, decisionDate }: UnitRow) => ({ decisionNumber, decisionDate });
const sameDecision = (stored: Decision | undefined, row: UnitRow): boolean =>
  stored !== undefined &&
  stored.decisionNumber === row.decisionNumber &&
  stored.decisionDate === row.decisionDate;

const whichPeriod = (row: UnitRow, count: number): PlannedProblem => ({
  row: row.row,
  column: 'name',
  code: 'which-period',
  parts: { unit: row.code, detail: String(count) },
});

/** The day in the column must come after the other one (too early), or before it (too late). */
const misplaced = (
  { row, code: unit }: UnitRow,
  column: UnitColumnName,
  code: 'too-early' | 'too-late',
  day: string,
): PlannedProblem => ({ row, column, code, parts: { unit, day } });
