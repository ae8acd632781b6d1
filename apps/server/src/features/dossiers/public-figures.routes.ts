import type { FastifyInstance, FastifyReply } from 'fastify';
import type { PublicContext } from '../../platform/context.ts';
import { legalDayOf } from '../../platform/legal-day.ts';
import type { AppServices } from '../../platform/services.ts';
import { figuresCsv } from './export-figures.service.ts';
import { statisticsOf } from './figures.service.ts';
import { publicFiguresPage } from './public-figures-page.ts';
import { PUBLIC_FIGURES_CSS } from './public-figures-style.ts';

const PATH = '/tinh-hinh-ho-so';
const A_MINUTE = 'public, max-age=60';
const FILE = { schema: { hide: true } } as const;
const LIMITED = {
  ...FILE,
  config: { rateLimit: { max: 120, timeWindow: '1 minute' } },
} as const;

/** What anybody may read of the settlement of dossiers: one month at a time, every unit; works without script. */
export function registerPublicFigures(app: FastifyInstance, { db, clock, config }: AppServices): void {
  const contextOf = (requestId: string): PublicContext => {
    return { db, config, now: clock.now(), locale: 'vi', requestId };
  };
  app.get(PATH, FILE, (_request, reply) => reply.redirect(`${PATH}/`, 308));
  app.get(`${PATH}/style.css`, FILE, (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=3600')
      .type('text/css; charset=utf-8')
      .send(PUBLIC_FIGURES_CSS),
  );
  app.get<{ Querystring: { thang?: unknown } }>(`${PATH}/`, LIMITED, async (request, reply) => {
    const context = contextOf(request.id);
    const month = monthOf(request.query.thang, context.now);
    const page = publicFiguresPage(await monthly(context, month), month, legalDayOf(context.now).slice(0, 7));
    return send(reply, 'text/html; charset=utf-8', page);
  });
  app.get<{ Querystring: { thang?: unknown } }>(`${PATH}/so-lieu.csv`, LIMITED, async (request, reply) => {
    const context = contextOf(request.id);
    const month = monthOf(request.query.thang, context.now);
    const file = figuresCsv(await monthly(context, month), 'unit', 'vi');
    return send(
      reply.header('content-disposition', `attachment; filename="${file.fileName}"`),
      file.contentType,
      Buffer.from(file.content),
    );
  });
}

const send = (reply: FastifyReply, type: string, body: string | Buffer): FastifyReply =>
  reply.header('cache-control', A_MINUTE).type(type).send(body);

/** A month of the last ten years ('YYYY-MM'); whatever else is asked for gives the running one. */
function monthOf(asked: unknown, now: Date): string {
  const current = legalDayOf(now).slice(0, 7);
  if (typeof asked !== 'string' || !/^\d{4}-(0[1-9]|1[0-2])$/.test(asked)) return current;
  const earliest = `${Number(current.slice(0, 4)) - 10}${current.slice(4)}`;
  return asked < earliest || asked > current ? current : asked;
}

function monthly(context: PublicContext, month: string) {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const days = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const period = { from: `${month}-01`, to: `${month}-${days}` };
  return statisticsOf(context, { ...period, by: 'unit', sort: 'name', order: 'asc', limit: 500 });
}
