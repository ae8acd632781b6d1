import { CHECK_ANSWERS, CHECK_SOURCES, FINDING_KINDS, OPERATION_KINDS, TEAM_PARTS } from '@parix/workflow';
import { z } from 'zod';
import { instant, legalDate, page, pageQuery, requiredText, roundParams, text } from './common.ts';
import { route } from './route.ts';

export const INSPECTION_STATES = ['planned', 'done', 'signed', 'cancelled'] as const;
const itemId = z.string().min(1).max(100);

const planFields = {
  title: requiredText(300),
  decisionNumber: requiredText(100),
  decisionDate: legalDate,
  decisionIssuer: requiredText(300),
};
export const inspectionPlan = z.object({
  ...planFields,
  id: z.uuid(),
  roundId: z.string(),
  visits: z.number().int(),
  version: z.number().int(),
});
export type InspectionPlan = z.infer<typeof inspectionPlan>;

const memberFields = { accountId: z.uuid(), part: z.enum(TEAM_PARTS), capacity: text(300) };
const visitFields = {
  startsAt: instant,
  endsAt: instant,
  place: requiredText(300),
  team: z.array(z.object(memberFields)).min(1).max(30).describe('One of them the leader'),
};
export const inspectionVisit = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  unitName: z.string(),
  planId: z.uuid(),
  planTitle: z.string(),
  roundId: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  place: z.string(),
  state: z.enum(INSPECTION_STATES),
  team: z.array(z.object({ ...memberFields, displayName: z.string() })),
  /** Lines of the checklist, and how many of them have an answer. */
  checks: z.number().int(),
  answered: z.number().int(),
  findings: z.number().int(),
  /** The person is on its team. */
  mine: z.boolean(),
  version: z.number().int(),
});
export type InspectionVisit = z.infer<typeof inspectionVisit>;

const answerFields = { answer: z.enum(CHECK_ANSWERS), note: text(5000) };
/** What a device writes of a finding; `withdrawn`: it counts no more. */
export const findingValue = z.object({
  kind: z.enum(FINDING_KINDS),
  statement: requiredText(5000),
  recommendation: text(5000),
  itemId: itemId.nullable(),
  checkId: z.uuid().nullable(),
  repeatsFindingId: z.uuid().nullable(),
  withdrawn: z.boolean(),
});
export type FindingValue = z.infer<typeof findingValue>;
/** The answer to a line; `question` is set only by the device that adds the line. */
export const answerValue = z.object({
  ...answerFields,
  question: requiredText(1000).nullable(),
  itemId: itemId.nullable(),
});
export type AnswerValue = z.infer<typeof answerValue>;
/** How a visit went: hours, who was there, the general view, what is asked, what the unit says. */
export const proceedingsValue = z.object({
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  unitSide: z.array(z.object({ name: requiredText(200), capacity: text(300) })).max(50),
  general: text(10_000),
  requests: text(10_000),
  remedyBy: legalDate.nullable(),
  unitOpinion: text(10_000),
});
export type ProceedingsValue = z.infer<typeof proceedingsValue>;
export const photoValue = z.object({
  findingId: z.uuid(),
  uploadId: z.string().max(100),
  caption: text(500),
});
export const removalValue = z.object({});

const written = { by: z.string().nullable(), at: z.string() };
export const inspectionCheck = z.object({
  id: z.uuid(),
  source: z.enum(CHECK_SOURCES),
  itemId: z.string().nullable(),
  itemCode: z.string().nullable(),
  itemName: z.string().nullable(),
  question: z.string(),
  /** The finding of an earlier visit that it asks about. */
  earlier: z
    .object({
      id: z.uuid(),
      statement: z.string(),
      recommendation: z.string(),
      foundOn: z.string(),
    })
    .nullable(),
  /** 0: no answer yet. */
  version: z.number().int(),
  answer: z.enum(CHECK_ANSWERS),
  note: z.string(),
  by: z.string().nullable(),
});
export type InspectionCheck = z.infer<typeof inspectionCheck>;
export const inspectionPhoto = z.object({
  id: z.uuid(),
  findingId: z.uuid(),
  fileName: z.string(),
  sha256: z.string(),
  caption: z.string(),
  ...written,
});
export type InspectionPhoto = z.infer<typeof inspectionPhoto>;
export const inspectionFinding = findingValue.extend({
  id: z.uuid(),
  version: z.number().int(),
  itemCode: z.string().nullable(),
  ...written,
});
export type InspectionFinding = z.infer<typeof inspectionFinding>;

