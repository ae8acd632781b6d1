import { z } from 'zod';
import { instant, legalDate, requiredText, roundParams } from './common.ts';
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
  correctionReason: z.string().nullable(),
  /** Sequence of the publication that replaces it and is public already; null while it stands. */
  replacedBy: z.number().int().nullable(),
});
export type Publication = z.infer<typeof publication>;

/** An order to publish: building takes a while, and nothing is public before it has ended well. */
export const publicationBuild = z.object({
  id: z.uuid(),
  roundId: z.string(),
  state: z.enum(['waiting', 'building', 'published', 'cancelled', 'failed']),
  decisionNumber: z.string().nullable(),
  decisionDate: legalDate.nullable(),
  /** End of the embargo; null: public as soon as it is built. */
  publicFrom: instant.nullable(),
  correctionReason: z.string().nullable(),
  unitsDone: z.number().int(),
  unitsTotal: z.number().int().nullable(),
  requestedAt: instant,
  endedAt: instant.nullable(),
  problems: z.array(z.object({ place: z.string(), code: z.string(), message: z.string() })),
  /** What came of it, also while its embargo lasts. */
  publication: publication.nullable(),
  /** Whether anybody can see it by now. */
  isPublic: z.boolean(),
});
export type PublicationBuild = z.infer<typeof publicationBuild>;
export const publicationRoutes = {
  publish: route({
    method: 'POST',
    path: '/rounds/:roundId/publications',
    permission: 'round.publish',
    feature: 'publication',
    summary:
      'Order the publication of a round: built in the background, then appended to the log and made public',
    idempotent: true,
    params: roundParams,
    body: z.object({
      decisionNumber: requiredText(100),
      decisionDate: legalDate,
      /** Who signed it; the issuer of the criteria set when left out. */
      decisionIssuer: requiredText(200).optional(),
      /** Nothing of it is shown before this instant; at once when left out. */
      publicFrom: instant.optional(),
      /** Why the standing publication is replaced: needed when there is one, with a decision of its own. */
      correctionReason: requiredText(1000).optional(),
    }),
    response: publicationBuild,
  }),
  getPublicationBuild: route({
    method: 'GET',
    path: '/rounds/:roundId/publication-build',
    permission: 'round.publish',
    feature: 'publication',
    summary: 'The latest order to publish the round, with how far it has come',
    params: roundParams,
    response: z.object({ build: publicationBuild.nullable() }),
  }),
  cancelPublicationBuild: route({
    method: 'POST',
    path: '/rounds/:roundId/publication-build/cancel',
    permission: 'round.publish',
    feature: 'publication',
    summary: 'Cancel the building of a publication; nothing of it was or becomes public',
    idempotent: true,
    params: roundParams,
    response: publicationBuild,
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
