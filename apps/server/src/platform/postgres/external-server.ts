import { createHmac } from 'node:crypto';
import pg from 'pg';
import type { ConnectionConfig } from '../../db/database.ts';
import { OperatorError } from '../operator-error.ts';
import { applicationRole, ensureApplicationRole } from './application-role.ts';
import { probe } from './probe.ts';

const oldestVersion = 15;
const newestVersion = 18;

interface ServerFacts {
  readonly version: number;
  readonly encoding: string;
  readonly icu: boolean;
  readonly mayCreateRoles: boolean;
}

/** @throws OperatorError `DATABASE_UNREACHABLE` that names the variable */
export async function connect(connectionString: string, variable: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 15_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    const reason = error instanceof Error && error.message !== '' ? error.message : String(error);
    throw new OperatorError('DATABASE_UNREACHABLE', {
      vi: `Không kết nối được tới máy chủ trong ${variable}: ${reason}. Hãy kiểm tra địa chỉ, cổng, tên và mật khẩu.`,
      en: `The server in ${variable} cannot be reached: ${reason}. Check address, port, name and password.`,
    });
  }
}

async function readFacts(client: pg.Client): Promise<ServerFacts> {
  const { rows } = await client.query<ServerFacts>(
    `select current_setting('server_version_num')::int / 10000 as version,
            current_setting('server_encoding') as encoding,
            exists (select from pg_collation where collname = 'vi-VN-x-icu') as icu,
            (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as "mayCreateRoles"`,
  );
  const [facts] = rows;
  if (facts === undefined) throw new Error('the server answered without a row');
  return facts;
}

/** Why Parix cannot use a server; undefined when it can. */
export function findUnfitness(facts: Omit<ServerFacts, 'mayCreateRoles'>): OperatorError | undefined {
  if (facts.version < oldestVersion || facts.version > newestVersion) {
    return new OperatorError('DATABASE_VERSION', {
      vi: `DATABASE_URL là PostgreSQL ${facts.version}; Parix cần phiên bản ${oldestVersion} đến ${newestVersion}. Hãy nâng cấp máy chủ hoặc chọn máy chủ khác.`,
      en: `DATABASE_URL is PostgreSQL ${facts.version}; Parix needs ${oldestVersion} to ${newestVersion}. Upgrade it or choose another server.`,
    });
  }
  if (facts.encoding !== 'UTF8') {
    return new OperatorError('DATABASE_ENCODING', {
      vi: `Cơ sở dữ liệu dùng mã ${facts.encoding}; Parix cần UTF8. Hãy tạo lại với: CREATE DATABASE … ENCODING 'UTF8'.`,
      en: `The database uses ${facts.encoding}; Parix needs UTF8. Create it again with CREATE DATABASE … ENCODING 'UTF8'.`,
    });
  }
  if (facts.icu) return undefined;
  return new OperatorError('DATABASE_NO_ICU', {
    vi: 'Máy chủ PostgreSQL không có thứ tự tiếng Việt (ICU, vi-VN-x-icu). Hãy dùng bản dựng có ICU.',
    en: 'The PostgreSQL server has no Vietnamese order (ICU, vi-VN-x-icu). Use a build with ICU.',
  });
}

/** Refuses a separate application login that could do what the application must not. */
async function checkApplicationLogin(connectionString: string): Promise<void> {
  const client = await connect(connectionString, 'DATABASE_APP_URL');
  try {
    const { rows } = await client.query<{ fit: boolean }>(
      `select exists (
         select from pg_roles where rolname = current_user and not rolsuper
           and pg_has_role(current_user, (select oid from pg_roles where rolname = $1), 'member')
       ) as fit`,
      [applicationRole],
    );
    if (rows[0]?.fit === true) return;
  } finally {
    await client.end();
  }
  throw new OperatorError('DATABASE_APP_ROLE', {
    vi: `Người dùng trong DATABASE_APP_URL phải là ${applicationRole} hoặc thành viên của vai trò đó, và không phải superuser.`,
    en: `The user in DATABASE_APP_URL must be ${applicationRole} or a member of it, and no superuser.`,
  });
}

/**
 * The application role's password is derived from the owner's, so that several processes agree on it without
 * keeping anything. Whoever knows the owner's password could set the other one anyway.
 */
function derivedAppUrl(databaseUrl: string): URL | undefined {
  const url = new URL(databaseUrl);
  if (url.password === '') return undefined;
  const secret = decodeURIComponent(url.password);
  url.password = createHmac('sha256', secret).update(`${applicationRole} login of Parix`).digest('hex');
  url.username = applicationRole;
  return url;
}

function roleNeeded(): OperatorError {
  return new OperatorError('DATABASE_ROLE_NEEDED', {
    vi: `Người dùng trong DATABASE_URL không được tạo vai trò ${applicationRole} (hoặc URL không có mật khẩu). Hãy nhờ người quản trị chạy: CREATE ROLE ${applicationRole} LOGIN PASSWORD '…'; rồi đặt DATABASE_APP_URL=postgres://${applicationRole}:…@máy/cơ-sở-dữ-liệu`,
    en: `The user in DATABASE_URL may not make the role ${applicationRole} (or the URL has no password). Have an administrator run: CREATE ROLE ${applicationRole} LOGIN PASSWORD '…'; then set DATABASE_APP_URL=postgres://${applicationRole}:…@host/database`,
  });
}

async function signsIn(connectionString: string): Promise<boolean> {
  try {
    return await probe({ connectionString });
  } catch {
    return false;
  }
}

async function openDerived(databaseUrl: string, facts: ServerFacts): Promise<string> {
  const appUrl = derivedAppUrl(databaseUrl);
  if (appUrl === undefined) throw roleNeeded();
  // Processes that start together must not all alter the role.
  if (await signsIn(appUrl.href)) return appUrl.href;
  if (!facts.mayCreateRoles) throw roleNeeded();
  try {
    await ensureApplicationRole({ connectionString: databaseUrl }, appUrl.password);
  } catch (error) {
    throw error instanceof pg.DatabaseError && error.code === '42501' ? roleNeeded() : error;
  }
  return appUrl.href;
}

/**
 * Checks an external server and makes its application role ready.
 * @returns how to connect as owner and as application
 * @throws OperatorError with a `DATABASE_…` code that says what is wrong with the server
 */
export async function openExternalServer(
  databaseUrl: string,
  databaseAppUrl: string | undefined,
): Promise<{ readonly owner: ConnectionConfig; readonly app: ConnectionConfig }> {
  const client = await connect(databaseUrl, 'DATABASE_URL');
  const facts = await readFacts(client).finally(() => client.end());
  const problem = findUnfitness(facts);
  if (problem !== undefined) throw problem;
  if (databaseAppUrl === undefined) {
    const appUrl = await openDerived(databaseUrl, facts);
    return { owner: { connectionString: databaseUrl }, app: { connectionString: appUrl } };
  }
  await checkApplicationLogin(databaseAppUrl);
  return { owner: { connectionString: databaseUrl }, app: { connectionString: databaseAppUrl } };
}
