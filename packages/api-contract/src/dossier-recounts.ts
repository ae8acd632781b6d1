import { z } from 'zod';
import { instant, legalDate, page, pageQuery } from './common.ts';
import { route } from './route.ts';

/** Why dossiers that were counted already are counted again. */
export const RECOUNT_CAUSES = ['procedures', 'calendar'] as const;

const dossierRecount = z.object({
  id: z.uuid(),
  cause: z.enum(RECOUNT_CAUSES),
  /** procedures: how many changed. */
  procedures: z.int(),
  /** calendar: first and last day that changed. */
  firstDay: legalDate.nullable(),
  lastDay: legalDate.nullable(),
  orderedAt: instant,
  orderedBy: z.string().nullable(),
  /** Dossiers counted so far. */
  dossiers: z.int(),
  /** Dossiers passed over: their events are archived, and they keep what they came to. */
  archived: z.int(),
  changedAt: instant.describe('Last progress'),
  /** null: still under way; figures of the dossiers that wait are those before the change. */
  finishedAt: instant.nullable(),
});
export type DossierRecount = z.output<typeof dossierRecount>;

export const dossierRecountRoutes = {
  listDossierRecounts: route({
    method: 'GET',
    path: '/dossier-recounts',
    permission: 'dossier-figures.read',
    feature: 'dossiers',
    summary: 'Dossiers counted again because a procedure or the calendar changed, newest first',
    query: pageQuery,
    response: page(dossierRecount),
  }),
};
