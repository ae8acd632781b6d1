import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DossierSource, DossierStatistics, DossierStory, TakenEvents } from '@parix/api-contract';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { archiveDossiersToFolder, restoreArchivedDossiers } from '../../archive-dossiers.ts';
import { type ConnectionConfig, createDatabase } from '../../db/database.ts';
import type { Database } from '../../db/schema.ts';
import { newId } from '../../platform/ids.ts';
import { runJob } from '../../testing/job-runs.ts';
import { ok, openRoad, type Road } from '../../testing/road.ts';
import { NOTHING_SAID } from '../../testing/said-of-dossier.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { correctedDossiers } from '../dossiers/corrected-dossiers.read-model.ts';
import { computeRecords, type FileRecord, type RecordHead } from '../dossiers/compute-records.read-model.ts';
import { openTaking } from '../dossiers/take-records.read-model.ts';
import { archiveDossiers, previewArchive } from './archive.service.ts';
import { readParquetFile } from './parquet-file.ts';
import { restoreDossiers } from './restore.service.ts';

let test: TestApp;
let road: Road;
let out: string;
const sources: (DossierSource & { token: string })[] = [];

beforeAll(async () => {
  test = await createTestApp();
  test.clock.set('2022-03-01T01:00:00Z');
  road = await openRoad(test);
  out = await mkdtemp(join(tmpdir(), 'parix-archive-'));
  for (const code of ['mot-cua-a', 'mot-cua-b'])
    sources.push(await ok(road.standingBody.send('POST', '/dossier-sources', { code, name: `Hệ ${code}` })));
  await sendAll();
});
afterAll(async () => {
  await test.close();
  await rm(out, { recursive: true, force: true });
});
/** Each test leaves everything in the database again. */
beforeEach(async () => {
  expect(await archivedCount()).toBe(0);
});

const send = (source: number, events: readonly object[]) =>
  ok<TakenEvents>(
    test.app.inject({
      method: 'POST',
      url: '/api/v1/dossier-events',
      headers: { authorization: `Bearer ${sources[source]?.token}` },
      payload: { events },
    }),
  );

const UNITS = ['so-a', 'so-b', 'xa-dak'] as const;
/** Dossiers of all units and both sources: ended in October or November 2021, in January 2022, or open. */
async function sendAll(): Promise<void> {
  for (const source of [0, 1])
    await send(
      source,
      Array.from({ length: 48 }, (_, n) => {
        const head = { unit: UNITS[n % 3], dossier: `HS-${n}`, procedure: n % 2 === 0 ? '1.001' : null };
        const day = String(1 + (n % 20)).padStart(2, '0');
        const month = ['2021-10', '2021-11', '2022-01'][n % 4] ?? '2021-11';
        const at = (hour: number) => `${month}-${day}T0${hour}:00:00Z`;
        const due = `${month}-${day}T09:30:00Z`;
        const list: object[] = [{ ...head, id: 'a', kind: 'accepted', at: at(1), channel: 'online', due }];
        if (n % 5 === 0) list.push({ ...head, id: 'b', revision: 1, kind: 'paid', at: at(2), online: true });
        if (n % 7 === 0) list.push({ ...head, id: 'c', voided: true, kind: 'stopped', at: at(2) });
        if (n % 4 !== 3) list.push({ ...head, id: 'd', kind: 'finished', at: at(3 + (n % 5)) });
        return list;
      }).flat(),
    );
  // Just before and just after midnight of the first of December in Vietnam.
  for (const [code, end] of [
    ['cuoi-thang', '2021-11-30T16:59:59.999Z'],
    ['dau-thang', '2021-11-30T17:00:00Z'],
  ])
    await send(0, [
      {
        unit: 'so-a',
        dossier: code,
        id: 'a',
        kind: 'accepted',
        at: '2021-11-29T02:00:00Z',
        due: '2021-12-06T02:00:00Z',
      },
      { unit: 'so-a', dossier: code, id: 'd', kind: 'finished', at: end },
    ]);
}

