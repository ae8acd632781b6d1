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
  const stored = new Map(input.stored.map((unit) => [unit.code, unit]));
  const ids = new Map([...stored].map(([code, unit]) => [code, unit.id]));
  for (const { code } of input.units) if (!ids.has(code)) ids.set(code, newId());
  const idOf = (code: string): string => ids.get(code) ?? '';
  const blocks = blockFinder(input);
  const inserts: NewRow<'unit'>[] = [];
  const updates: UnitChange[] = [];
  const memberships: Row<'blockUnit'>[] = [];
  const sample: { place: string; what: string }[] = [];
  const joined = new Set(input.memberships.map(({ blockId, unitId }) => `${blockId} ${unitId}`));
  let unchanged = 0;
  for (const unit of superiorsFirst(input.units)) {
    const before = stored.get(unit.code);
    const parentId = unit.parent === null ? null : idOf(unit.parent);
    const after = { id: idOf(unit.code), name: unit.name, kind: unit.kind, parentId };
    const blockId = unit.block === null ? null : blocks.find(unit.block);
    const joins = blockId !== null && !joined.has(`${blockId} ${after.id}`);
    if (joins) memberships.push({ blockId, unitId: after.id });
    if (!before) {
      inserts.push({ ...after, code: unit.code, validFrom: unit.validFrom ?? SINCE_EVER });
      sample.push({ place: placeOf(input.table, unit.row), what: `+ ${unit.code} ${unit.name}` });
    } else {
      const change = { ...after, validFrom: unit.validFrom ?? before.validFrom, validTo: before.validTo };
      const differs = changedFields(before, change);
      if (differs.length > 0) updates.push(change);
      if (differs.length === 0 && !joins) unchanged += 1;
      else
        sample.push({
          place: placeOf(input.table, unit.row),
          what: `~ ${unit.code}: ${[...differs, ...(joins ? ['block'] : [])].join(', ')}`,
        });
    }
  }
  const rows = input.units.length;
  const added = inserts.length;
  const outcome = { rows, added, unchanged, changed: rows - added - unchanged, sample };
  return { newBlocks: blocks.created, inserts, updates, memberships, outcome };
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
