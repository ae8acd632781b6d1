/** The demo province grown to the size of a real one: units with the figures of the thirty, every entry in three versions. */
import { resolve } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { createDatabase } from '../../apps/server/src/db/database.ts';
import { migrateToLatest } from '../../apps/server/src/db/migrate.ts';
import type { Database } from '../../apps/server/src/db/schema.ts';
import { seedDemo } from '../../apps/server/src/demo/seed-demo.service.ts';
import type { Db } from '../../apps/server/src/platform/context.ts';
import { systemClock } from '../../apps/server/src/platform/clock.ts';
import { openDatabase } from '../../apps/server/src/platform/postgres/open-database.ts';

/** The round that is grown, and the one of the year before, published on the same set. */
export const ROUND = 'demo-2021';
const YEAR_BEFORE = 'demo-2020';
/** Units of one province after July 2025: communes, departments and bodies. */
export const UNITS = 168;

export interface Province {
  readonly owner: Kysely<Database>;
  readonly db: Db;
  readonly close: () => Promise<void>;
}

export async function openProvince(dataDir: string, publicUrl: string): Promise<Province> {
  const settings = { databaseUrl: undefined, databaseAppUrl: undefined, dataDir, publicUrl };
  const database = await openDatabase(settings);
  await migrateToLatest(database.owner);
  const owner = createDatabase({ ...database.owner, max: 1 });
  const db = createDatabase({ ...database.app, max: 2 });
  const root = resolve(import.meta.dirname, '../..');
  await seedDemo({ db, clock: systemClock, config: { dataDir, publicUrl }, root });
  await copyUnits(owner);
  const close = async (): Promise<void> => {
    await db.destroy();
    await owner.destroy();
    await database.close();
  };
  return { owner, db, close };
}

async function copyUnits(to: Kysely<Database>): Promise<void> {
  await sql`
    create temporary table twin as
      select gen_random_uuid() as id, ru.unit_id as of, n from generate_series(31, ${sql.lit(UNITS)}) n
      join (select unit_id, row_number() over (order by unit_id) as at from round_unit where round_id = ${ROUND}) ru
        on ru.at = 1 + n % 30`.execute(to);
  await sql`insert into unit (id, code, name, kind, valid_from)
    select t.id, 'them-' || n, 'Đơn vị thêm ' || n, u.kind, '2000-01-01' from twin t join unit u on u.id = t.of`.execute(
    to,
  );
  for (const round of [ROUND, YEAR_BEFORE]) await copyRound(to, round);
  await sql`insert into item_entry (unit_id, round_id, item_id, version, figures, evidence, origin, recorded_at)
    select unit_id, round_id, item_id, version + older, figures, evidence, origin, recorded_at
    from item_entry, generate_series(1, 2) older where round_id = ${ROUND}`.execute(to);
  await sql`update item_appraisal set entry_version = entry_version + 2 where round_id = ${ROUND}`.execute(
    to,
  );
  await sql`analyze`.execute(to);
}

async function copyRound(to: Kysely<Database>, round: string): Promise<void> {
  await sql`insert into round_unit (round_id, unit_id, unit_name, unit_kind)
    select ${round}, t.id, 'Đơn vị thêm ' || n, ru.unit_kind from twin t
    join round_unit ru on ru.unit_id = t.of and ru.round_id = ${round}`.execute(to);
  await sql`insert into item_entry (unit_id, round_id, item_id, version, figures, not_applicable_reason, older_points, explanation, evidence, origin, recorded_at)
    select t.id, e.round_id, e.item_id, e.version, e.figures, e.not_applicable_reason, e.older_points, e.explanation, e.evidence, e.origin, e.recorded_at
    from twin t join item_entry e on e.unit_id = t.of and e.round_id = ${round}`.execute(to);
  await sql`insert into item_appraisal (unit_id, round_id, item_id, version, decision, points, reason, recorded_at, entry_version)
    select t.id, a.round_id, a.item_id, a.version, a.decision, a.points, a.reason, a.recorded_at, a.entry_version
    from twin t join item_appraisal a on a.unit_id = t.of and a.round_id = ${round}`.execute(to);
}
