import { parseDate } from '@parix/working-days';
import { type RawBuilder, sql } from 'kysely';
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

/** A dossier and the record that it follows from. */
export interface NewDossier {
  readonly said: SaidOfDossier;
  readonly dossier: ComputedDossier;
}

/** What identifies them, and the procedures: the same for records and dossiers. */
interface KeyColumns {
  readonly unitIds: Buffer;
  readonly codes: Buffer;
  readonly procedureCodes: Buffer;
}

/** Records and dossiers as the database takes them, column by column; made before it is their turn. */
export interface NewColumns extends KeyColumns {
  readonly length: number;
  readonly data: Buffer;
  readonly dossiers: RawBuilder<unknown>;
}

export function columnsOf(news: readonly NewDossier[]): NewColumns {
  const dossiers = news.map(({ dossier }) => dossier);
  const keys = {
    unitIds: uuidArray(dossiers.map(({ unitId }) => unitId)),
    codes: textArray(dossiers.map(({ code }) => code)),
    procedureCodes: textArray(dossiers.map(({ procedureCode }) => procedureCode)),
  };
  return {
    ...keys,
    length: news.length,
    data: jsonbArray(news.map(({ said }) => dataText(said))),
    dossiers: dossierRows(keys, dossiers),
  };
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

/**
 * Stores dossiers that the source has not spoken of before; those that are here stay as they are. Which these are is
 * found by the key itself, row by row, whatever the planner believes of the table.
 * @returns how many were not here
 */
export async function insertDossiers(
  db: Db,
  sourceId: string,
  { dossiers }: NewColumns,
  now: Date,
): Promise<number> {
  const { numAffectedRows } = await insertion(sourceId, dossiers, now, sql``).execute(db);
  return Number(numAffectedRows ?? 0);
}

/** The same. @returns names (unit, line break, code) of those that were not here */
export async function insertDossiersByName(
  db: Db,
  sourceId: string,
  { dossiers }: NewColumns,
  now: Date,
): Promise<ReadonlySet<string>> {
  const { rows } = await insertion(sourceId, dossiers, now, sql`returning unit_id, code`).execute(db);
  return new Set(rows.map(({ unitId, code }) => `${unitId}\n${code}`));
}

const insertion = (
  sourceId: string,
  dossiers: RawBuilder<unknown>,
  now: Date,
  returning: RawBuilder<unknown>,
) => sql<{ unitId: string; code: string }>`
  insert into dossier (unit_id, source_id, code, procedure_code, state, received_at, due_at, ended_at, ending, channel,
    overdue_from, near_due_from, counts, hours, warnings, changed_at)
  select unit_id, ${sourceId}::uuid, code, procedure, state, received_at, due_at, ended_at, ending, channel,
    overdue_from, near_due_from, counts, hours, warnings, ${now}
  from ${dossiers} on conflict do nothing ${returning}`;

function dossierRows(
  { unitIds, codes, procedureCodes }: KeyColumns,
  dossiers: readonly ComputedDossier[],
): RawBuilder<unknown> {
  const { packed, first, last } = packedCounts(dossiers);
  const text = (of: (dossier: ComputedDossier) => string | null) => textArray(dossiers.map(of));
  const instant = (of: (dossier: ComputedDossier) => number | null) => timestamptzArray(dossiers.map(of));
  const date = (of: (dossier: ComputedDossier) => string | null) =>
    dateArray(dossiers.map((dossier) => dayOf(of(dossier))));
  return sql`(
    select r.*, (${packed}::int[])[first_count : last_count] as counts
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

/** The counts of all dossiers one behind the other, and the first and last place of each dossier's (from 1). */
function packedCounts(dossiers: readonly ComputedDossier[]) {
  const starts: number[] = [];
  const ends: number[] = [];
  let end = 0;
  for (const { counts } of dossiers) {
    starts.push(end + 1);
    end += counts.length;
    ends.push(end);
  }
  const packed = new Int32Array(end);
  let at = 0;
  for (const { counts } of dossiers) for (const count of counts) packed[at++] = count;
  return { packed: packedInt4Array(packed), first: int4Array(starts), last: int4Array(ends) };
}
