import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import type { ComputedDossier, DossierKey, NewEvent } from './take-events.queries.ts';

/** What all records of one file have in common. */
export type RecordHead = Pick<NewEvent, 'eventId' | 'revision' | 'at'>;

/** Names (unit, line break, code) of those that the source has spoken of before. */
export async function heldNames(
  db: Db,
  sourceId: string,
  keys: readonly DossierKey[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ unitId: string; code: string }>`
    select d.unit_id, d.code
    from unnest(${plainArray(keys.map(({ unitId }) => unitId))}::uuid[],
      ${textArray(keys.map(({ code }) => code))}::text[]) as k (unit_id, code)
    join dossier d on d.unit_id = k.unit_id and d.source_id = ${sourceId} and d.code = k.code`.execute(db);
  return new Set(rows.map(({ unitId, code }) => `${unitId}\n${code}`));
}

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

export async function insertDossiers(
  db: Db,
  sourceId: string,
  dossiers: readonly ComputedDossier[],
  now: Date,
): Promise<void> {
  const seconds = (at: number | null): string => (at === null ? 'NULL' : String(at / 1000));
  const plain = (of: (dossier: ComputedDossier) => string | null) => plainArray(dossiers.map(of));
  const text = (of: (dossier: ComputedDossier) => string | null) => textArray(dossiers.map(of));
  await sql`
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
        counts, hours, warnings)`.execute(db);
}

/** An array as PostgreSQL reads it, of values without signs of its own: ids, numbers, days. */
const plainArray = (values: readonly (string | null)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`;

const SPECIAL = /["\\]/g;
const HAS_SPECIAL = /["\\]/;

/** The same of any text: written out here, many times as fast as the driver does it value by value. */
function textArray(values: readonly (string | null)[]): string {
  const parts = values.map((value) => {
    if (value === null) return 'NULL';
    return HAS_SPECIAL.test(value) ? `"${value.replace(SPECIAL, '\\$&')}"` : `"${value}"`;
  });
  return `{${parts.join(',')}}`;
}
