import pg from 'pg';
import type { ConnectionConfig } from '../../db/database.ts';
import { withClient } from './with-client.ts';

/**
 * Role of the running application: no DDL, and only the rights that migrations grant table by table. The name is
 * part of the migrations.
 */
export const applicationRole = 'parix_app';

/** Creates the role, or gives it this password. */
export async function ensureApplicationRole(owner: ConnectionConfig, password: string): Promise<void> {
  await withClient(owner, async (client) => {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [applicationRole]);
    if (rowCount === 0) await client.query(`create role ${applicationRole}`);
    await client.query(`alter role ${applicationRole} login password ${pg.escapeLiteral(password)}`);
  });
}

/** Creates the database if it is missing and lets nobody but owner and application into it. */
export async function ensureDatabase(maintenance: ConnectionConfig, name: string): Promise<void> {
  await withClient(maintenance, async (client) => {
    const identifier = pg.escapeIdentifier(name);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${identifier}`);
    await client.query(`revoke all on database ${identifier} from public`);
    await client.query(`grant connect on database ${identifier} to ${applicationRole}`);
  });
}
