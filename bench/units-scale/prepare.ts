import { resolve } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { createDatabase } from '../../apps/server/src/db/database.ts';
import { migrateToLatest } from '../../apps/server/src/db/migrate.ts';
import type { Database } from '../../apps/server/src/db/schema.ts';
import { seedDemo } from '../../apps/server/src/demo/seed-demo.service.ts';
import { systemClock } from '../../apps/server/src/platform/clock.ts';
import { openDatabase } from '../../apps/server/src/platform/postgres/open-database.ts';
import { startSession } from '../../apps/server/src/platform/sessions.ts';
import type { SessionKey } from './client.ts';
import { seedRounds, seedUnits, SIZES } from './seed.ts';

type Owner = Kysely<Database>;

export interface Ids {
  readonly names: readonly string[];
  readonly provinces: readonly string[];
  readonly communes: readonly string[];
  readonly any: readonly string[];
  /** The department with the schools. */
  readonly bigNode: string;
  readonly judged: readonly string[];
}

/** A unit that stands, as a file of the register says it. */
export interface StandingUnit {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly periods: number;
}

export interface Prepared {
  readonly size: string;
  readonly sessions: readonly SessionKey[];
  readonly ids: Ids;
  readonly units: readonly StandingUnit[];
}

/** Sessions of one person: 1 200 requests a minute are let through for each. */
const SESSIONS = 40;

/** Seeds the database unless it is there, signs somebody of the standing body in, and leaves it closed. */
export async function prepare(dataDir: string, publicUrl: string): Promise<Prepared> {
  const database = await openDatabase({
    databaseUrl: undefined,
    databaseAppUrl: undefined,
    dataDir,
    publicUrl,
  });
  try {
    await migrateToLatest(database.owner);
    const owner = createDatabase({ ...database.owner, max: 1 });
    const db = createDatabase({ ...database.app, max: 2 });
    const root = resolve(import.meta.dirname, '../..');
    const isNew = await seedDemo({ db, clock: systemClock, config: { dataDir, publicUrl }, root });
    await db.destroy();
    if (isNew) await seedNation(owner);
    const prepared = {
      size: await sizes(owner),
      sessions: await signIn(owner),
      ids: await findIds(owner),
      units: await standingUnits(owner),
    };
    await owner.destroy();
    return prepared;
  } finally {
    await database.close();
  }
}

async function seedNation(owner: Owner): Promise<void> {
  await owner.transaction().execute(seedUnits);
  await owner.transaction().execute(seedRounds);
  await sql`vacuum analyze`.execute(owner);
  await sql`alter database parix set session_preload_libraries = 'auto_explain'`.execute(owner);
  await sql`alter database parix set auto_explain.log_min_duration = '200ms'`.execute(owner);
  await sql`alter database parix set auto_explain.log_analyze = on`.execute(owner);
}

async function signIn(owner: Owner): Promise<SessionKey[]> {
  const { id: accountId } = await owner
    .selectFrom('account')
    .select('id')
    .where('username', '=', 'thuongtruc')
    .executeTakeFirstOrThrow();
  const signedIn = {
    accountId,
    assurance: 'password',
    enteredBy: 'password',
    client: { userAgent: 'bench', address: '127.0.0.1' },
    pending: false,
  } as const;
  const sessions: SessionKey[] = [];
  for (let at = 0; at < SESSIONS; at += 1) {
    const { secret, csrfToken } = await startSession(owner, signedIn, systemClock.now(), {
      sessionHours: 12,
    });
    sessions.push({ cookie: `parix=${secret}`, csrfToken });
  }
  return sessions;
}

async function findIds(owner: Owner): Promise<Ids> {
  const like = async (pattern: string): Promise<string[]> => {
    const rows = await owner.selectFrom('unit').select('id').where('code', 'like', pattern).execute();
    return rows.map(({ id }) => id);
  };
  const judged = await owner.selectFrom('blockUnit').select('unitId').where('blockId', '=', 'tai').execute();
  const named = await owner.selectFrom('unit').select('name').where('code', 'like', 'TAI-C%').execute();
  return {
    names: named.map(({ name }) => name),
    provinces: await like('TAI-T__'),
    communes: await like('TAI-X%'),
    any: await like('TAI-%'),
    bigNode: (await like('TAI-S1'))[0] ?? '',
    judged: judged.map(({ unitId }) => unitId),
  };
}

async function standingUnits(owner: Owner): Promise<StandingUnit[]> {
  const { rows } = await sql<StandingUnit>`
    select u.code, u.name, u.kind, parent.code as parent, count(p.unit_id)::int as periods
    from unit u join unit_period p on p.unit_id = u.id left join unit parent on parent.id = u.parent_id
    where u.valid_to is null and u.code like 'TAI-%'
    group by u.id, parent.code order by u.code collate "C"`.execute(owner);
  return rows;
}

async function sizes(owner: Owner): Promise<string> {
  const { rows } = await sql<{
    standing: number;
    ended: number;
    entries: number;
    appraisals: number;
    bytes: string;
  }>`
    select (select count(*)::int from unit where valid_to is null) as standing,
           (select count(*)::int from unit where valid_to is not null) as ended,
           (select count(*)::int from item_entry) as entries,
           (select count(*)::int from item_appraisal) as appraisals,
           pg_size_pretty(pg_database_size(current_database())) as bytes`.execute(owner);
  const [row] = rows;
  const expected = Object.values(SIZES).reduce((sum, count) => sum + count, 0);
  if (!row || row.standing + row.ended < expected) throw new Error('fewer units than were to be made');
  return `${row.standing} units stand, ${row.ended} ended; ${row.entries} entries, ${row.appraisals} decisions; ${row.bytes}`;
}
