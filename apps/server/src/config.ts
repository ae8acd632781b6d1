import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { z } from 'zod';
import { accessVariables } from './config-access.ts';
import type { GivenAccess } from './platform/access-settings.ts';
import { type MailSettings, parseMailFrom, parseSmtpUrl } from './platform/mail/mail-settings.ts';
import type { S3Settings } from './platform/files/s3-store.ts';
import type { ScannerAddress } from './platform/scanner-address.ts';
import { DEFAULT_EVIDENCE_QUOTA } from './platform/files/file-store.ts';
import { OperatorError } from './platform/operator-error.ts';
import type { ListenAddress } from './platform/postgres/network-settings.ts';
import type { SignOnSettings } from './platform/sign-on-settings.ts';

const repositoryRoot = resolve(fileURLToPath(new URL('../../..', import.meta.url)));

const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/\S+$/)
  .refine((text) => URL.canParse(text));

const hostAndPort = z
  .string()
  .regex(/^[\w.-]+:\d{1,5}$/)
  .transform((text) => {
    const at = text.lastIndexOf(':');
    return { host: text.slice(0, at), port: Number(text.slice(at + 1)) };
  });

/** A text that a parser of ours takes; what it refuses (undefined) is a bad value. */
const parsedBy = <T>(parse: (text: string) => T | undefined) =>
  z.string().transform((text, issues) => {
    const parsed = parse(text);
    if (parsed !== undefined) return parsed;
    issues.addIssue({ code: 'custom' });
    return z.NEVER;
  });

/** A queue of the message broker and the source of dossiers that speaks through it. */
export interface EventQueueSettings {
  readonly sourceCode: string;
  readonly queue: string;
}

function parseQueues(text: string): readonly EventQueueSettings[] | undefined {
  const pairs = text
    .split(',')
    .map((each) => /^([a-z0-9]+(?:-[a-z0-9]+)*)=([^\s=]{1,200})$/.exec(each.trim()));
  const queues = pairs.flatMap((pair) =>
    pair?.[1] && pair[2] ? [{ sourceCode: pair[1], queue: pair[2] }] : [],
  );
  const names = new Set(queues.map(({ queue }) => queue));
  return names.size === pairs.length ? queues : undefined;
}

