import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { sql } from 'kysely';
import { parse } from 'yaml';
import type { Clock } from '../platform/clock.ts';
import type { Context, Db, UseCaseConfig } from '../platform/context.ts';
import { hashPassword } from '../platform/passwords.ts';
import { authorise } from '../platform/permissions.ts';
import type { Person } from '../platform/person.ts';
import type { Upload } from '../platform/uploads.ts';
import { hasNoAccounts } from '../features/access/access.read-model.ts';
import { createFirstAdministrator } from '../features/access/first-administrator.service.ts';
import { amendSet } from '../features/criteria-sets/amend-set.service.ts';
import { uploadSet } from '../features/criteria-sets/store-set.service.ts';
import { importProcedures } from '../features/procedures/import-procedures.service.ts';
import { importUnits } from '../features/units/import-units.service.ts';
import { createBlock } from '../features/units/units.service.ts';
import { unitsOfBlockInYear } from '../features/units/units.read-model.ts';
import { createDemoAccounts, DEMO_ACCOUNTS, DEMO_PASSWORD, demoPerson } from './demo-accounts.ts';
import { demoManifest, type DemoManifest } from './manifest.ts';
import { seedDossiers } from './seed-dossiers.ts';
import { seedRound } from './seed-round.ts';

export interface SeedInput {
  readonly db: Db;
  readonly clock: Clock;
  readonly config: UseCaseConfig;
  /** Folder that the manifest's paths start from. */
  readonly root: string;
}

/** What seeding needs beside the database: who acts, and the files. */
export interface Seeding {
  readonly as: (username: string) => Promise<Context>;
  readonly file: (path: string) => Promise<Upload>;
}

/**
 * Loads the demo province into an empty installation, through the same services as people use: all of it or
 * nothing. False when the installation is not empty.
 */
export async function seedDemo(input: SeedInput): Promise<boolean> {
  return input.db.transaction().execute(async (db) => {
    await sql`select pg_advisory_xact_lock(hashtext('parix.demo'))`.execute(db);
    if (!(await hasNoAccounts(db))) return false;
    const manifest = demoManifest.parse(parse(await readFile(resolve(input.root, 'demo/demo.yaml'), 'utf8')));
    const seeding = openSeeding(input, db);
    await seedAccounts(input, db, seeding);
    await seedRegister(db, seeding, manifest);
    for (const round of manifest.rounds) await seedRound(seeding, round);
    await seedDossiers(
      await seeding.as('thuongtruc'),
      (await unitsOfDemo(db, manifest)).map(({ code }) => code),
    );
    return true;
  });
}

function openSeeding({ clock, config, root }: SeedInput, db: Db): Seeding {
  const contextOf = (person: Person): Context => ({
    db,
    now: clock.now(),
    locale: 'vi',
    requestId: null,
    config,
    person,
    permit: (action, relation) => authorise(person, action, relation),
  });
  return {
    as: async (username) => contextOf(await demoPerson(db, username, clock.now())),
    file: async (path) => {
      const bytes = await readFile(resolve(root, path));
      return { name: basename(path), bytes, hash: createHash('sha256').update(bytes).digest('hex') };
    },
  };
}

/** The first administrator makes the other accounts, and is then given the documented password. */
async function seedAccounts(input: SeedInput, db: Db, seeding: Seeding): Promise<void> {
  await createFirstAdministrator({ ...input, db, now: input.clock.now(), locale: 'vi', requestId: null });
  await setDemoPassword(db);
  await createDemoAccounts(await seeding.as('quantri'), 'beside-units');
}

async function setDemoPassword(db: Db): Promise<void> {
  const displayName = DEMO_ACCOUNTS[0]?.displayName ?? '';
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await db
    .updateTable('account')
    .set({ displayName, passwordHash })
    .where('username', '=', 'quantri')
    .execute();
}

async function seedRegister(db: Db, seeding: Seeding, manifest: DemoManifest): Promise<void> {
  const standingBody = await seeding.as('thuongtruc');
  for (const { set, amendments } of manifest.sets) {
    const stored = await uploadSet(standingBody, await seeding.file(set), { dryRun: false });
    let versionId = stored.stored?.id ?? '';
    for (const amendment of amendments) {
      const amended = await amendSet(standingBody, versionId, await seeding.file(amendment), {
        dryRun: false,
      });
      versionId = amended.stored?.id ?? versionId;
    }
  }
  for (const block of manifest.blocks) await createBlock(standingBody, block);
  await importUnits(standingBody, await seeding.file(manifest.units), { dryRun: false });
  await importProcedures(standingBody, await seeding.file(manifest.procedures), { dryRun: false });
  const units = await unitsOfDemo(db, manifest);
  await createDemoAccounts(
    await seeding.as('quantri'),
    'in-units',
    units.map((unit) => unit.id),
  );
}

/** Units of the first block in the year of the last round. */
async function unitsOfDemo(db: Db, { blocks, rounds }: DemoManifest) {
  const [first] = blocks;
  return first ? unitsOfBlockInYear(db, first.id, rounds.at(-1)?.indexYear ?? 0) : [];
}
