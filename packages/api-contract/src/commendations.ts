import { z } from 'zod';
import { legalDate, page, pageQuery, requiredText, roundParams, slug, text } from './common.ts';
import { route } from './route.ts';

const recipient = z.object({
  unitId: z.uuid().nullable(),
  unitName: z.string().nullable(),
  /** null: the unit itself is commended. */
  personName: z.string().nullable(),
  personTitle: z.string().nullable(),
});
export const commendation = z.object({
  id: z.uuid(),
  roundId: z.string(),
  roundTitle: z.string(),
  indexYear: z.number().int(),
  title: z.string(),
  decisionNumber: z.string(),
  decisionDate: z.string(),
  signer: z.string(),
  /** The published result that it rests on: its sequence in the round, place in the log and hash of the manifest. */
  publication: z.object({
    sequence: z.number().int(),
    logIndex: z.number().int(),
    manifestHash: z.string(),
    /** False: a correction was published since. */
    stands: z.boolean(),
  }),
  recipients: z.array(recipient),
  /** null while it stands. */
  withdrawn: z.object({ at: z.string(), by: z.string().nullable(), reason: z.string() }).nullable(),
});
export type Commendation = z.infer<typeof commendation>;

const filter = { round: slug.optional(), unit: z.uuid().optional() };

export const commendationRoutes = {
  listCommendations: route({
    method: 'GET',
    path: '/commendations',
    permission: 'commendations.read',
    feature: 'commendations',
    summary: 'Commendations with the published results they rest on, newest decision first',
    query: pageQuery.extend(filter),
    response: page(commendation),
  }),
  exportCommendations: route({
    method: 'GET',
    path: '/commendations/export',
    permission: 'commendations.read',
    feature: 'commendations',
    summary: 'The same list as CSV, a line a recipient',
    query: z.object(filter),
    response: z.unknown(),
  }),
  recordCommendation: route({
    method: 'POST',
    path: '/rounds/:roundId/commendations',
    permission: 'commendations.manage',
    feature: 'commendations',
    summary: 'Record a commendation for the result of a round that is published',
    idempotent: true,
    params: roundParams,
    body: z.object({
      title: requiredText(300),
      decisionNumber: requiredText(100),
      decisionDate: legalDate,
      signer: requiredText(300),
      recipients: z
        .array(
          z
            .object({
              unitId: z.uuid().nullable(),
              personName: text(200),
              personTitle: text(300),
            })
            .refine(({ unitId, personName }) => unitId !== null || personName !== '', {
              message: 'Chọn đơn vị hoặc ghi tên người. / Choose a unit or name a person.',
            }),
        )
        .min(1)
        .max(500),
    }),
    response: commendation,
  }),
  withdrawCommendation: route({
    method: 'POST',
    path: '/commendations/:commendationId/withdraw',
    permission: 'commendations.manage',
    feature: 'commendations',
    summary: 'Withdraw a commendation that was revoked or entered by mistake; it stays on record',
    idempotent: true,
    params: z.object({ commendationId: z.uuid() }),
    body: z.object({ reason: requiredText(2000) }),
    response: commendation,
  }),
};
