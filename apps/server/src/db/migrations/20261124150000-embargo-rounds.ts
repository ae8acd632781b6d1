import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table round add column public_from timestamptz;
    comment on column round.public_from is
      'With state published: when the publication becomes public; until then the round counts as approved. null: at once';
  `.execute(db);
}
