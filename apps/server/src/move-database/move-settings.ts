import { z } from 'zod';
import { OperatorError } from '../platform/operator-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const url = z
  .string()
  .regex(/^postgres(ql)?:\/\/\S+$/)
  .refine((text) => URL.canParse(text));
const address = z.string().regex(/^[\w.-]+:\d{1,5}$/);

const schema = z.object({
  MOVE_DATABASE_URL: url,
  MOVE_DATABASE_APP_URL: url.optional(),
  MOVE_DATABASE_ADMIN_URL: url.optional(),
  MOVE_SOURCE_ADDRESS: address.optional(),
  PARIX_DATABASE_LISTEN: address.optional(),
});

/** Where the rows go, and how they get there. */
export interface MoveSettings {
  /** As it will stand in `DATABASE_URL` and `DATABASE_APP_URL`. */
  readonly databaseUrl: string;
  readonly databaseAppUrl: string | undefined;
  /** Who may make a subscription there: a superuser, or from PostgreSQL 16 on a member of pg_create_subscription. */
  readonly adminUrl: string;
  /** How the new server reaches the embedded one, `host:port`; undefined: the embedded one listens nowhere. */
  readonly sourceAddress: string | undefined;
}

/**
 * Reads `MOVE_…` and `PARIX_DATABASE_LISTEN` from the environment, which keeps passwords out of the process list.
 * @throws OperatorError `MOVE_SETTINGS`
 */
export function readMoveSettings(env: Environment): MoveSettings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const names = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new OperatorError('MOVE_SETTINGS', {
      vi: `Biến môi trường chưa có hoặc chưa đúng: ${names}. Đặt MOVE_DATABASE_URL=postgres://người-dùng:mật-khẩu@máy:cổng/cơ-sở-dữ-liệu tới máy chủ mới (và MOVE_DATABASE_ADMIN_URL, MOVE_SOURCE_ADDRESS=máy:cổng nếu cần; xem docs/operations.md).`,
      en: `Missing or malformed in the environment: ${names}. Set MOVE_DATABASE_URL=postgres://user:password@host:port/database to the new server (and MOVE_DATABASE_ADMIN_URL, MOVE_SOURCE_ADDRESS=host:port where needed; see docs/operations.md).`,
    });
  }
  const set = parsed.data;
  return {
    databaseUrl: set.MOVE_DATABASE_URL,
    databaseAppUrl: set.MOVE_DATABASE_APP_URL,
    adminUrl: set.MOVE_DATABASE_ADMIN_URL ?? set.MOVE_DATABASE_URL,
    sourceAddress: set.MOVE_SOURCE_ADDRESS ?? set.PARIX_DATABASE_LISTEN,
  };
}

/** The server's name for people: without user and password. */
export function nameOfServer({ databaseUrl }: MoveSettings): string {
  const { host, pathname } = new URL(databaseUrl);
  return `${host}${pathname}`;
}