/** Each variable with the form it must have, as told to the operator when it has another. */
const variables = {
  ...accessVariables,
  PORT: {
    schema: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .refine((port) => port <= 65_535)
      .default(3000),
    vi: 'phải là số cổng từ 0 đến 65535',
    en: 'must be a port number from 0 to 65535',
  },
  HOST: {
    schema: z
      .string()
      .regex(/^[\w.:-]+$/)
      .default('127.0.0.1'),
    vi: 'phải là tên máy hoặc địa chỉ IP, ví dụ 127.0.0.1 hoặc 0.0.0.0',
    en: 'must be a host name or an IP address, such as 127.0.0.1 or 0.0.0.0',
  },
  PARIX_DATA: {
    schema: z
      .string()
      .min(1)
      .transform((path) => resolve(path))
      .default(resolve(repositoryRoot, '.parix')),
    vi: 'phải là đường dẫn tới thư mục dữ liệu',
    en: 'must be the path of the data folder',
  },
  DATABASE_URL: {
    schema: postgresUrl.optional(),
    vi: 'phải có dạng postgres://người-dùng:mật-khẩu@máy:cổng/cơ-sở-dữ-liệu',
    en: 'must look like postgres://user:password@host:port/database',
  },
  DATABASE_APP_URL: {
    schema: postgresUrl.optional(),
    vi: 'phải có dạng postgres://parix_app:mật-khẩu@máy:cổng/cơ-sở-dữ-liệu',
    en: 'must look like postgres://parix_app:password@host:port/database',
  },
  PARIX_DATABASE_LISTEN: {
    schema: hostAndPort.optional(),
    vi: 'phải có dạng địa-chỉ:cổng, ví dụ 127.0.0.1:5433',
    en: 'must look like address:port, such as 127.0.0.1:5433',
  },
  PUBLIC_URL: {
    schema: z.url({ protocol: /^https?$/ }).optional(),
    vi: 'phải là địa chỉ http:// hoặc https:// mà người dùng mở',
    en: 'must be the http:// or https:// address that people open',
  },
  S3_ENDPOINT: {
    schema: z.url({ protocol: /^https?$/ }).optional(),
    vi: 'phải là địa chỉ http:// hoặc https:// của kho tệp S3',
    en: 'must be the http:// or https:// address of an S3 store',
  },
  S3_REGION: {
    schema: z.string().min(1).default('us-east-1'),
    vi: 'phải là tên vùng của kho tệp S3',
    en: 'must be the region of the S3 store',
  },
  S3_BUCKET: {
    schema: z.string().min(1).optional(),
    vi: 'phải là tên ngăn chứa của kho tệp S3',
    en: 'must be the bucket of the S3 store',
  },
  S3_ACCESS_KEY_ID: {
    schema: z.string().min(1).optional(),
    vi: 'phải là mã khóa của kho tệp S3',
    en: 'must be the access key id of the S3 store',
  },
  S3_SECRET_ACCESS_KEY: {
    schema: z.string().min(1).optional(),
    vi: 'phải là khóa bí mật của kho tệp S3',
    en: 'must be the secret access key of the S3 store',
  },
  CLAMD_ADDRESS: {
    schema: hostAndPort.optional(),
    vi: 'phải có dạng máy:cổng, ví dụ 127.0.0.1:3310',
    en: 'must look like host:port, such as 127.0.0.1:3310',
  },
  PARIX_EVIDENCE_QUOTA_MB: {
    schema: z
      .string()
      .regex(/^[1-9]\d{0,8}$/)
      .transform((megabytes) => Number(megabytes) * 1024 * 1024)
      .default(DEFAULT_EVIDENCE_QUOTA),
    vi: 'phải là số MB mà kho tài liệu của một đơn vị được chứa, từ 1',
    en: 'must be the number of MB that the library of one unit may hold, from 1',
  },
  LOG_LEVEL: {
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    vi: 'phải là trace, debug, info, warn, error, fatal hoặc silent',
    en: 'must be trace, debug, info, warn, error, fatal or silent',
  },
  NODE_ENV: {
    schema: z.enum(['production', 'development', 'test']).default('production'),
    vi: 'phải là production, development hoặc test',
    en: 'must be production, development or test',
  },
  PARIX_DEMO: {
    schema: z.enum(['on', 'off']).default('on'),
    vi: 'phải là on (nạp tỉnh mẫu) hoặc off',
    en: 'must be on (load the demo province) or off',
  },
  PARIX_JOBS: {
    schema: z.enum(['on', 'off']).default('on'),
    vi: 'phải là on (tiến trình này chạy cả việc nền) hoặc off (tiến trình khác chạy)',
    en: 'must be on (this process runs background jobs too) or off (another one does)',
  },
  SMTP_URL: {
    schema: parsedBy(parseSmtpUrl).optional(),
    vi: 'phải có dạng smtp://người-dùng:mật-khẩu@máy:587 hoặc smtps://…',
    en: 'must look like smtp://user:password@host:587 or smtps://…',
  },
  SMTP_TLS: {
    schema: z.enum(['required', 'if-offered', 'off']).default('required'),
    vi: 'phải là required (chỉ gửi khi được mã hóa), if-offered hoặc off',
    en: 'must be required (send encrypted only), if-offered or off',
  },
  SMTP_CA_FILE: {
    schema: z
      .string()
      .min(1)
      .transform((path) => resolve(path))
      .optional(),
    vi: 'phải là đường dẫn tới tệp PEM của nơi cấp chứng thư cho máy chủ thư',
    en: 'must be the path of a PEM file with the authority of the mail server’s certificate',
  },
  MAIL_FROM: {
    schema: parsedBy(parseMailFrom).optional(),
    vi: 'phải là địa chỉ thư, ví dụ cchc@tinh.gov.vn hoặc Sở Nội vụ <cchc@tinh.gov.vn>',
    en: 'must be a mail address, such as cchc@example.vn or Home Affairs <cchc@example.vn>',
  },
  SIGNATURE_ROOTS_FILE: {
    schema: z
      .string()
      .min(1)
      .transform((path) => resolve(path))
      .optional(),
    vi: 'phải là đường dẫn tới tệp PEM chứa các chứng thư số gốc được tin cậy để kiểm tra chữ ký trong PDF',
    en: 'must be the path of a PEM file with the root certificates by which signatures in PDF files are checked',
  },
  AMQP_URL: {
    schema: z
      .string()
      .regex(/^amqps?:\/\/\S+$/)
      .refine((text) => URL.canParse(text))
      .optional(),
    vi: 'phải có dạng amqp://người-dùng:mật-khẩu@máy:5672/vhost hoặc amqps://…',
    en: 'must look like amqp://user:password@host:5672/vhost or amqps://…',
  },
  AMQP_QUEUES: {
    schema: parsedBy(parseQueues).optional(),
    vi: 'phải có dạng mã-nguồn=tên-hàng-đợi, cách nhau dấu phẩy, mỗi hàng đợi một nguồn',
    en: 'must look like source-code=queue-name, separated by commas, one source for each queue',
  },
  NOTICE_WEBHOOK_URL: {
    schema: z.url({ protocol: /^https?$/ }).optional(),
    vi: 'phải là địa chỉ http:// hoặc https:// của cổng tin nhắn (SMS, Zalo)',
    en: 'must be the http:// or https:// address of the message gateway (SMS, Zalo)',
  },
  NOTICE_WEBHOOK_SECRET: {
    schema: z.string().min(32).optional(),
    vi: 'phải có ít nhất 32 ký tự, giống bên cổng tin nhắn',
    en: 'must have at least 32 characters, the same as at the gateway',
  },
  NOTICE_WEBHOOK_ALLOW: {
    schema: z
      .string()
      .regex(/^[\w.:[\]-]+(,[\w.:[\]-]+)*$/)
      .transform((hosts) => hosts.split(','))
      .optional(),
    vi: 'phải là các máy nội bộ được phép gọi tới, cách nhau dấu phẩy, ví dụ sms.noi-bo:8080',
    en: 'must be the internal hosts that may be called, separated by commas, such as sms.internal:8080',
  },
} as const;

