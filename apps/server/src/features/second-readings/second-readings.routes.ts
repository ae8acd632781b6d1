import type { secondReadingRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { agreementOf } from './agreement.service.ts';
import { drawReadings, listDraws } from './draw.service.ts';
import { listTasks, readSecond } from './reading-tasks.service.ts';

export const secondReadingHandlers: Handlers<typeof secondReadingRoutes> = {
  listReadingDraws: ({ context, params }) => listDraws(context, params.roundId),
  drawSecondReadings: ({ context, params, body }) => drawReadings(context, params.roundId, body),
  listReadingTasks: ({ context, params, query }) => listTasks(context, params.roundId, query),
  readSecond: ({ context, params, body }) => readSecond(context, params.roundId, body),
  getAgreement: ({ context, params }) => agreementOf(context, params.roundId),
};
