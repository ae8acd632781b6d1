import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import type { Person } from '../../platform/person.ts';
import { findPersonByUsername } from '../../platform/person.queries.ts';

export async function requirePerson(db: Db, username: string, now: Date): Promise<Person> {
  const person = await findPersonByUsername(db, username, now);
  if (!person) throw new Error(`there is no account ${username}`);
  return person;
}

/** True while nobody can sign in: a new installation. */
export async function hasNoAccounts(db: Db): Promise<boolean> {
  const { rows } = await sql<{ empty: boolean }>`select not exists (select from account) as empty`.execute(
    db,
  );
  return rows[0]?.empty ?? false;
}