type VariableName = keyof typeof variables;

/** Settings of one server process, read once at start. Paths are absolute. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** External PostgreSQL, as the role that owns the schema; absent: the embedded server. */
  readonly databaseUrl: string | undefined;
  /** External PostgreSQL, as the application's role; absent: derived from `databaseUrl`. */
  readonly databaseAppUrl: string | undefined;
  /** Where the embedded server listens while its rows move to another one; absent: to no network. */
  readonly databaseListen: ListenAddress | undefined;
  /** Address that people open, without a trailing slash. */
  readonly publicUrl: string;
  /** Store of evidence files; absent: a folder of the data folder. */
  readonly s3: S3Settings | undefined;
  /** clamd; absent: files are said to be not scanned. */
  readonly scanner: ScannerAddress | undefined;
  /** Bytes that the files of one unit’s library may take. */
  readonly evidenceQuota: number;
  /** PEM file of roots trusted for signatures in PDF files; absent: who signed is never said to be verified. */
  readonly signatureRootsFile: string | undefined;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  readonly nodeEnv: 'production' | 'development' | 'test';
  /** Whether the demo province is loaded into an empty installation. */
  readonly demo: boolean;
  /** Whether this process runs background jobs; at least one process of an installation must. */
  readonly jobs: boolean;
  /** Limits of sign-ins and sessions; `secondFactor` undefined: required, but where the demo province was loaded. */
  readonly access: GivenAccess;
  /** Single sign-on; undefined: local accounts only. */
  readonly signOn: SignOnSettings | undefined;
  /** Addresses of proxies whose word about the client's address is taken; undefined: none. */
  readonly trustedProxies: readonly string[] | undefined;
  /** Mail server; undefined: none, people are told in the workspace only. */
  readonly mail: MailSettings | undefined;
  /** Gateway for SMS or Zalo; undefined: none. */
  readonly noticeWebhook: WebhookSettings | undefined;
  /** Message broker that brings dossier events; undefined: none. */
  readonly eventQueues: { readonly url: string; readonly queues: readonly EventQueueSettings[] } | undefined;
}