const TABLES = {
  events: sql`select json_agg(to_jsonb(e) order by unit_id, source_id, dossier_code, event_id, revision) as all
    from dossier_event e`,
  dossiers: sql`select json_agg(to_jsonb(d) - 'changed_at' - 'archive_id' order by unit_id, source_id, code) as all
    from dossier d`,
  days: sql`select json_agg(to_jsonb(d) order by unit_id, day) as all from dossier_day d where 0 <> any(counts)`,
  halves: sql`select json_agg(to_jsonb(d) order by unit_id, half) as all from dossier_half d where 0 <> any(counts)`,
  procedures: sql`select json_agg(to_jsonb(d) order by unit_id, procedure_code, half) as all
    from dossier_procedure_half d where 0 <> any(counts)`,
  hours: sql`select json_agg(to_jsonb(d) order by unit_id, day, hours) as all from dossier_hours d where dossiers <> 0`,
};
async function stored(): Promise<Record<keyof typeof TABLES, string>> {
  const read = Object.entries(TABLES).map(async ([name, query]) => {
    const { rows } = await query.execute(test.owner);
    return [name, JSON.stringify(rows)];
  });
  return Object.fromEntries(await Promise.all(read)) as Record<keyof typeof TABLES, string>;
}
async function takeRecords(sourceId: string, head: RecordHead, records: readonly FileRecord[]) {
  const received = { now: test.clock.now(), requestId: null };
  return test.db.transaction().execute(async (db) => {
    const taking = await openTaking(db, sourceId, head, received);
    const taken = await taking.take(await computeRecords(head, records, taking.basis));
    await taking.finish();
    return taken;
  });
}

async function countOf(query: ReturnType<typeof sql<{ n: number }>>): Promise<number> {
  return (await query.execute(test.owner)).rows[0]?.n ?? -1;
}
const archivedCount = () =>
  countOf(sql<{ n: number }>`select count(*)::int as n from dossier where archive_id is not null`);
const eventCount = () => countOf(sql<{ n: number }>`select count(*)::int as n from dossier_event`);

async function archive(before: string, folder = out, db: Kysely<Database> = test.owner) {
  const made: { name: string; dossiers: number; events: number; location: string }[] = [];
  const onArchive = (one: (typeof made)[number]) => void made.push(one);
  await archiveDossiers(db, { before, folder, now: test.clock.now(), onArchive });
  return made;
}
const restore = (folder: string, ...codes: readonly string[]) =>
  restoreDossiers(test.owner, { folder, codes, now: test.clock.now() });
const storyOf = (source: number, code: string) =>
  road.viewer.get(`/units/${road.ids['so-a']}/dossier-sources/${sources[source]?.id}/dossiers/${code}`);
const figures = () =>
  ok<DossierStatistics>(road.viewer.get('/dossier-figures?from=2021-01-01&to=2022-02-28'));

