import { resolve } from 'node:path';
import { sql } from 'kysely';
import { createDatabase } from '../../apps/server/src/db/database.ts';
import { migrateToLatest } from '../../apps/server/src/db/migrate.ts';
import { seedDemo } from '../../apps/server/src/demo/seed-demo.service.ts';
import { systemClock } from '../../apps/server/src/platform/clock.ts';
import { newId } from '../../apps/server/src/platform/ids.ts';
import { startSession } from '../../apps/server/src/platform/sessions.ts';
import { openDatabase } from '../../apps/server/src/platform/postgres/open-database.ts';

export interface OwnItem {
  readonly id: string;
  /** Figures as declared, sent again with every save. */
  readonly figures: object;
}

/** Somebody who is signed in and fills items of one unit's card. */
export interface Contributor {
  readonly cookie: string;
  readonly csrfToken: string;
  readonly unitId: string;
  readonly items: readonly OwnItem[];
}

export const ROUND = 'gio-chot';
const PEOPLE_PER_UNIT = 6;
const SIGNED_IN = {
  assurance: 'password',
  enteredBy: 'password',
  client: { userAgent: 'bench', address: '127.0.0.1' },
  pending: false,
} as const;

/**
 * A province in the deadline hour: units with a full card each (the demo's declared figures over and over, so that a
 * save works on a card of the real size), and people with items given to them, signed in.
 */
export async function seed(dataDir: string, publicUrl: string, people: number): Promise<Contributor[]> {
  const settings = { databaseUrl: undefined, databaseAppUrl: undefined, dataDir, publicUrl };
  const database = await openDatabase(settings);
  await migrateToLatest(database.owner);
  const owner = createDatabase({ ...database.owner, max: 2 });
  const app = createDatabase({ ...database.app, max: 2 });
  const root = resolve(import.meta.dirname, '../..');
  await seedDemo({ db: app, clock: systemClock, config: { dataDir, publicUrl }, root });
  const units = Math.ceil(people / PEOPLE_PER_UNIT);
  await sql`
    insert into unit (id, code, name, kind, valid_from)
      select gen_random_uuid(), 'TAI-' || n, 'Đơn vị thử tải ' || n, 'department', '2015-01-01'
      from generate_series(1, ${units}::int) n;`.execute(owner);
  await sql`
    insert into round (id, title, index_year, set_version_id, block_id, state)
      select ${ROUND}, 'Giờ chót (thử tải)', index_year, set_version_id, block_id, 'self-scoring'
      from round where id = 'demo-2022'`.execute(owner);
  await sql`
    insert into round_unit (round_id, unit_id, unit_name, unit_kind)
      select ${ROUND}, id, name, kind from unit where code like 'TAI-%'`.execute(owner);
  await sql`
    insert into item_entry (unit_id, round_id, item_id, version, figures, evidence, origin, recorded_at)
      select u.id, ${ROUND}, e.item_id, 1, e.figures, '[]', 'imported', now()
      from item_entry e join unit d on d.id = e.unit_id and d.code = 'MAU-S01'
      cross join unit u where u.code like 'TAI-%' and e.round_id = 'demo-2022' and e.version = 1`.execute(
    owner,
  );
  const rows = await sql<{ unitId: string; items: OwnItem[] }>`
    select unit_id as "unitId", json_agg(json_build_object('id', item_id, 'figures', figures) order by item_id) as items from item_entry
    where round_id = ${ROUND} group by unit_id order by unit_id`.execute(owner);
  const contributors: Contributor[] = [];
  const now = new Date();
  for (const { unitId, items } of rows.rows) {
    for (let person = 0; person < PEOPLE_PER_UNIT && contributors.length < people; person += 1) {
      const accountId = newId();
      const own = items.filter((_, index) => index % PEOPLE_PER_UNIT === person);
      const username = `tai-${contributors.length}`;
      await owner
        .insertInto('account')
        .values({
          id: accountId,
          username,
          displayName: `Người thử ${username}`,
          passwordHash: 'none',
          unitId,
        })
        .execute();
      await owner
        .insertInto('roleGrant')
        .values({ accountId, id: newId(), role: 'contributor', startsAt: now, grantedAt: now })
        .execute();
      await owner
        .insertInto('itemAssignment')
        .values(
          own.map(({ id: itemId }) => ({
            unitId,
            roundId: ROUND,
            id: newId(),
            itemId,
            accountId,
            startsAt: now,
          })),
        )
        .execute();
      const { secret, csrfToken } = await startSession(owner, { accountId, ...SIGNED_IN }, now, {
        sessionHours: 12,
      });
      contributors.push({ cookie: `parix=${secret}`, csrfToken, unitId, items: own });
    }
  }
  await sql`vacuum analyze`.execute(owner);
  await owner.destroy();
  await app.destroy();
  await database.close();
  return contributors;
}
