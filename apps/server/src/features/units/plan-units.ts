import type { Table, UnitRow } from '@parix/sheets';
import type { NewRow, Row } from '../../db/schema.ts';
import { newId } from '../../platform/ids.ts';
import type { ImportOutcome } from '../../platform/import-report.ts';
import type { BlockRow, UnitChange } from './units.queries.ts';

/** First day of a unit whose file does not say since when it exists: before every index year that can be judged. */
const SINCE_EVER = '2000-01-01';

export interface UnitPlan {
  readonly newBlocks: readonly NewRow<'block'>[];
  /** Superiors before their subordinates. */
  readonly inserts: readonly NewRow<'unit'>[];
  readonly updates: readonly UnitChange[];
  readonly memberships: readonly Row<'blockUnit'>[];
  readonly outcome: ImportOutcome;
}
export interface UnitPlanInput {
  readonly table: Table;
  readonly units: readonly UnitRow[];
  readonly stored: readonly Row<'unit'>[];
  readonly memberships: readonly Row<'blockUnit'>[];
  readonly blocks: readonly BlockRow[];
  readonly blockIdOf: (text: string) => string;
}

/** What the file changes against what is stored. A file that was imported before changes nothing. */
export function planUnits(input: UnitPlanInput): UnitPlan {
  const blocks = blockFinder(input);
  const { stored, idOf } = idsOf(input);
  const joined = new Set(input.memberships.map(({ blockId, unitId }) => `${blockId} ${unitId}`));
  const steps = superiorsFirst(input.units).map((unit): UnitStep => {
    const blockId = unit.block === null ? null : blocks.find(unit.block);
    const id = idOf(unit.code);
    const joins = blockId !== null && !joined.has(`${blockId} ${id}`) ? { blockId, unitId: id } : null;
    const parentId = unit.parent === null ? null : idOf(unit.parent);
    return stepOf(unit, { id, name: unit.name, kind: unit.kind, parentId }, stored.get(unit.code), joins);
  });
  const added = steps.filter((step) => step.insert !== null).length;
  const unchanged = steps.filter((step) => step.what === null).length;
  const rows = input.units.length;
  const sample = steps.flatMap(({ row, what }) =>
    what === null ? [] : [{ place: placeOf(input.table, row), what }],
  );
  return {
    newBlocks: blocks.created,
    inserts: steps.flatMap(({ insert }) => insert ?? []),
    updates: steps.flatMap(({ update }) => update ?? []),
    memberships: steps.flatMap(({ joins }) => joins ?? []),
    outcome: { rows, added, unchanged, changed: rows - added - unchanged, sample },
  };
}

/** What one row of the file does; `what` is null when it does nothing. */
interface UnitStep {
  readonly row: number;
  readonly insert: NewRow<'unit'> | null;
  readonly update: UnitChange | null;
  readonly joins: Row<'blockUnit'> | null;
  readonly what: string | null;
}

function stepOf(
  unit: UnitRow,
  after: Pick<UnitChange, 'id' | 'name' | 'kind' | 'parentId'>,
  before: Row<'unit'> | undefined,
  joins: Row<'blockUnit'> | null,
): UnitStep {
  const { row, code, name } = unit;
  if (!before) {
    const insert = { ...after, code, validFrom: unit.validFrom ?? SINCE_EVER };
    return { row, insert, update: null, joins, what: `+ ${code} ${name}` };
  }
  const change = { ...after, validFrom: unit.validFrom ?? before.validFrom, validTo: before.validTo };
  const fields = changedFields(before, change);
  const told = joins === null ? fields : [...fields, 'block'];
  const what = told.length === 0 ? null : `~ ${code}: ${told.join(', ')}`;
  return { row, insert: null, update: fields.length === 0 ? null : change, joins, what };
}

/** Stored units by code, and the id that each unit of the file has or gets. */
function idsOf({ stored, units }: UnitPlanInput) {
  const byCode = new Map(stored.map((unit) => [unit.code, unit]));
  const ids = new Map(stored.map((unit) => [unit.code, unit.id]));
  for (const { code } of units) if (!ids.has(code)) ids.set(code, newId());
  return { stored: byCode, idOf: (code: string): string => ids.get(code) ?? '' };
}

const FIELDS = ['name', 'kind', 'parentId', 'validFrom'] as const;
const changedFields = (before: Row<'unit'>, after: UnitChange): readonly string[] =>
  FIELDS.filter((field) => before[field] !== after[field]);

const placeOf = (table: Table, row: number): string =>
  [table.file, table.sheet, `A${row}`].filter((part) => part).join('!');

function blockFinder({ blocks, blockIdOf }: UnitPlanInput) {
  const byText = new Map(blocks.flatMap(({ id, name }) => [[name, id] as const, [id, id] as const]));
  const created: NewRow<'block'>[] = [];
  const find = (text: string): string => {
    const known = byText.get(text) ?? byText.get(blockIdOf(text));
    if (known !== undefined) return known;
    const id = blockIdOf(text);
    created.push({ id, name: text });
    byText.set(text, id).set(id, id);
    return id;
  };
  return { find, created };
}

/** A unit is written after the unit above it; the reader has refused cycles. */
function superiorsFirst(units: readonly UnitRow[]): readonly UnitRow[] {
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const placed = new Set<string>();
  const order: UnitRow[] = [];
  for (const unit of units) {
    const path: UnitRow[] = [];
    let at: UnitRow | undefined = unit;
    while (at && !placed.has(at.code)) {
      placed.add(at.code);
      path.push(at);
      at = at.parent === null ? undefined : byCode.get(at.parent);
    }
    order.push(...path.reverse());
  }
  return order;
}
