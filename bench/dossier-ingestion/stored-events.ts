import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { newToken, tokenDigest } from '../../apps/server/src/platform/request-source.ts';
import type { Database } from '../../apps/server/src/db/schema.ts';
import { PER_BATCH, UNITS } from './send-batches.ts';

/** Units and sources in an empty, migrated database. @returns the token of each source */
export async function prepareSources(owner: Kysely<Database>, sources: number): Promise<readonly string[]> {
  await sql`insert into unit (id, code, name, kind, valid_from)
    select gen_random_uuid(), 'dv-' || n, 'Đơn vị ' || n, 'commune', '2000-01-01'
    from generate_series(1, ${sql.lit(UNITS)}) n`.execute(owner);
  const made = Array.from({ length: sources }, () => newToken());
  for (const [at, token] of made.entries())
    await sql`insert into dossier_source (id, code, name, token_sha256, token_hint, created_at)
      values (gen_random_uuid(), ${`nguon-${at}`}, ${`Nguồn ${at}`}, ${tokenDigest(token)}, 'x', now())`.execute(
      owner,
    );
  return made;
}

/** What is stored after so many acknowledged batches: all of it, once, and sums that are a count of the rows. */
export async function checkStored(owner: Kysely<Database>, batches: number) {
  const { rows } = await sql<Record<'events' | 'distinct' | 'received' | 'settled', number>>`
    select (select count(*) from dossier_event) as events,
      (select count(*) from (select distinct source_id, dossier_code, event_id from dossier_event) as d) as distinct,
      (select count(*) from dossier where received_at is not null) as received,
      (select count(*) from dossier where ended_at is not null) as settled`.execute(owner);
  // Every sum by day against what the dossiers themselves say that they add.
  const wrong = await sql<{ n: number }>`
    with counted as (
      select unit_id, date '1970-01-01' + counts[at] as day, counts[at + 1] as place, sum(counts[at + 2]) as by
      from dossier, generate_series(1, cardinality(counts), 3) as at group by 1, 2, 3 having sum(counts[at + 2]) <> 0),
    summed as (
      select unit_id, day, (at - 1)::int as place, each::bigint as by
      from dossier_day, unnest(counts) with ordinality as t (each, at) where each <> 0)
    select count(*)::int as n from counted full join summed using (unit_id, day, place)
    where counted.by is distinct from summed.by`.execute(owner);
  const found = rows[0] ?? { events: 0, distinct: 0, received: 0, settled: 0 };
  const expected = batches * PER_BATCH * 2;
  return {
    stored: found.events,
    dossiers: found.received,
    missing: expected - found.distinct,
    doubled: found.events - found.distinct,
    wrongSums: wrong.rows[0]?.n ?? -1,
  };
}
