import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseDate } from '@parix/working-days';
import { type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import type { Db } from '../../platform/context.ts';
import {
  dateArray,
  int4Array,
  jsonbArray,
  packedInt4Array,
  textArray,
  timestamptzArray,
  uuidArray,
} from '../../platform/postgres/binary-arrays.ts';
import { dataText, type RecordHead, type SaidOfDossier } from './said-of-dossier.ts';
import type { ComputedDossier } from './take-events.queries.ts';

/** A dossier, the record that it follows from, and where its counts stand among those of all. */
export interface NewDossier {
  readonly said: SaidOfDossier;
  readonly dossier: Omit<ComputedDossier, 'counts'>;
  readonly from: number;
  readonly to: number;
}

/** What identifies them, and the procedures: the same for records and dossiers. */
interface KeyColumns {
  readonly unitIds: Buffer;
  readonly codes: Buffer;
  readonly procedureCodes: Buffer;
}

/** Records and dossiers as the database takes them, column by column; made before it is their turn. */
export interface NewColumns extends KeyColumns {
  readonly data: Buffer;
  readonly dossiers: RawBuilder<unknown>;
}

/** Others get their turn between the columns: what is sent reaches the database meanwhile. */
export async function columnsOf(news: readonly NewDossier[], counts: Int32Array): Promise<NewColumns> {
  const dossiers = news.map(({ dossier }) => dossier);
  const keys = {
    unitIds: uuidArray(dossiers.map(({ unitId }) => unitId)),
    codes: textArray(dossiers.map(({ code }) => code)),
    procedureCodes: textArray(dossiers.map(({ procedureCode }) => procedureCode)),
  };
  await nextTurn();
  const data = jsonbArray(news.map(({ said }) => dataText(said)));
  await nextTurn();
  const packed = {
    counts: packedInt4Array(counts),
    first: int4Array(news.map(({ from }) => from + 1)),
    last: int4Array(news.map(({ to }) => to)),
  };
  await nextTurn();
  return { ...keys, data, dossiers: dossierRows(keys, dossiers, packed) };
}

/** Stores records of dossiers that are not here yet: nothing is read back. */
export async function insertRecords(
  db: Db,
  sourceId: string,
  head: RecordHead,
  { unitIds, codes, procedureCodes, data }: NewColumns,
  received: { readonly now: Date; readonly requestId: string | null },
): Promise<void> {
  await sql`
    insert into dossier_event (unit_id, source_id, dossier_code, event_id, revision, voided, kind, at,
      procedure_code, data, recorded_at, request_id)
    select unit_id, ${sourceId}::uuid, code, ${head.eventId}, ${head.revision}, false, 'reported', ${new Date(head.at)},
      procedure, data, ${received.now}, ${received.requestId}
    from unnest(${unitIds}::uuid[], ${codes}::text[], ${procedureCodes}::text[], ${data}::jsonb[])
      as r (unit_id, code, procedure, data)`.execute(db);
}

const ONE_IS_HERE = '23505';

/** A dossier that was taken for new is here already: the transaction is lost, its dossiers are to be looked for by name. */
export class SomeAreHere extends Error {}

/**
 * Stores dossiers that the source has not spoken of before, without asking for each of them whether that is so.
 * @throws SomeAreHere
 */
export async function insertDossiers(
  db: Db,
  sourceId: string,
  { dossiers }: NewColumns,
  now: Date,
): Promise<void> {
  try {
    await insertion(sourceId, dossiers, now, sql``).execute(db);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === ONE_IS_HERE) throw new SomeAreHere();
    throw error;
  }
}

/**
 * Stores dossiers of which some may be here; those stay as they are. Which these are is found by the key itself, row by
 * row, whatever the planner believes of the table.
 * @returns names (unit, line break, code) of those that were not here
 */
export async function insertDossiersByName(
  db: Db,
  sourceId: string,
  { dossiers }: NewColumns,
  now: Date,
): Promise<ReadonlySet<string>> {
  const others = sql`on conflict do nothing returning unit_id, code`;
  const { rows } = await insertion(sourceId, dossiers, now, others).execute(db);
  return new Set(rows.map(({ unitId, code }) => `${unitId}\n${code}`));
}

const insertion = (
  sourceId: string,
  dossiers: RawBuilder<unknown>,
  now: Date,
  more: RawBuilder<unknown>,
) => sql<{ unitId: string; code: string }>`
  insert into dossier (unit_id, source_id, code, procedure_code, state, received_at, due_at, ended_at, ending, channel,
    overdue_from, near_due_from, counts, hours, warnings, changed_at)
  select unit_id, ${sourceId}::uuid, code, procedure, state, received_at, due_at, ended_at, ending, channel,
    overdue_from, near_due_from, counts, hours, warnings, ${now}
  from ${dossiers} ${more}`;

/** Places of counts are told from 1 on. */
interface PackedColumns {
  readonly counts: Buffer;
  readonly first: Buffer;
  readonly last: Buffer;
}

function dossierRows(
  { unitIds, codes, procedureCodes }: KeyColumns,
  dossiers: readonly NewDossier['dossier'][],
  { counts, first, last }: PackedColumns,
): RawBuilder<unknown> {
  const text = (of: (dossier: NewDossier['dossier']) => string | null) => textArray(dossiers.map(of));
  const instant = (of: (dossier: NewDossier['dossier']) => number | null) =>
    timestamptzArray(dossiers.map(of));
  const date = (of: (dossier: NewDossier['dossier']) => string | null) =>
    dateArray(dossiers.map((dossier) => dayOf(of(dossier))));
  return sql`(
    select r.*, (${counts}::int[])[first_count : last_count] as counts
    from unnest(${unitIds}::uuid[], ${codes}::text[], ${procedureCodes}::text[], ${text(({ state }) => state)}::text[],
      ${instant(({ receivedAt }) => receivedAt)}::timestamptz[], ${instant(({ dueAt }) => dueAt)}::timestamptz[],
      ${instant(({ endedAt }) => endedAt)}::timestamptz[], ${text(({ ending }) => ending)}::text[],
      ${text(({ channel }) => channel)}::text[], ${date(({ overdueFrom }) => overdueFrom)}::date[],
      ${date(({ nearDueFrom }) => nearDueFrom)}::date[], ${first}::int[], ${last}::int[],
      ${int4Array(dossiers.map(({ hours }) => hours))}::int[],
      ${jsonbArray(dossiers.map(({ warnings }) => (warnings.length === 0 ? '[]' : JSON.stringify(warnings))))}::jsonb[])
      as r (unit_id, code, procedure, state, received_at, due_at, ended_at, ending, channel, overdue_from, near_due_from,
        first_count, last_count, hours, warnings)) as d`;
}

const dayOf = (date: string | null): number | null => (date === null ? null : parseDate(date));
