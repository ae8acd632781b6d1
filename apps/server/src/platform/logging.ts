import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DestinationStream, destination, type Logger, pino } from 'pino';
import type { Config } from '../config.ts';

/** Fields that could carry a secret; they are cut wherever they turn up. */
const SECRETS = [
  'req.headers.cookie',
  'req.headers.authorization',
  'req.headers["x-csrf-token"]',
  'password',
  '*.password',
  'passwordHash',
  '*.passwordHash',
  'secret',
  '*.secret',
];

/** Where the JSON lines go: a file of the data folder beside a terminal, standard error under a supervisor. */
function target(config: Pick<Config, 'dataDir'>): DestinationStream {
  if (!process.stdout.isTTY) return destination(2);
  const folder = join(config.dataDir, 'log');
  mkdirSync(folder, { recursive: true });
  return destination({ dest: join(folder, 'server.jsonl'), sync: false });
}

/** One JSON line per event; no bodies, no cookies, no passwords. */
export function createLogger(config: Pick<Config, 'logLevel' | 'dataDir'>): Logger {
  const options = {
    level: config.logLevel,
    redact: { paths: SECRETS, remove: true },
    serializers: { req: requestOf },
  };
  return config.logLevel === 'silent' ? pino(options) : pino(options, target(config));
}

function requestOf(request: {
  readonly method?: string;
  readonly url?: string;
  readonly ip?: string;
}): object {
  // The query may name people or units that were searched for: the path is enough to find the fault.
  return { method: request.method, path: request.url?.split('?')[0], ip: request.ip };
}
