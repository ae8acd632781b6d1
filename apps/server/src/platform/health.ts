import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { FastifyInstance } from 'fastify';
import type { Db } from './context.ts';

/** Whoever asks for our health does not wait longer. */
const PATIENCE_MS = 2000;

/** `/health/live`: the process answers. `/health/ready`: it can serve, and the database takes what is written. */
export function registerHealth(app: FastifyInstance, db: Db): void {
  const options = { config: { rateLimit: false }, schema: { hide: true }, logLevel: 'warn' } as const;
  app.get('/health/live', options, () => ({ status: 'ok' }));
  app.get('/health/ready', options, async (request, reply) => {
    try {
      const answered = await Promise.race([takesWrites(db), sleep(PATIENCE_MS, 'late', { ref: false })]);
      if (answered !== true) throw new Error(answered === 'late' ? 'no answer in time' : 'it is a standby');
      return { status: 'ok' };
    } catch (error) {
      request.log.warn({ err: error }, 'the database does not answer');
      return reply.status(503).header('retry-after', '5').send({ status: 'unavailable' });
    }
  });
}

/** A standby reads but does not write: whoever is sent to it by mistake is not ready. */
async function takesWrites(db: Db): Promise<boolean> {
  const { rows } = await sql<{ standby: boolean }>`select pg_is_in_recovery() as standby`.execute(db);
  return rows[0]?.standby === false;
}