describe('archiving dossiers', () => {
  it('moves events of ended dossiers to files month by month; every sum, fact and figure stays', async () => {
    const before = await stored();
    const shown = { ...(await figures()), computedAt: '' };
    const months = await previewArchive(test.owner, '2021-12', test.clock.now());
    expect(months).toEqual([
      { month: '2021-10', dossiers: 24 },
      { month: '2021-11', dossiers: 25 },
    ]);
    expect(await stored()).toEqual(before);
    const made = await archive('2021-12');
    expect(made.map(({ name, dossiers }) => [name, dossiers])).toEqual([
      ['2021-10', 24],
      ['2021-11', 25],
    ]);
    const after = await stored();
    expect({ ...after, events: '' }).toEqual({ ...before, events: '' });
    const gone = made.reduce((sum, { events }) => sum + events, 0);
    expect((await eventCount()) + gone).toBe(
      (JSON.parse(before.events) as [{ all: unknown[] }])[0].all.length,
    );
    expect({ ...(await figures()), computedAt: '' }).toEqual(shown);
    expect(await archive('2021-12')).toEqual([]);
    await restore(join(out, '2021-10'));
    await restore(join(out, '2021-11'));
    expect(await stored()).toEqual(before);
  });

  it('writes files that say what they are, and keeps the hash of their manifest', async () => {
    const [first, second] = await archive('2021-12');
    if (!first || !second) throw new Error('nothing was archived');
    expect(second.location).toBe(join(out, '2021-11-2'));
    expect((await readdir(second.location)).sort()).toEqual([
      'dossiers.parquet',
      'events.parquet',
      'manifest.json',
    ]);
    const text = await readFile(join(second.location, 'manifest.json'), 'utf8');
    const manifest = JSON.parse(text) as {
      files: { name: string; sha256: string; rows: number; columns: { name: string; type: string }[] }[];
    };
    expect(manifest).toMatchObject({ format: 'parix.dossier-archive/1', month: '2021-11', dossiers: 25 });
    for (const file of manifest.files) {
      const bytes = await readFile(join(second.location, file.name));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    }
    const [row] = await test.owner
      .selectFrom('dossierArchive')
      .selectAll()
      .where('name', '=', '2021-11-2')
      .execute();
    expect(row?.manifestSha256).toBe(createHash('sha256').update(text).digest('hex'));
    const rows = [];
    for await (const some of readParquetFile(join(second.location, 'dossiers.parquet'))) rows.push(...some);
    const last = rows.find((each) => each['dossier_code'] === 'cuoi-thang');
    expect(last).toMatchObject({
      unit_code: 'so-a',
      source_code: 'mot-cua-a',
      state: 'finished',
      procedure_code: null,
      received_at: new Date('2021-11-29T02:00:00Z'),
      ended_at: new Date('2021-11-30T16:59:59.999Z'),
    });
    expect(last?.['counts']).toContainEqual(['2021-11-29', 'received', 1]);
    expect(rows.some((each) => each['dossier_code'] === 'dau-thang')).toBe(false);
    const audit = await test.owner
      .selectFrom('auditEvent')
      .select('detail')
      .where('action', '=', 'dossiers.archived')
      .orderBy('id', 'desc')
      .limit(1)
      .execute();
    expect(audit).toMatchObject([{ detail: { name: '2021-11-2', dossiers: 25, location: second.location } }]);
    await restore(first.location);
    await restore(second.location);
  });

  it('says on the page of a dossier that it is archived, instead of an empty story', async () => {
    const whole = await ok<DossierStory>(storyOf(0, 'HS-0'));
    expect(whole.archive).toBe(null);
    const made = await archive('2021-11');
    const story = await ok<DossierStory>(storyOf(0, 'HS-0'));
    expect(story).toMatchObject({
      state: whole.state,
      receivedAt: whole.receivedAt,
      endedAt: whole.endedAt,
      archive: { name: made[0]?.name, at: test.clock.now().toISOString() },
      events: [],
      pausedMinutes: null,
    });
    await restore(made[0]?.location ?? '');
    expect(await ok<DossierStory>(storyOf(0, 'HS-0'))).toEqual(whole);
  });

  it('leaves dossiers of the built-in counter where they are', async () => {
    const builtIn = await test.owner
      .selectFrom('dossierSource')
      .select('id')
      .where('builtIn', '=', true)
      .executeTakeFirstOrThrow();
    const head = { eventId: 'x', revision: 0, at: Date.parse('2021-10-05T02:00:00Z') };
    const record = { unitId: road.ids['so-a'], dossierCode: 'TAI-QUAY', procedureCode: null };
    const said = { ...NOTHING_SAID, received: head.at, finished: head.at, state: 'returned' };
    await takeRecords(builtIn.id, head, [{ ...record, said }]);
    const [made] = await archive('2021-11');
    expect(made?.dossiers).toBe(24);
    await restore(made?.location ?? '');
  });
});

