import type { UnitRow } from '@parix/sheets';
import type { NewRow, Row } from '../../db/schema.ts';
import { newId } from '../../platform/ids.ts';
import {
  type ChangedField,
  type Own,
  type PlannedProblem,
  type RowPlanInput,
  type Step,
  stepOf,
} from './plan-unit-row.ts';
import { type BegunUnit, EMPTY_EDIT, type RegisterEdit } from './register-edit.ts';
import type { BlockRow } from './units.queries.ts';

export interface UnitPlanInput extends RowPlanInput {
  readonly units: readonly UnitRow[];
  readonly memberships: readonly Row<'blockUnit'>[];
  readonly blocks: readonly BlockRow[];
  readonly blockIdOf: (text: string) => string;
}
export interface UnitPlan {
  readonly edit: Omit<RegisterEdit, 'changes'>;
  readonly newBlocks: readonly NewRow<'block'>[];
  /** What each row does, in the order of the file. */
  readonly steps: readonly PlannedRow[];
  readonly problems: readonly PlannedProblem[];
}

export interface PlannedRow {
  readonly row: number;
  readonly code: string;
  readonly name: string;
  readonly added: boolean;
  readonly fields: readonly ChangedField[];
}

/** What the file changes against what is stored. A file that was imported before changes nothing. */
export function planUnits(input: UnitPlanInput): UnitPlan {
  const blocks = blockFinder(input);
  const ids = idsOf(input);
  const joined = new Set(input.memberships.map(({ blockId, unitId }) => `${blockId} ${unitId}`));
  const firsts = new Map<string, BegunUnit>();
  const found: Step[] = [];
  const known = new Map([...input.stored].map(([code, { periods }]) => [code, periods]));
  for (const row of inOrder(input.units)) {
    const own: Own = { id: ids(row.code), stored: input.stored.get(row.code), periods: known.get(row.code) };
    const parentId = row.parent === undefined ? undefined : row.parent === null ? null : ids(row.parent);
    const step = stepOf(input, row, own, parentId, firsts);
    known.set(row.code, step.periods ?? own.periods ?? []);
    const blockId = row.block === null ? null : blocks.find(row.block);
    const joins = blockId !== null && !joined.has(`${blockId} ${own.id}`);
    if (joins) joined.add(`${blockId} ${own.id}`);
    found.push(joins ? withBlock(step, { blockId, unitId: own.id }) : step);
  }
  return assemble(found, blocks.created);
}

function assemble(steps: readonly Step[], newBlocks: readonly NewRow<'block'>[]): UnitPlan {
  const inFile = steps.toSorted((a, b) => a.row - b.row);
  return {
    edit: {
      ...EMPTY_EDIT,
      begun: steps.flatMap(({ begun }) => begun ?? []),
      corrections: steps.flatMap(({ corrections }) => corrections),
      statements: steps.flatMap(({ statements }) => statements),
      ended: steps.flatMap(({ ended }) => ended ?? []),
      memberships: steps.flatMap(({ joins }) => joins ?? []),
    },
    newBlocks,
    steps: inFile.map(({ row, code, name, begun, fields }) => ({
      row,
      code,
      name,
      fields,
      added: begun !== undefined,
    })),
    problems: inFile.flatMap(({ problem }) => problem ?? []),
  };
}

const withBlock = (step: Step, joins: Row<'blockUnit'>): Step => ({
  ...step,
  joins,
  fields: [...step.fields, 'block'],
});

/** The id that each unit of the file has or gets. */
function idsOf({ stored, units }: UnitPlanInput): (code: string) => string {
  const ids = new Map([...stored].map(([code, { row }]) => [code, row.id]));
  for (const { code } of units) if (!ids.has(code)) ids.set(code, newId());
  return (code) => ids.get(code) ?? '';
}

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

/** Descriptions first, superiors before their subordinates (the reader has refused circles); then changes by day. */
function inOrder(units: readonly UnitRow[]): readonly UnitRow[] {
  const described = units.filter((unit) => unit.changedOn === null);
  const byCode = new Map(described.map((unit) => [unit.code, unit]));
  const placed = new Set<string>();
  const order: UnitRow[] = [];
  for (const unit of described) {
    const path: UnitRow[] = [];
    let at: UnitRow | undefined = unit;
    while (at && !placed.has(at.code)) {
      placed.add(at.code);
      path.push(at);
      at = at.parent == null ? undefined : byCode.get(at.parent);
    }
    order.push(...path.reverse());
  }
  const changes = units.filter((unit) => unit.changedOn !== null);
  const byDay = changes.toSorted((a, b) => ((a.changedOn ?? '') < (b.changedOn ?? '') ? -1 : 1));
  return [...order, ...byDay];
}
