import type { CalendarYear, workingCalendarRoutes } from '@parix/api-contract';
import type { Handlers, ReplyControls } from '../../platform/handlers.ts';
import { countDeadline } from './count-deadline.service.ts';
import {
  addException,
  getCalendarYear,
  listDecisions,
  previewDecision,
  recordDecision,
  withdrawException,
} from './working-calendar.service.ts';

/** A year's version is the number of its recorded decision. */
async function tagged(reply: ReplyControls, work: Promise<CalendarYear>): Promise<CalendarYear> {
  const year = await work;
  reply.etag(year.sequence);
  return year;
}

export const workingCalendarHandlers: Handlers<typeof workingCalendarRoutes> = {
  getCalendarYear: ({ context, params, reply }) => tagged(reply, getCalendarYear(context, params.year)),
  listYearDecisions: ({ context, query }) => listDecisions(context, query),
  previewYearDecision: ({ context, body }) => previewDecision(context, body.document),
  recordYearDecision: ({ context, body, ifMatch, reply }) =>
    tagged(reply, recordDecision(context, body.document, ifMatch)),
  addLocalException: ({ context, params, body, ifMatch, reply }) =>
    tagged(reply, addException(context, params.year, body, ifMatch)),
  withdrawLocalException: ({ context, params, body, ifMatch, reply }) =>
    tagged(reply, withdrawException(context, params, body.reason, ifMatch)),
  countDeadline: ({ context, query }) => countDeadline(context, query),
};
