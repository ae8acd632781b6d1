import { type Kysely, sql } from 'kysely';

/** Dossiers of the counter stand where their unit's other dossiers stand, maybe on another node than the units. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table counter_dossier drop constraint counter_dossier_unit_id_fkey;
    comment on column counter_dossier.unit_id is 'Unit of the counter; the key by which the table can be distributed, and therefore no foreign key'
  `.execute(db);
}
