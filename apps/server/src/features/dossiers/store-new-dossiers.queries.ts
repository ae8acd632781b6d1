import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import { plainArray, textArray } from './array-literals.ts';
import type { ComputedDossier, NewEvent } from './take-events.queries.ts';

/** What all records of one file have in common. */
export type RecordHead = Pick<NewEvent, 'eventId' | 'revision' | 'at'>;

/** Stores records of dossiers that are not here yet: nothing is read back. */
export async function insertRecords(
  db: Db,
  sourceId: string,
  head: RecordHead,
  events: readonly NewEvent[],
  received: { readonly now: Date; readonly requestId: string | null },
): Promise<void> {
  await sql`
    insert into dossier_event (unit_id, source_id, dossier_code, event_id, revision, voided, kind, at,
      procedure_code, data, recorded_at, request_id)
    select unit_id, ${sourceId}::uuid, code, ${head.eventId}, ${head.revision}, false, 'reported', ${new Date(head.at)},
      procedure, data::jsonb, ${received.now}, ${received.requestId}
    from unnest(${plainArray(events.map(({ unitId }) => unitId))}::uuid[],
      ${textArray(events.map(({ dossierCode }) => dossierCode))}::text[],
      ${textArray(events.map(({ procedureCode }) => procedureCode))}::text[],
      ${textArray(events.map(({ data }) => JSON.stringify(data)))}::text[]) as r (unit_id, code, procedure, data)`.execute(
    db,
  );
}

/**
 * Stores dossiers that the source has not spoken of before; those that are here stay as they are. Which these are is
 * found by the key itself, row by row, whatever the planner believes of the table.
 * @returns names (unit, line break, code) of those that were not here
 */
export async function insertDossiers(
  db: Db,
  sourceId: string,
  dossiers: readonly ComputedDossier[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const seconds = (at: number | null): string => (at === null ? 'NULL' : String(at / 1000));
  const plain = (of: (dossier: ComputedDossier) => string | null) => plainArray(dossiers.map(of));
  const text = (of: (dossier: ComputedDossier) => string | null) => textArray(dossiers.map(of));
  const { rows } = await sql<{ unitId: string; code: string }>`
    insert into dossier (unit_id, source_id, code, procedure_code, state, received_at, due_at, ended_at, ending, channel,
      overdue_from, near_due_from, counts, hours, warnings, changed_at)
    select unit_id, ${sourceId}::uuid, code, procedure, state, to_timestamp(received_at), to_timestamp(due_at),
      to_timestamp(ended_at), ending, channel, overdue_from, near_due_from, counts::int[], hours, warnings::jsonb, ${now}
    from unnest(${plain(({ unitId }) => unitId)}::uuid[], ${text(({ code }) => code)}::text[],
      ${text(({ procedureCode }) => procedureCode)}::text[], ${text(({ state }) => state)}::text[],
      ${plain(({ receivedAt }) => seconds(receivedAt))}::float8[], ${plain(({ dueAt }) => seconds(dueAt))}::float8[],
      ${plain(({ endedAt }) => seconds(endedAt))}::float8[], ${text(({ ending }) => ending)}::text[],
      ${text(({ channel }) => channel)}::text[], ${plain(({ overdueFrom }) => overdueFrom)}::date[],
      ${plain(({ nearDueFrom }) => nearDueFrom)}::date[],
      ${text(({ counts }) => `{${counts.join(',')}}`)}::text[],
      ${plain(({ hours }) => (hours === null ? null : String(hours)))}::int[],
      ${text(({ warnings }) => JSON.stringify(warnings))}::text[])
      as r (unit_id, code, procedure, state, received_at, due_at, ended_at, ending, channel, overdue_from, near_due_from,
        counts, hours, warnings)
    on conflict do nothing returning unit_id, code`.execute(db);
  return new Set(rows.map(({ unitId, code }) => `${unitId}\n${code}`));
}
