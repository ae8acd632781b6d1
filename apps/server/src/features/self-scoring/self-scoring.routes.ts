import type { selfScoringRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { getCard, itemHistory } from './card.service.ts';
import { cardWorkbook, importCardWorkbook } from './card-workbook.service.ts';
import { lastYear } from './last-year.service.ts';
import { pulse } from './pulse.service.ts';
import { importFacts } from './import-facts.service.ts';
import { listCards } from './list-cards.service.ts';
import { saveItem } from './save-item.service.ts';

export const selfScoringHandlers: Handlers<typeof selfScoringRoutes> = {
  listCards: ({ context, params, query }) => listCards(context, params.roundId, query),
  getCard: ({ context, params }) => getCard(context, params.roundId, params.unitId),
  saveItem: async ({ context, params, ifMatch, body, reply }) => {
    const saved = await saveItem(context, params, ifMatch, body);
    reply.etag(saved.item.version);
    return saved;
  },
  itemHistory: ({ context, params, query }) => itemHistory(context, params, query),
  pulse: ({ context, params, body }) => pulse(context, params, body),
  lastYear: ({ context, params }) => lastYear(context, params),
  cardWorkbook: ({ context, params }) => cardWorkbook(context, params),
  importCardWorkbook: ({ context, params, file, query }) => importCardWorkbook(context, params, file, query),
  importFacts: ({ context, params, file, query }) => importFacts(context, params.roundId, file, query),
};
