import { type Kysely, sql } from 'kysely';

/** A unit's finding may be that of a unit which went into it, found again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table inspection_finding_version drop constraint inspection_finding_version_unit_id_repeats_finding_id_fkey;
    comment on column inspection_finding_version.repeats_finding_id is 'Finding of an earlier visit that is found again, of the unit or of one that went into it, and therefore no foreign key; null: new'
  `.execute(db);
}
