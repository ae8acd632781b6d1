import { sql } from 'kysely';
import type { FastifyInstance } from 'fastify';
import type { Db } from './context.ts';

/** `/health/live`: the process answers. `/health/ready`: it can serve, the database included. */
export function registerHealth(app: FastifyInstance, db: Db): void {
  const options = { config: { rateLimit: false }, schema: { hide: true }, logLevel: 'warn' } as const;
  app.get('/health/live', options, () => ({ status: 'ok' }));
  app.get('/health/ready', options, async (request, reply) => {
    try {
      await sql`select 1`.execute(db);
      return { status: 'ok' };
    } catch (error) {
      request.log.warn({ err: error }, 'the database does not answer');
      return reply.status(503).header('retry-after', '5').send({ status: 'unavailable' });
    }
  });
}
