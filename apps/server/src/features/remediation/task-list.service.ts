import type { ListedTask, ROUTES } from '@parix/api-contract';
import { type Cell, EMPTY_CELL, type WritableTable, writeCsv } from '@parix/sheets';
import { taskStateOf, todayInVietnam } from '@parix/workflow';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import type { Locale } from '../../platform/locale.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { requirePlan, type StoredSet } from '../criteria-sets/set-library.read-model.ts';
import { describeFields, repeatedOf } from './describe-remediation.ts';
import { readableUnits } from './remediation.service.ts';
import { type ListedRow, listTaskRows, type TaskFilter } from './task-list.queries.ts';

type Filter = z.output<typeof ROUTES.exportRemediationTasks.query>;

/** Tasks of approved plans of every unit that the person may read. */
export async function listTasks(
  context: Context,
  { limit, cursor, ...filter }: z.output<typeof ROUTES.listRemediationTasks.query>,
) {
  const after = decodeCursor(cursor, z.tuple([z.iso.date(), z.uuid(), z.uuid()]));
  const rows = await listTaskRows(context.db, await filterOf(context, filter), { after, limit: limit + 1 });
  const page = toPage(
    rows,
    limit,
    ({ dueOn, unitId, id }) => [dueOn, unitId, id],
    (row) => row,
  );
  return { next: page.next, items: await describeRows(context, page.items) };
}

async function filterOf(context: Context, filter: Filter): Promise<TaskFilter> {
  const today = todayInVietnam(context.now.getTime());
  return { ...filter, readable: await readableUnits(context), today };
}

async function describeRows(context: Context, rows: readonly ListedRow[]): Promise<ListedTask[]> {
  const sets = new Map<string, StoredSet>();
  for (const { setVersionId } of rows)
    if (!sets.has(setVersionId)) sets.set(setVersionId, await requirePlan(context.db, setVersionId));
  const repeated = await repeatedOf(context.db, rows);
  return rows.map((row) => {
    const stored = sets.get(row.setVersionId) ?? refuse('not-found');
    const view = { context, stored, repeated, state: taskStateOf(row.last), claimedAt: row.claimedAt };
    const { unitId, unitCode, unitName, roundId, roundTitle } = row;
    return {
      ...describeFields(row, { ...view, running: true }),
      ...{ unitId, unitCode, unitName, roundId, roundTitle },
    };
  });
}

/** Rows of one file; who needs more narrows the list. */
const MOST_ROWS = 20_000;

/** The list as a file for spreadsheet programs. */
export async function exportTasks(context: Context, filter: Filter): Promise<FileAnswer> {
  const slice = { after: null, limit: MOST_ROWS + 1 };
  const rows = await listTaskRows(context.db, await filterOf(context, filter), slice);
  if (rows.length > MOST_ROWS) refuse('list-too-long');
  const table = tasksTable(await describeRows(context, rows), context.locale);
  const fileName = `khac-phuc-${filter.list}.csv`;
  return { fileName, contentType: 'text/csv; charset=utf-8', content: writeCsv(table) };
}

const HEADS = {
  vi: [
    ...['Đợt', 'Mã đơn vị', 'Đơn vị', 'Lĩnh vực', 'Mục', 'Tên mục', 'Điểm mất', 'Tồn tại, hạn chế'],
    ...['Biện pháp', 'Sản phẩm', 'Thực hiện', 'Thời hạn', 'Trạng thái', 'Số ngày quá hạn', 'Lặp lại của'],
  ],
  en: [
    ...['Round', 'Unit code', 'Unit', 'Area', 'Item', 'Item name', 'Points lost', 'Shortcoming'],
    ...['Measure', 'Product', 'Owner', 'Due', 'State', 'Days late', 'Repeats'],
  ],
} as const;
const STATES = {
  vi: {
    open: 'Chưa thực hiện',
    claimed: 'Chờ kiểm tra',
    fixed: 'Đã khắc phục',
    'not-fixed': 'Chưa khắc phục',
  },
  en: { open: 'Open', claimed: 'Waiting for the check', fixed: 'Fixed', 'not-fixed': 'Not fixed' },
} as const;

function tasksTable(tasks: readonly ListedTask[], locale: Locale): WritableTable {
  return {
    sheet: locale === 'en' ? 'Remediation' : 'Khắc phục',
    header: [...HEADS[locale]],
    rows: tasks.map((task, index) => ({
      row: index + 2,
      cells: [
        ...[task.roundTitle, task.unitCode, task.unitName, task.areaName, task.itemId, task.itemName].map(
          words,
        ),
        task.lostPoints === null ? EMPTY_CELL : { kind: 'number' as const, text: task.lostPoints },
        ...[task.shortcoming, task.measure, task.product, task.owner?.name ?? null, task.dueOn].map(words),
        words(STATES[locale][task.state]),
        { kind: 'number' as const, text: String(task.daysLate) },
        words(task.repeats?.roundTitle ?? null),
      ],
    })),
  };
}

const words = (text: string | null): Cell =>
  text === null || text === '' ? EMPTY_CELL : { kind: 'text', text };