const recordCheck = z.object({ question: z.string(), itemCode: z.string().nullable(), ...answerFields });
const recordFinding = z.object({
  id: z.uuid(),
  kind: z.enum(FINDING_KINDS),
  statement: z.string(),
  recommendation: z.string(),
  itemCode: z.string().nullable(),
  /** Day on which the same was found before; null: new. */
  repeatsOf: z.string().nullable(),
  photos: z.array(z.object({ fileName: z.string(), sha256: z.string(), caption: z.string() })),
});
/** Everything that a record says, as it was frozen. */
export const recordContent = z.object({
  unitName: z.string(),
  planTitle: z.string(),
  decision: z.object({ number: z.string(), date: z.string(), issuer: z.string() }),
  place: z.string(),
  startedAt: z.string(),
  endedAt: z.string(),
  team: z.array(z.object({ name: z.string(), part: z.enum(TEAM_PARTS), capacity: z.string() })),
  unitSide: z.array(z.object({ name: z.string(), capacity: z.string() })),
  general: z.string(),
  checks: z.array(recordCheck),
  findings: z.array(recordFinding),
  requests: z.string(),
  remedyBy: z.string().nullable(),
  unitOpinion: z.string(),
});
export type RecordContent = z.infer<typeof recordContent>;
/** What a signed record is put right by; findings named are taken back once the unit has signed too. */
export const addendumContent = z.object({
  text: z.string(),
  withdrawnFindingIds: z.array(z.uuid()),
});
const signature = z.object({
  side: z.enum(['team', 'unit']),
  by: z.string(),
  capacity: z.string(),
  opinion: z.string(),
  at: z.string(),
});
/** A copy of the record as it was signed on paper. */
const scan = z.object({
  number: z.number().int(),
  fileName: z.string(),
  size: z.number().int().describe('Bytes'),
  sha256: z.string(),
  by: z.string().nullable(),
  at: z.string(),
});
export type InspectionScan = z.infer<typeof scan>;
const recordFields = {
  version: z.number().int(),
  sha256: z.string(),
  ...written,
  signatures: z.array(signature),
  scans: z.array(scan),
};
export const inspectionRecord = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('record'), content: recordContent, ...recordFields }),
  z.object({ kind: z.literal('addendum'), content: addendumContent, ...recordFields }),
]);
export type InspectionRecord = z.infer<typeof inspectionRecord>;

/** Words that were kept aside because another device had changed the same thing. */
export const keptAside = z.object({
  operationId: z.uuid(),
  kind: z.enum(OPERATION_KINDS),
  subjectId: z.uuid(),
  value: z.record(z.string(), z.unknown()),
  ...written,
});
/** Everything a phone needs to go on without a network. */
export const inspectionPackage = inspectionVisit.extend({
  roundTitle: z.string(),
  decision: z.object({ number: z.string(), date: z.string(), issuer: z.string() }),
  checkList: z.array(inspectionCheck),
  findingList: z.array(inspectionFinding),
  photos: z.array(inspectionPhoto),
  proceedings: proceedingsValue.extend({ version: z.number().int() }).nullable(),
  keptAside: z.array(keptAside),
  items: z.array(
    z.object({ id: z.string(), code: z.string(), name: z.string(), area: z.string(), evidence: z.string() }),
  ),
  records: z.array(inspectionRecord),
  /** Hash of what a record closed now would say; what the leader has read. */
  draftSha256: z.string().nullable(),
  may: z.object({
    fill: z.boolean(),
    manage: z.boolean(),
    close: z.boolean(),
    reopen: z.boolean(),
    addAddendum: z.boolean(),
    /** Versions that wait for the person's signature for the unit. */
    signForUnit: z.array(z.number().int()),
    /** Copies signed on paper may be added to what was closed. */
    addScan: z.boolean(),
  }),
});
export type InspectionPackage = z.infer<typeof inspectionPackage>;

