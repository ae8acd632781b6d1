import { z } from 'zod';
import { appraisalRow, decisionBody, itemReply, judgement } from './appraisal.ts';
import { instant, page, pageQuery, requiredText, roundParams, roundUnitParams, text } from './common.ts';
import { route } from './route.ts';
import { itemScore } from './self-scoring.ts';

const count = z.number().int().min(0).max(1000);
export const councilVotes = z
  .object({ inFavour: count, against: count, abstained: count })
  .refine(({ inFavour, against, abstained }) => inFavour + against + abstained > 0, {
    message: 'Không có phiếu nào. / Nobody voted.',
  });
export type CouncilVotes = z.infer<typeof councilVotes>;

/** One item that comes before the council: contested by its unit, or decided by the council already. */
export const agendaItem = z.object({
  unitId: z.uuid(),
  unitCode: z.string(),
  unitName: z.string(),
  itemId: z.string(),
  itemName: z.string(),
  areaId: z.string(),
  /** Version of the decision that stands; also the ETag of a decision. */
  version: z.number().int(),
  self: itemScore,
  final: itemScore.nullable(),
  stages: z.array(judgement),
  reply: itemReply.nullable(),
  /** Votes on the council's decision; null: it has taken none, or by agreement. */
  votes: z.object({ inFavour: count, against: count, abstained: count }).nullable(),
  editable: z.boolean(),
});
export type AgendaItem = z.infer<typeof agendaItem>;

export const tie = z.object({
  rank: z.number().int(),
  units: z.array(z.object({ unitId: z.uuid(), unitName: z.string(), points: z.string() })),
});

const attendant = z.object({
  name: requiredText(200),
  /** Office and part in the council, e.g. “Phó Giám đốc Sở Nội vụ, thành viên”. */
  capacity: requiredText(300),
  present: z.boolean(),
});
const minutesFields = {
  heldAt: instant,
  endedAt: instant.nullable(),
  place: requiredText(300),
  chairId: z.uuid(),
  secretaryId: z.uuid(),
  attendance: z.array(attendant).min(1).max(200),
  conclusions: requiredText(20_000),
};
export const councilMinutes = z.object({
  version: z.number().int(),
  ...minutesFields,
  endedAt: z.string().nullable(),
  heldAt: z.string(),
  chairName: z.string(),
  secretaryName: z.string(),
  sha256: z.string(),
  /** The frozen result that they are about. */
  freezeSequence: z.number().int(),
  signatures: z.array(z.object({ part: z.enum(['chair', 'secretary']), by: z.string(), at: z.string() })),
  /** Both have signed this version, and it is about the result that is frozen now. */
  signed: z.boolean(),
  maySign: z.array(z.enum(['chair', 'secretary'])),
});
export type CouncilMinutes = z.infer<typeof councilMinutes>;

export const council = z.object({
  /** The result that lies before the council; null: none was frozen yet. */
  freeze: z.object({ sequence: z.number().int(), sha256: z.string(), at: z.string() }).nullable(),
  ties: z.array(tie),
  minutes: councilMinutes.nullable(),
  /** People who may be chair or secretary: who hold a role in the council or the standing body. */
  people: z.array(z.object({ accountId: z.uuid(), displayName: z.string() })),
  editable: z.boolean(),
});
export type Council = z.infer<typeof council>;

const documentParams = roundParams.extend({ format: z.enum(['docx', 'pdf']) });

export const councilRoutes = {
  getCouncil: route({
    method: 'GET',
    path: '/rounds/:roundId/council',
    permission: 'council.read',
    feature: 'council',
    summary: 'What lies before the council: the frozen result, ties, and the minutes',
    params: roundParams,
    response: council,
  }),
  listAgenda: route({
    method: 'GET',
    path: '/rounds/:roundId/council/agenda',
    permission: 'council.read',
    feature: 'council',
    summary: 'Items that units contested, with every layer',
    params: roundParams,
    query: pageQuery,
    response: page(agendaItem),
  }),
  councilDecide: route({
    method: 'PUT',
    path: '/rounds/:roundId/units/:unitId/items/:itemId/council-decision',
    permission: 'council.decide',
    feature: 'council',
    summary: 'The council decides one item of one unit; always with a reason',
    ifMatch: true,
    params: roundUnitParams.extend({ itemId: z.string().max(100) }),
    body: decisionBody.extend({ votes: councilVotes.nullable().default(null) }),
    response: appraisalRow,
  }),
  saveMinutes: route({
    method: 'PUT',
    path: '/rounds/:roundId/council/minutes',
    permission: 'council.decide',
    feature: 'council',
    summary: 'Write the minutes; a new version has to be signed anew',
    ifMatch: true,
    params: roundParams,
    body: z.object({ ...minutesFields, conclusions: text(20_000).pipe(z.string().min(1)) }),
    response: council,
  }),
  minutesDocument: route({
    method: 'GET',
    path: '/rounds/:roundId/council/minutes/:format',
    permission: 'council.read',
    feature: 'council',
    summary: 'The minutes with the table that the council adopted; a draft until both have signed',
    params: documentParams,
    response: z.unknown(),
  }),
  publicationDecision: route({
    method: 'GET',
    path: '/rounds/:roundId/council/publication-decision/:format',
    permission: 'council.read',
    feature: 'council',
    summary: 'The decision that publishes, with its annex, to be signed; a draft until the round is approved',
    params: documentParams,
    response: z.unknown(),
  }),
  signMinutes: route({
    method: 'POST',
    path: '/rounds/:roundId/council/minutes/sign',
    permission: 'council.decide',
    feature: 'council',
    summary: 'Confirm the minutes as chair or as secretary',
    idempotent: true,
    params: roundParams,
    body: z.object({ version: z.number().int().min(1), part: z.enum(['chair', 'secretary']) }),
    response: council,
  }),
};
