import { sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { type DossierKey, tableOfKeys } from './dossier-keys.read-model.ts';

export type EventRow = Row<'dossierEvent'>;
export type DossierRow = Row<'dossier'>;

export type { DossierKey } from './dossier-keys.read-model.ts';

export type NewEvent = Omit<EventRow, 'recordedAt' | 'requestId' | 'sourceId' | 'at'> & {
  readonly at: number;
};

/** One batch of a source at a time: two of them may speak of the same dossier. */
export async function lockSource(db: Db, sourceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`dossier-source:${sourceId}`}, 0))`.execute(db);
}

/** That the source has sent something; no more often than once a minute, so that senders do not wait for each other. */
export async function noteTaken(db: Db, sourceId: string, now: Date): Promise<void> {
  await sql`
    update dossier_source set last_taken_at = ${now}
    where id = ${sourceId} and (last_taken_at is null or last_taken_at < ${now}::timestamptz - interval '1 minute')`.execute(
    db,
  );
}

export async function unitIds(db: Db, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('unit')
    .select(['id', 'code'])
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .execute();
  return new Map(rows.map(({ code, id }) => [code, id]));
}

/** Stores what is new. @returns the places (in `events`) of those that were not here */
export async function insertEvents(
  db: Db,
  sourceId: string,
  events: readonly NewEvent[],
  received: { readonly now: Date; readonly requestId: string | null },
): Promise<ReadonlySet<number>> {
  // Without a CTE: Citus would send one to every node, and a node that is lost would refuse the units of all others.
  const { rows } = await sql<EventKey>`
    insert into dossier_event (unit_id, source_id, dossier_code, event_id, revision, voided, kind, at,
      procedure_code, data, recorded_at, request_id)
    select "unitId", ${sourceId}, "dossierCode", "eventId", revision, voided, kind, to_timestamp(at / 1000.0),
      "procedureCode", data, ${received.now}, ${received.requestId}
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as r ("unitId" uuid, "dossierCode" text, "eventId" text,
      revision int, voided boolean, kind text, at bigint, "procedureCode" text, data jsonb)
    on conflict do nothing returning unit_id, dossier_code, event_id, revision`.execute(db);
  const stored = new Set(rows.map(nameOfEvent));
  return new Set(events.flatMap((event, place) => (stored.has(nameOfEvent(event)) ? [place] : [])));
}

type EventKey = Pick<EventRow, 'unitId' | 'dossierCode' | 'eventId' | 'revision'>;

const nameOfEvent = ({ unitId, dossierCode, eventId, revision }: EventKey): string =>
  [unitId, dossierCode, eventId, revision].join('\n');

/** All that is stored of the dossiers' events. */
export async function eventsOf(db: Db, sourceId: string, keys: readonly DossierKey[]): Promise<EventRow[]> {
  if (keys.length === 0) return [];
  const { table, isOfUnits } = tableOfKeys(keys);
  const { rows } = await sql<EventRow>`
    select e.* from ${table}
    join dossier_event e on e.unit_id = k.unit_id and e.source_id = ${sourceId} and e.dossier_code = k.code
    where ${isOfUnits('e.unit_id')}`.execute(db);
  return rows;
}

export type Counted = Pick<DossierRow, 'unitId' | 'code' | 'procedureCode' | 'counts' | 'hours' | 'endedAt'>;

/** What the dossiers add to the sums so far. */
export async function countedOf(db: Db, sourceId: string, keys: readonly DossierKey[]): Promise<Counted[]> {
  const { table, isOfUnits } = tableOfKeys(keys);
  const { rows } = await sql<Counted>`
    select d.unit_id, d.code, d.procedure_code, d.counts, d.hours, d.ended_at from ${table}
    join dossier d on d.unit_id = k.unit_id and d.source_id = ${sourceId} and d.code = k.code
    where ${isOfUnits('d.unit_id')}`.execute(db);
  return rows;
}

export type ComputedDossier = Omit<
  DossierRow,
  'sourceId' | 'changedAt' | 'receivedAt' | 'dueAt' | 'endedAt' | 'warnings' | 'archiveId'
> & {
  readonly receivedAt: number | null;
  readonly dueAt: number | null;
  readonly endedAt: number | null;
  readonly warnings: readonly unknown[];
};

export async function storeDossiers(
  db: Db,
  sourceId: string,
  dossiers: readonly ComputedDossier[],
  now: Date,
): Promise<void> {
  await sql`
    insert into dossier (unit_id, source_id, code, procedure_code, state, received_at, due_at, ended_at, ending, channel,
      overdue_from, near_due_from, counts, hours, warnings, changed_at)
    select "unitId", ${sourceId}, code, "procedureCode", state, to_timestamp("receivedAt" / 1000.0),
      to_timestamp("dueAt" / 1000.0), to_timestamp("endedAt" / 1000.0), ending, channel, "overdueFrom", "nearDueFrom",
      counts, hours, warnings, ${now}
    from jsonb_to_recordset(${JSON.stringify(dossiers)}::jsonb) as r ("unitId" uuid, code text, "procedureCode" text,
      state text, "receivedAt" bigint, "dueAt" bigint, "endedAt" bigint, ending text, channel text, "overdueFrom" date,
      "nearDueFrom" date, counts int[], hours int, warnings jsonb)
    on conflict (unit_id, source_id, code) do update set procedure_code = excluded.procedure_code,
      state = excluded.state, received_at = excluded.received_at, due_at = excluded.due_at,
      ended_at = excluded.ended_at, ending = excluded.ending, channel = excluded.channel,
      overdue_from = excluded.overdue_from, near_due_from = excluded.near_due_from, counts = excluded.counts,
      hours = excluded.hours, warnings = excluded.warnings, changed_at = excluded.changed_at`.execute(db);
}
