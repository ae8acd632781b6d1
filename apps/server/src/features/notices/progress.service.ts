import { type ProgressSort, type ProgressSummary, type ROUTES } from '@parix/api-contract';
import { CARD_STATES, FORECASTS, PACE_DAYS } from '@parix/workflow';
import { type Cell, EMPTY_CELL, writeCsv } from '@parix/sheets';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import { decodeCursor, encodeCursor, toPage } from '../../platform/pagination.ts';
import { containsPattern, foldedColumn } from '../../platform/search-text.ts';
import { pageOfRoundUnits, requireRound, type Round } from '../rounds/rounds.read-model.ts';
import { boardSnapshot } from './board-snapshot.ts';
import { describeProgress } from './describe-progress.ts';
import { fitsBoard } from './fits-board.ts';
import { progressOf, type UnitProgress } from './progress.read-model.ts';
import { boardHeader, boardRow } from './progress-words.ts';

type Query = z.output<typeof ROUTES.getProgress.query>;
type Filter = Pick<Query, 'q' | 'state' | 'forecast' | 'sort'>;

async function permittedRound(context: Context, roundId: string): Promise<Round> {
  const round = await requireRound(context.db, roundId, context.now);
  context.permit('progress.read', { phase: round.phase });
  return round;
}

/**
 * A page of the board. In order of names only the units of the page are counted; any other order, and a filter by
 * state or forecast, needs the counts of all units, which may be half a minute old.
 */
export async function getProgress(context: Context, roundId: string, query: Query) {
  const round = await permittedRound(context, roundId);
  const plain = query.sort === 'name' && query.state === undefined && query.forecast === undefined;
  const { rows, next } = plain
    ? await pageByName(context, round, query)
    : await pageOfAll(context, round, query);
  return { items: await describeProgress(context, round, rows), next };
}

interface BoardPage {
  readonly rows: readonly UnitProgress[];
  readonly next: string | null;
}

async function pageByName(context: Context, round: Round, { q, limit, cursor }: Query): Promise<BoardPage> {
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const where = q === undefined || q.trim() === '' ? undefined : matching(q);
  const units = await pageOfRoundUnits(context.db, round.id, { after, limit: limit + 1, where });
  const { items, next } = toPage(
    units,
    limit,
    ({ name, id }) => [name, id],
    ({ id }) => id,
  );
  const rows = items.length === 0 ? [] : await progressOf(context.db, round, context.now, items);
  return { rows, next };
}

const matching = (q: string) => {
  const pattern = containsPattern(q);
  return sql<boolean>`(${foldedColumn('ru.unit_name')} like ${pattern} or ${foldedColumn('u.code')} like ${pattern})`;
};

/** The cursor names the last unit shown: its place in the order as it is now is where the next page begins. */
async function pageOfAll(context: Context, round: Round, query: Query): Promise<BoardPage> {
  const after = decodeCursor(query.cursor, z.tuple([z.uuid()]))?.[0];
  const { rows: all } = await boardSnapshot(context.db, round, context.now);
  const ordered = ORDERS[query.sort](all);
  const start = after === undefined ? 0 : ordered.findIndex(({ unitId }) => unitId === after) + 1;
  const rest = ordered.slice(start).filter((row) => fits(row, query));
  const rows = rest.slice(0, query.limit);
  const last = rows.at(-1);
  return { rows, next: rest.length > query.limit && last ? encodeCursor([last.unitId]) : null };
}

const fits = (row: UnitProgress, { q, state, forecast }: Filter): boolean =>
  fitsBoard(row, { q, state, forecasts: forecast && [forecast] });

type Rows = readonly UnitProgress[];
/** By a number, smallest first; rows come by name and equal ones stay so. */
const by =
  (value: (row: UnitProgress) => number) =>
  (rows: Rows): Rows =>
    [...rows].sort((left, right) => value(left) - value(right));

const URGENCY = ['missed', 'at-risk', 'no-deadline', 'on-track', 'done'] as const;

/** The orders that may be asked for; nothing else reaches the rows. */
const ORDERS: Readonly<Record<ProgressSort, (rows: Rows) => Rows>> = {
  name: (rows) => rows,
  missing: by((row) => -row.missing),
  ready: by((row) => row.ready),
  'last-activity': by((row) => row.lastActivityAt?.getTime() ?? 0),
  deadline: by((row) => row.closesAt?.getTime() ?? Number.MAX_SAFE_INTEGER),
  forecast: by((row) => URGENCY.indexOf(row.forecast) * 1000 - Math.min(row.missing, 999)),
};

export async function getProgressSummary(context: Context, roundId: string): Promise<ProgressSummary> {
  const round = await permittedRound(context, roundId);
  const { rows, countedAt } = await boardSnapshot(context.db, round, context.now);
  const sum = (value: (row: UnitProgress) => number): number =>
    rows.reduce((total, row) => total + value(row), 0);
  return {
    units: rows.length,
    items: sum((row) => row.items),
    filled: sum((row) => row.filled),
    states: CARD_STATES.map((state) => ({ state, units: sum((row) => (row.state === state ? 1 : 0)) })),
    forecasts: FORECASTS.map((forecast) => ({
      forecast,
      units: sum((row) => (row.forecast === forecast ? 1 : 0)),
    })),
    paceDays: PACE_DAYS,
    countedAt: countedAt.toISOString(),
  };
}

/** Every unit that the filter lets through, with the columns of the screen. */
export async function exportProgress(context: Context, roundId: string, filter: Filter): Promise<FileAnswer> {
  const round = await permittedRound(context, roundId);
  const ordered = ORDERS[filter.sort](await progressOf(context.db, round, context.now));
  const described = await describeProgress(
    context,
    round,
    ordered.filter((row) => fits(row, filter)),
  );
  const cells = (texts: readonly (string | number | null)[]): Cell[] =>
    texts.map((text) =>
      text === null || text === ''
        ? EMPTY_CELL
        : typeof text === 'number'
          ? { kind: 'number', text: String(text) }
          : { kind: 'text', text },
    );
  const content = writeCsv({
    sheet: null,
    header: [...boardHeader(context.locale)],
    rows: described.map((row, index) => ({ row: index + 2, cells: cells(boardRow(row, context.locale)) })),
  });
  return { fileName: `theo-doi-nop-phieu-${roundId}.csv`, contentType: 'text/csv; charset=utf-8', content };
}
