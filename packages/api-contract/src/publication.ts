import { z } from 'zod';
import { legalDate, requiredText, roundParams } from './common.ts';
import { route } from './route.ts';

export const publication = z.object({
  id: z.string(),
  roundId: z.string(),
  sequence: z.number().int(),
  decisionNumber: z.string().nullable(),
  decisionDate: legalDate.nullable(),
  publishedAt: z.string(),
  manifestHash: z.string(),
  logIndex: z.number().int(),
  url: z.string().describe('Public page'),
  zipUrl: z.string(),
  fileCount: z.number().int(),
});
export type Publication = z.infer<typeof publication>;
export const publicationRoutes = {
  publish: route({
    method: 'POST',
    path: '/rounds/:roundId/publications',
    permission: 'round.publish',
    feature: 'publication',
    summary: 'Freeze the snapshot, append it to the log, publish',
    idempotent: true,
    params: roundParams,
    body: z.object({
      decisionNumber: requiredText(100),
      decisionDate: legalDate,
      /** Who signed it; the issuer of the criteria set when left out. */
      decisionIssuer: requiredText(200).optional(),
    }),
    response: publication,
  }),
  listPublications: route({
    method: 'GET',
    path: '/publications',
    permission: 'public',
    feature: 'publication',
    summary: 'Published results, newest first',
    response: z.object({
      items: z.array(
        publication.extend({ roundTitle: z.string(), indexYear: z.number().int(), sample: z.boolean() }),
      ),
      verifierKey: z.string(),
    }),
  }),
};