const operation = z.object({
  id: z.uuid().describe('Made by the device: sent again it counts once'),
  kind: z.enum(OPERATION_KINDS),
  subjectId: z.uuid().describe('The line, finding, photo, or the visit itself'),
  base: z.number().int().min(0).describe('Version on which it was written; 0: none was known'),
  notedAt: instant,
  resolves: z.uuid().nullable().describe('The conflict that it settles'),
  /** Of the shape of its kind; one that is not is refused alone. */
  value: z.record(z.string().max(100), z.unknown()),
});
export type InspectionOperation = z.infer<typeof operation>;
export const operationAnswer = z.object({
  id: z.uuid(),
  outcome: z.enum(['applied', 'conflict', 'refused']),
  version: z.number().int(),
  /** Of a conflict: what stands, in the shape of the kind. */
  value: z.record(z.string(), z.unknown()).nullable(),
  /** Why it was refused, and in words. */
  code: z.string().nullable(),
  message: z.string().nullable(),
});
export type OperationAnswer = z.infer<typeof operationAnswer>;

const visitParams = z.object({ unitId: z.uuid(), visitId: z.uuid() });
const scanParams = visitParams.extend({ version: z.coerce.number().int().min(1) });
/** Visits of the same people at the same time: a warning, never a refusal. */
const planned = z.object({
  visit: inspectionVisit,
  overlaps: z.array(
    z.object({ displayName: z.string(), unitName: z.string(), startsAt: z.string(), endsAt: z.string() }),
  ),
});
const reason = requiredText(2000);
const capacity = requiredText(300).describe('Office in which one signs');