/** An address that events are posted to, signed. */
export interface WebhookSettings {
  readonly url: string;
  readonly secret: string;
  /** `host` or `host:port` inside the own network that may be called all the same. */
  readonly allowPrivate: readonly string[];
}

function read<N extends VariableName>(
  env: Readonly<Record<string, string | undefined>>,
  name: N,
  problems: string[],
): z.output<(typeof variables)[N]['schema']> | undefined {
  const { schema, vi, en } = variables[name];
  // An empty variable means "not set", as it does in compose files and shells.
  const parsed = schema.safeParse(env[name] === '' ? undefined : env[name]);
  if (parsed.success) return parsed.data as z.output<(typeof variables)[N]['schema']>;
  problems.push(`${name}: ${vi} / ${en}`);
  return undefined;
}

function readMail(
  env: Readonly<Record<string, string | undefined>>,
  problems: string[],
): MailSettings | undefined {
  const server = read(env, 'SMTP_URL', problems);
  const from = read(env, 'MAIL_FROM', problems);
  const tls = read(env, 'SMTP_TLS', problems) ?? 'required';
  const caFile = read(env, 'SMTP_CA_FILE', problems);
  if (server && from) return { ...server, from, tls, caFile };
  if (server && !env['MAIL_FROM'])
    problems.push('MAIL_FROM: cần có khi đặt SMTP_URL / is needed beside SMTP_URL');
  return undefined;
}

/** The S3 store, when one is named: then its bucket and keys are needed too. */
function readS3(
  env: Readonly<Record<string, string | undefined>>,
  problems: string[],
): S3Settings | undefined {
  const endpoint = read(env, 'S3_ENDPOINT', problems);
  const region = read(env, 'S3_REGION', problems) ?? '';
  const bucket = read(env, 'S3_BUCKET', problems);
  const accessKeyId = read(env, 'S3_ACCESS_KEY_ID', problems);
  const secretAccessKey = read(env, 'S3_SECRET_ACCESS_KEY', problems);
  if (endpoint === undefined) return undefined;
  if (bucket && accessKeyId && secretAccessKey)
    return { endpoint, region, bucket, accessKeyId, secretAccessKey };
  problems.push(
    'S3_ENDPOINT: cần thêm S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY / needs S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY beside it',
  );
  return undefined;
}

function readWebhook(
  env: Readonly<Record<string, string | undefined>>,
  problems: string[],
): WebhookSettings | undefined {
  const url = read(env, 'NOTICE_WEBHOOK_URL', problems);
  const secret = read(env, 'NOTICE_WEBHOOK_SECRET', problems);
  const allowPrivate = read(env, 'NOTICE_WEBHOOK_ALLOW', problems) ?? [];
  if (url !== undefined && secret !== undefined) return { url, secret, allowPrivate };
  if (url !== undefined && !env['NOTICE_WEBHOOK_SECRET']) {
    problems.push(
      'NOTICE_WEBHOOK_SECRET: cần có khi đặt NOTICE_WEBHOOK_URL / is needed beside NOTICE_WEBHOOK_URL',
    );
  }
  return undefined;
}

function readEventQueues(
  env: Readonly<Record<string, string | undefined>>,
  problems: string[],
): Config['eventQueues'] {
  const url = read(env, 'AMQP_URL', problems);
  const queues = read(env, 'AMQP_QUEUES', problems);
  if (url !== undefined && queues !== undefined) return { url, queues };
  if (url !== undefined && !env['AMQP_QUEUES'])
    problems.push('AMQP_QUEUES: cần có khi đặt AMQP_URL / is needed beside AMQP_URL');
  return undefined;
}

function readAccess(env: Readonly<Record<string, string | undefined>>, problems: string[]): Config['access'] {
  return {
    secondFactor: read(env, 'PARIX_SECOND_FACTOR', problems),
    idleMinutes: read(env, 'PARIX_IDLE_MINUTES', problems) ?? 0,
    administratorIdleMinutes: read(env, 'PARIX_ADMIN_IDLE_MINUTES', problems) ?? 0,
    sessionHours: read(env, 'PARIX_SESSION_HOURS', problems) ?? 0,
    stepUpMinutes: read(env, 'PARIX_CONFIRM_MINUTES', problems) ?? 0,
    maxTries: read(env, 'PARIX_MAX_TRIES', problems) ?? 0,
    dormantDays: read(env, 'PARIX_DORMANT_DAYS', problems) ?? 0,
    passwordBlocklist: read(env, 'PARIX_PASSWORD_BLOCKLIST', problems),
  };
}