describe('an archived dossier', () => {
  const late = (dossier: string, more: object = {}) => ({
    ...{ unit: 'so-a', dossier, id: 'd', revision: 1, kind: 'finished', at: '2021-10-25T02:00:00Z' },
    ...more,
  });

  it('takes no event: each is answered by itself, nothing moves; restored alone it takes it and counts', async () => {
    const [made] = await archive('2021-11');
    const before = await stored();
    const answer = await send(0, [late('HS-0'), late('HS-3', { unit: 'so-a', id: 'x' }), late('HS-12')]);
    expect(answer.taken).toBe(1);
    expect(answer.rejected).toMatchObject([
      { place: '/events/0/dossier', code: 'dossier-archived', value: 'HS-0' },
      { place: '/events/2/dossier', code: 'dossier-archived', value: 'HS-12' },
    ]);
    await send(0, [late('HS-3', { id: 'x', revision: 2, voided: true })]);
    const { dossiers } = await restore(made?.location ?? '', 'HS-0');
    // Both sources have a dossier of this code.
    expect(dossiers).toBe(2);
    expect(await archivedCount()).toBe(22);
    expect({ ...(await stored()), events: '' }).toEqual({ ...before, events: '' });
    expect(await send(0, [late('HS-0'), late('HS-12')])).toMatchObject({
      taken: 1,
      rejected: [{ value: 'HS-12' }],
    });
    expect((await stored()).days).not.toEqual(before.days);
    await send(0, [late('HS-0', { revision: 2, at: '2021-10-01T03:00:00Z' })]);
    expect(await stored()).toMatchObject({ days: before.days, halves: before.halves, hours: before.hours });
    await restore(made?.location ?? '');
  });

  it('of another source or unit with the same code is another dossier', async () => {
    const [made] = await archive('2021-11');
    const other = { unit: 'so-b', dossier: 'HS-0', id: 'a', kind: 'accepted', at: '2022-02-01T02:00:00Z' };
    expect(await send(0, [other])).toEqual({ taken: 1, repeated: 0, rejected: [] });
    expect((await send(0, [{ ...other, revision: 1, voided: true }])).taken).toBe(1);
    await restore(made?.location ?? '');
  });

  it('in a file: the same again is a repetition, something else is named', async () => {
    const source = sources[1]?.id ?? '';
    const head = { eventId: 'tep', revision: 7, at: Date.parse('2021-12-31T02:00:00Z') };
    const record = (code: string, finished: string) => ({
      unitId: road.ids['so-b'],
      dossierCode: code,
      procedureCode: null,
      said: {
        ...NOTHING_SAID,
        received: Date.parse('2021-10-04T02:00:00Z'),
        finished: Date.parse(finished),
        state: 'returned',
      },
    });
    const take = (revision: number, ...records: readonly ReturnType<typeof record>[]) =>
      takeRecords(source, { ...head, revision }, records);
    const same = record('TEP-1', '2021-10-06T02:00:00Z');
    expect(await take(7, same)).toMatchObject({ taken: 1, archived: [] });
    const [made] = await archive('2021-11');
    const before = await stored();
    const other = record('TEP-1', '2021-10-07T02:00:00Z');
    expect(await take(8, record('TEP-2', '2021-10-07T02:00:00Z'), same)).toMatchObject({
      taken: 1,
      repeated: 1,
      archived: [],
    });
    expect(await take(9, other, other)).toEqual({ taken: 0, repeated: 1, differing: [], archived: [0] });
    expect((await stored()).events).not.toEqual(before.events);
    await restore(made?.location ?? '');
  });

  it('is passed over by a recount, which says so, and by the search for corrections', async () => {
    const [made] = await archive('2021-11');
    const before = await stored();
    const id = newId();
    const days = { firstDay: '2021-10-01', lastDay: '2021-10-31' };
    const at = { orderedAt: test.clock.now(), changedAt: test.clock.now() };
    await test.owner
      .insertInto('dossierRecount')
      .values({ id, cause: 'calendar', ...days, ...at })
      .execute();
    await expect(archive('2021-11')).rejects.toThrow('ARCHIVE_RECOUNTING');
    await runJob(test, 'dossiers.recount', { recountId: id });
    const run = await test.owner
      .selectFrom('dossierRecount')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(run.archived).toBe(made?.dossiers);
    expect(run.dossiers).toBeGreaterThan(0);
    expect(await stored()).toEqual(before);
    const since = new Date('2021-11-01T00:00:00Z');
    const found = await correctedDossiers(test.db, [road.ids['so-a']], since, 18_993);
    expect(found.more).toBe(true);
    expect(found.dossiers.some(({ code }) => code === 'HS-0')).toBe(false);
    await restore(made?.location ?? '');
    expect((await correctedDossiers(test.db, [road.ids['so-a']], since, 18_993)).more).toBe(false);
  });
});