export const inspectionRoutes = {
  listInspectionPlans: route({
    method: 'GET',
    path: '/rounds/:roundId/inspection-plans',
    permission: 'inspections.read',
    feature: 'inspections',
    summary: 'Plans of inspections of a round',
    params: roundParams,
    response: z.object({ items: z.array(inspectionPlan) }),
  }),
  createInspectionPlan: route({
    method: 'POST',
    path: '/rounds/:roundId/inspection-plans',
    permission: 'inspections.manage',
    feature: 'inspections',
    summary: 'Enter a plan with the decision that sets it up',
    idempotent: true,
    params: roundParams,
    body: z.object(planFields),
    response: inspectionPlan,
  }),
  updateInspectionPlan: route({
    method: 'PUT',
    path: '/inspection-plans/:planId',
    permission: 'inspections.manage',
    feature: 'inspections',
    summary: 'Change a plan',
    ifMatch: true,
    params: z.object({ planId: z.uuid() }),
    body: z.object(planFields),
    response: inspectionPlan,
  }),
  listInspectors: route({
    method: 'GET',
    path: '/inspectors',
    permission: 'inspections.manage',
    feature: 'inspections',
    summary: 'People who may be on a team, by name',
    query: pageQuery.extend({ q: z.string().max(200).optional() }),
    response: page(z.object({ id: z.uuid(), displayName: z.string(), unitName: z.string().nullable() })),
  }),
  listInspectionVisits: route({
    method: 'GET',
    path: '/inspection-visits',
    permission: 'inspections.read',
    feature: 'inspections',
    summary: 'Visits by time; a unit sees its own once the record is closed',
    query: pageQuery.extend({
      roundId: z.string().max(64).optional(),
      unitId: z.uuid().optional(),
      state: z.enum(INSPECTION_STATES).optional(),
      mine: z.stringbool().optional().describe('Only those on whose team the person is'),
      from: legalDate.optional(),
      to: legalDate.optional().describe('Last day, in Vietnam'),
    }),
    response: page(inspectionVisit),
  }),
  planInspectionVisit: route({
    method: 'POST',
    path: '/inspection-plans/:planId/visits',
    permission: 'inspections.manage',
    feature: 'inspections',
    summary: 'Plan a visit of a unit; its checklist is drawn at once',
    idempotent: true,
    params: z.object({ planId: z.uuid() }),
    body: z.object({ ...visitFields, unitId: z.uuid() }),
    response: planned,
  }),
  updateInspectionVisit: route({
    method: 'PUT',
    path: '/units/:unitId/inspection-visits/:visitId',
    permission: 'inspections.manage',
    feature: 'inspections',
    summary: 'Change time, place or team of a visit that is not closed',
    ifMatch: true,
    params: visitParams,
    body: z.object(visitFields),
    response: planned,
  }),
  cancelInspectionVisit: route({
    method: 'POST',
    path: '/units/:unitId/inspection-visits/:visitId/cancel',
    permission: 'inspections.manage',
    feature: 'inspections',
    summary: 'Cancel a visit that is not closed; what was written stays',
    idempotent: true,
    params: visitParams,
    body: z.object({ reason }),
    response: inspectionVisit,
  }),
  getInspectionVisit: route({
    method: 'GET',
    path: '/units/:unitId/inspection-visits/:visitId',
    permission: 'inspections.read',
    feature: 'inspections',
    summary: 'A visit with everything that belongs to it: what a phone takes along',
    params: visitParams,
    response: inspectionPackage,
  }),
  drawChecklist: route({
    method: 'POST',
    path: '/units/:unitId/inspection-visits/:visitId/checklist',
    permission: 'inspections.fill',
    feature: 'inspections',
    summary: 'Add lines for what has become open since the checklist was drawn',
    idempotent: true,
    params: visitParams,
    response: z.object({ added: z.number().int() }),
  }),
  syncInspectionVisit: route({
    method: 'POST',
    path: '/units/:unitId/inspection-visits/:visitId/operations',
    permission: 'inspections.fill',
    feature: 'inspections',
    summary: 'Send what was written on a device; each operation counts once and is answered for itself',
    idempotent: true,
    params: visitParams,
    body: z.object({ operations: z.array(operation).min(1).max(200) }),
    response: z.object({ answers: z.array(operationAnswer) }),
  }),
  closeInspection: route({
    method: 'POST',
    path: '/units/:unitId/inspection-visits/:visitId/record',
    permission: 'inspections.sign',
    feature: 'inspections',
    summary: 'Close the record as leader of the team and sign it; then it waits for the unit',
    idempotent: true,
    params: visitParams,
    body: z.object({ draftSha256: z.string().length(64), capacity }),
    response: inspectionPackage,
  }),
  reopenInspection: route({
    method: 'POST',
    path: '/units/:unitId/inspection-visits/:visitId/reopen',
    permission: 'inspections.sign',
    feature: 'inspections',
    summary: 'Open a closed record again that the unit has not signed',
    idempotent: true,
    params: visitParams,
    body: z.object({ reason }),
    response: inspectionPackage,
  }),
  signInspectionRecord: route({
    method: 'POST',
    path: '/units/:unitId/inspection-visits/:visitId/sign',
    permission: 'inspections.sign',
    feature: 'inspections',
    summary: 'Sign a record or an addendum for the unit, with what it wants to have said',
    idempotent: true,
    params: visitParams,
    body: z.object({ version: z.number().int().min(1), capacity, opinion: text(5000) }),
    response: inspectionPackage,
  }),
  addInspectionAddendum: route({
    method: 'POST',
    path: '/units/:unitId/inspection-visits/:visitId/addenda',
    permission: 'inspections.sign',
    feature: 'inspections',
    summary: 'Put a signed record right by an addendum; it holds once the unit has signed it too',
    idempotent: true,
    params: visitParams,
    body: z.object({
      text: requiredText(10_000),
      withdrawnFindingIds: z.array(z.uuid()).max(200),
      capacity,
    }),
    response: inspectionPackage,
  }),
  addInspectionScan: route({
    method: 'POST',
    path: '/units/:unitId/inspection-visits/:visitId/records/:version/scans',
    permission: 'inspections.sign',
    feature: 'inspections',
    summary: 'Add a scan (PDF or image) of a closed record or addendum that was signed on paper',
    idempotent: true,
    params: scanParams,
    body: z.object({ uploadId: z.string().max(100) }),
    response: inspectionPackage,
  }),
  inspectionScanFile: route({
    method: 'GET',
    path: '/units/:unitId/inspection-visits/:visitId/records/:version/scans/:number',
    permission: 'inspections.read',
    feature: 'inspections',
    summary: 'A scan of a record signed on paper, byte for byte',
    params: scanParams.extend({ number: z.coerce.number().int().min(1) }),
    response: z.unknown(),
  }),
  inspectionRecordFile: route({
    method: 'GET',
    path: '/units/:unitId/inspection-visits/:visitId/record/:format',
    permission: 'inspections.read',
    feature: 'inspections',
    summary: 'The record as DOCX or PDF; a draft until both sides have signed',
    params: visitParams.extend({ format: z.enum(['docx', 'pdf']) }),
    response: z.unknown(),
  }),
  inspectionPhotoFile: route({
    method: 'GET',
    path: '/units/:unitId/inspection-visits/:visitId/photos/:photoId',
    permission: 'inspections.read',
    feature: 'inspections',
    summary: 'A photo of a finding',
    params: visitParams.extend({ photoId: z.uuid() }),
    response: z.unknown(),
  }),
};