function readSignOn(
  env: Readonly<Record<string, string | undefined>>,
  problems: string[],
): SignOnSettings | undefined {
  const issuer = read(env, 'OIDC_ISSUER', problems);
  const clientId = read(env, 'OIDC_CLIENT_ID', problems);
  const rest = {
    clientSecret: read(env, 'OIDC_CLIENT_SECRET', problems),
    label: read(env, 'OIDC_LABEL', problems) ?? '',
    scope: read(env, 'OIDC_SCOPE', problems) ?? '',
    matchBy: read(env, 'OIDC_MATCH', problems) ?? 'email',
    usernameClaim: read(env, 'OIDC_CLAIM_USERNAME', problems) ?? '',
    groupsClaim: read(env, 'OIDC_CLAIM_GROUPS', problems) ?? '',
    roles: read(env, 'OIDC_ROLES', problems) ?? new Map(),
    create: read(env, 'OIDC_CREATE', problems) === 'on',
    secondFactorValues: read(env, 'OIDC_SECOND_FACTOR_VALUES', problems) ?? [],
  };
  if (issuer === undefined) return undefined;
  if (clientId !== undefined) return { issuer, clientId, ...rest };
  if (!env['OIDC_CLIENT_ID'])
    problems.push('OIDC_CLIENT_ID: cần có khi đặt OIDC_ISSUER / is needed beside it');
  return undefined;
}

/** `http://host:port`, with IPv6 addresses in brackets and wildcard hosts shown as the loopback. */
function addressOf(host: string, port: number): string {
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
}

/**
 * Reads the settings from environment variables.
 * @throws OperatorError `CONFIG_INVALID` naming every variable with a bad value, one line each.
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const port = read(env, 'PORT', problems) ?? 0;
  const host = read(env, 'HOST', problems) ?? '';
  const config: Config = {
    port,
    host,
    dataDir: read(env, 'PARIX_DATA', problems) ?? '',
    databaseUrl: read(env, 'DATABASE_URL', problems),
    databaseAppUrl: read(env, 'DATABASE_APP_URL', problems),
    databaseListen: read(env, 'PARIX_DATABASE_LISTEN', problems),
    publicUrl: (read(env, 'PUBLIC_URL', problems) ?? addressOf(host, port)).replace(/\/+$/, ''),
    logLevel: read(env, 'LOG_LEVEL', problems) ?? 'info',
    nodeEnv: read(env, 'NODE_ENV', problems) ?? 'production',
    demo: read(env, 'PARIX_DEMO', problems) === 'on',
    jobs: read(env, 'PARIX_JOBS', problems) === 'on',
    mail: readMail(env, problems),
    s3: readS3(env, problems),
    scanner: read(env, 'CLAMD_ADDRESS', problems),
    evidenceQuota: read(env, 'PARIX_EVIDENCE_QUOTA_MB', problems) ?? DEFAULT_EVIDENCE_QUOTA,
    signatureRootsFile: read(env, 'SIGNATURE_ROOTS_FILE', problems),
    access: readAccess(env, problems),
    signOn: readSignOn(env, problems),
    trustedProxies: read(env, 'TRUSTED_PROXIES', problems),
    noticeWebhook: readWebhook(env, problems),
    eventQueues: readEventQueues(env, problems),
  };
  if (config.databaseAppUrl !== undefined && config.databaseUrl === undefined) {
    problems.push('DATABASE_APP_URL: cần có DATABASE_URL đi cùng / needs DATABASE_URL beside it');
  }
  if (problems.length > 0) {
    throw new OperatorError('CONFIG_INVALID', {
      vi: `Biến môi trường chưa đúng, hãy sửa rồi chạy lại:\n  ${problems.join('\n  ')}`,
      en: 'Environment variables have bad values (listed above): correct them and start again.',
    });
  }
  return config;
}