describe('cut off at any moment', () => {
  /** As the owner, on a connection of its own that is lost after so many statements. */
  function ownerLostAfter(statements: number): Kysely<Database> {
    const connection: ConnectionConfig = { ...test.ownerConnection, max: 2 };
    let left = statements;
    return createDatabase(connection).withPlugin({
      transformQuery: ({ node }) => {
        left -= 1;
        if (left < 0) throw new Error('killed');
        return node;
      },
      transformResult: async ({ result }) => result,
    });
  }
  async function killedAfter(
    statements: number,
    use: (db: Kysely<Database>) => Promise<unknown>,
  ): Promise<boolean> {
    const db = ownerLostAfter(statements);
    try {
      await use(db);
      return false;
    } catch (error) {
      expect(String(error)).toContain('killed');
      return true;
    } finally {
      await db.destroy();
      await untilForgotten();
    }
  }
  /** The server ends what a lost connection held a moment after it is lost. */
  const untilForgotten = () =>
    vi.waitFor(
      async () => {
        const { rows } = await sql`
          select 1 from pg_locks where locktype = 'advisory'
            and database = (select oid from pg_database where datname = current_database())`.execute(
          test.owner,
        );
        expect(rows).toEqual([]);
      },
      { timeout: 10_000, interval: 10 },
    );

  it('after each statement nothing is lost, and repeating ends it; restoring as well', async () => {
    const folder = join(out, 'cut');
    const before = await stored();
    const all = await eventCount();
    let cuts = 0;
    while (await killedAfter(cuts, (db) => archive('2021-12', folder, db))) {
      cuts += 1;
      expect({ ...(await stored()), events: '' }).toEqual({ ...before, events: '' });
      const { n: unsafe } = await test.owner
        .selectFrom('dossier as d')
        .leftJoin('dossierArchive as a', (join) =>
          join.onRef('a.id', '=', 'd.archiveId').on('a.writtenAt', 'is not', null),
        )
        .leftJoin('dossierEvent as e', (join) =>
          join
            .onRef('e.unitId', '=', 'd.unitId')
            .onRef('e.sourceId', '=', 'd.sourceId')
            .onRef('e.dossierCode', '=', 'd.code'),
        )
        .where('a.id', 'is', null)
        .where('e.unitId', 'is', null)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      expect(unsafe).toBe(0);
    }
    expect(cuts).toBeGreaterThan(15);
    expect(await eventCount()).toBeLessThan(all);
    const unfinished = await test.owner
      .selectFrom('dossierArchive')
      .where('removedAt', 'is', null)
      .selectAll()
      .execute();
    expect(unfinished).toEqual([]);
    for (const name of await readdir(folder)) {
      let restoreCuts = 0;
      while (
        await killedAfter(restoreCuts, (db) =>
          restoreDossiers(db, { folder: join(folder, name), codes: [], now: test.clock.now() }).catch(
            ignoreRestored,
          ),
        )
      )
        restoreCuts += 1;
    }
    expect(await stored()).toEqual(before);
  }, 120_000);

  /** A last batch that was stored before the cut leaves nothing to restore. */
  const ignoreRestored = (error: unknown): void => {
    if (!String(error).includes('ARCHIVE_INCOMPLETE')) throw error;
  };

  it('a folder that cannot be written gives the dossiers back', async () => {
    const before = await stored();
    const file = join(out, 'a-file');
    await writeFile(file, '');
    await expect(archive('2021-11', file)).rejects.toThrow('ARCHIVE_NOT_WRITTEN');
    expect(await archivedCount()).toBe(0);
    const foreign = join(out, 'foreign');
    const names = await test.owner
      .selectFrom('dossierArchive')
      .select('name')
      .where('month', '=', '2021-10-01')
      .execute();
    await mkdir(join(foreign, `2021-10-${names.length + 1}`), { recursive: true });
    await expect(archive('2021-11', foreign)).rejects.toThrow('ARCHIVE_FOLDER_USED');
    expect(await archivedCount()).toBe(0);
    expect(await stored()).toEqual(before);
    expect(
      (await send(0, [{ unit: 'so-a', dossier: 'HS-0', id: 'z', kind: 'paid', at: '2021-10-01T02:00:00Z' }]))
        .taken,
    ).toBe(1);
    await send(0, [
      {
        unit: 'so-a',
        dossier: 'HS-0',
        id: 'z',
        revision: 1,
        voided: true,
        kind: 'paid',
        at: '2021-10-01T02:00:00Z',
      },
    ]);
  });

  it('a damaged or unknown folder is not restored from, and nothing changes', async () => {
    const [made] = await archive('2021-11');
    const folder = made?.location ?? '';
    const before = await stored();
    const path = join(folder, 'events.parquet');
    const bytes = await readFile(path);
    const damaged = Buffer.from(bytes);
    damaged[100] = (damaged[100] ?? 0) ^ 1;
    await writeFile(path, damaged);
    await expect(restore(folder)).rejects.toThrow('ARCHIVE_DAMAGED');
    await writeFile(path, bytes);
    const manifest = await readFile(join(folder, 'manifest.json'), 'utf8');
    await writeFile(join(folder, 'manifest.json'), manifest.replace('"so-a"', '"so-x"'));
    await expect(restore(folder)).rejects.toThrow('ARCHIVE_DAMAGED');
    await writeFile(join(folder, 'manifest.json'), manifest.replace(/"id": "[^"]+"/, `"id": "${newId()}"`));
    await expect(restore(folder)).rejects.toThrow('ARCHIVE_UNKNOWN');
    await expect(restore(out)).rejects.toThrow('ARCHIVE_MISSING');
    await writeFile(join(folder, 'manifest.json'), manifest);
    await expect(restore(folder, 'khong-co')).rejects.toThrow('ARCHIVE_INCOMPLETE');
    expect(await stored()).toEqual(before);
    await restore(folder);
  });

  it('one command at a time', async () => {
    const [first, second] = await Promise.allSettled([
      archive('2021-12', join(out, 'one')),
      (async () => {
        const db = createDatabase({ ...test.ownerConnection, max: 2 });
        try {
          return await archive('2021-12', join(out, 'two'), db);
        } finally {
          await db.destroy();
        }
      })(),
    ]);
    const made = [first, second].flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
    // Whoever comes second is refused, or finds nothing left.
    expect(made.map(({ dossiers }) => dossiers > 0)).toEqual([true, true]);
    for (const { location } of made) await restore(location);
  });
});

describe('the commands', () => {
  it('archive and restore beside a running server, in words', async () => {
    const urlOf = ({ user, password, host, port, database }: ConnectionConfig): string =>
      `postgres://${user}:${String(password)}@${encodeURIComponent(String(host))}:${port}/${database}`;
    const env = {
      DATABASE_URL: urlOf(test.ownerConnection),
      DATABASE_APP_URL: urlOf(test.connection),
      PARIX_DATA: test.dataDir,
      PUBLIC_URL: 'http://parix.test',
    };
    const lines: string[] = [];
    const say = (line: string) => void lines.push(line);
    const folder = join(out, 'commands');
    await archiveDossiersToFolder({ before: '2021-11', out: '', preview: true, say, env });
    expect(lines.splice(0)).toEqual([expect.stringMatching(/^2021-10: \d+ hồ sơ$/)]);
    await archiveDossiersToFolder({ before: '2021-11', out: folder, preview: false, say, env });
    const [name = ''] = await readdir(folder);
    expect(lines.splice(0)).toEqual([expect.stringContaining(join(folder, name))]);
    expect(await archivedCount()).toBeGreaterThan(0);
    expect(
      await restoreArchivedDossiers({ folder: join(folder, name), codes: [], env, locale: 'en' }),
    ).toMatch(/restored/);
    for (const before of ['2021-13', '2021', '2099-01'])
      await expect(archiveDossiersToFolder({ before, out: folder, preview: true, say, env })).rejects.toThrow(
        'ARCHIVE_MONTH',
      );
  });
});
