import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionConfig } from '../../db/database.ts';
import { createTestDatabase, type TestDatabase } from '../../db/testing/test-database.ts';
import { findUnfitness, openExternalServer } from './external-server.ts';

let database: TestDatabase;

function urlOf({ user, password, host, port, database: name }: ConnectionConfig): string {
  return `postgres://${user}:${String(password)}@${encodeURIComponent(String(host))}:${port}/${name}`;
}

async function ask(connectionString: string | undefined, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: connectionString ?? '' });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.close());

describe('an external server', () => {
  const fit = { version: 15, encoding: 'UTF8', icu: true };

  it.each([15, 16, 17, 18])('may be PostgreSQL %i', (version) => {
    expect(findUnfitness({ ...fit, version })).toBeUndefined();
  });

  it.each([
    [{ ...fit, version: 14 }, 'DATABASE_VERSION'],
    [{ ...fit, version: 19 }, 'DATABASE_VERSION'],
    [{ ...fit, encoding: 'SQL_ASCII' }, 'DATABASE_ENCODING'],
    [{ ...fit, icu: false }, 'DATABASE_NO_ICU'],
  ])('is refused when it is %o', (facts, code) => {
    expect(findUnfitness(facts)?.code).toBe(code);
  });

  it('takes an application login that an administrator made', async () => {
    const appUrl = urlOf(database.app);
    const { owner, app } = await openExternalServer(urlOf(database.ownerConnection), appUrl);
    expect(await ask(app.connectionString, 'select current_user')).toEqual([{ current_user: 'parix_app' }]);
    expect(await ask(owner.connectionString, 'select current_user')).toEqual([
      { current_user: database.ownerConnection.user },
    ]);
  });

  it('refuses to run the application as the owner', async () => {
    const ownerUrl = urlOf(database.ownerConnection);
    await expect(openExternalServer(ownerUrl, ownerUrl)).rejects.toMatchObject({ code: 'DATABASE_APP_ROLE' });
  });

  it('says what is missing when the owner may not make the role', async () => {
    await ask(urlOf(database.ownerConnection), "create role plain_owner login password 'plain'");
    try {
      const plain = urlOf({ ...database.ownerConnection, user: 'plain_owner', password: 'plain' });
      await ask(
        urlOf(database.ownerConnection),
        `grant connect on database ${database.app.database} to plain_owner`,
      );
      await expect(openExternalServer(plain, undefined)).rejects.toMatchObject({
        code: 'DATABASE_ROLE_NEEDED',
      });
    } finally {
      await ask(urlOf(database.ownerConnection), 'drop owned by plain_owner; drop role plain_owner');
    }
  });

  it('that cannot be reached is named with the variable', async () => {
    const nobody = 'postgres://a:b@127.0.0.1:1/parix';
    const opening = openExternalServer(nobody, undefined);
    await expect(opening).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
    await expect(opening).rejects.toThrow('DATABASE_URL');
  });
});
