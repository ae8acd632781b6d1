import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { PatientPool } from './patient-pool.ts';
import { PreparingClient } from './prepared-client.ts';
import type { Database } from './schema.ts';

/** How to reach one database as one role; `host` may be the folder of a Unix socket. */
export type ConnectionConfig = Readonly<
  Pick<
    pg.PoolConfig,
    'host' | 'port' | 'user' | 'password' | 'database' | 'connectionString' | 'max' | 'application_name'
  >
>;

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a JavaScript number`);
  return value;
}

/**
 * Column types that the driver would read wrongly for us: `date` as a local midnight, `bigint` as text.
 * `numeric` stays text: points are exact decimals.
 */
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.DATE, (text) => text],
  [pg.types.builtins.INT8, parseSafeInteger],
]);

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ??
    (pg.types.getTypeParser(oid, format ?? 'text') as (value: string) => unknown),
};

/**
 * A server that vanished without a word (power, network) is noticed by probes of the kernel, and by whoever waits for a
 * connection after this time: requests are answered "try again" instead of hanging.
 */
const VANISHED = {
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  connectionTimeoutMillis: 15_000,
} as const;

/**
 * A pool whose lost connections do not end the process: of idle ones, and of those that a closed pool is still
 * saying goodbye to, the pool hears; of one in use the statement that waits for it is told anyway.
 */
export function openPool(config: pg.PoolConfig, onIdleError: (error: Error) => void): pg.Pool {
  const pool = new PatientPool({ ...VANISHED, ...config });
  pool.on('error', onIdleError);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * Opens a pool on the database, with camelCase names on this side and snake_case in SQL.
 * `onIdleError` hears of connections lost while nobody uses them; the pool replaces them by itself.
 */
export function createDatabase(
  connection: ConnectionConfig,
  onIdleError: (error: Error) => void = () => undefined,
): Kysely<Database> {
  const pool = openPool({ ...connection, types, Client: PreparingClient }, onIdleError);
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}
