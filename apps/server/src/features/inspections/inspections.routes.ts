import type { inspectionRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { drawChecklist } from './draw-checklist.service.ts';
import { photoFile } from './photo.service.ts';
import { changePlan, createPlan, listInspectors, listPlans } from './plans.service.ts';
import { recordFile } from './record-file.service.ts';
import { addAddendum, addScan, closeRecord, reopenRecord, signRecord } from './record.service.ts';
import { scanFile } from './scan.service.ts';
import { syncVisit } from './sync.service.ts';
import { getVisit } from './visit-package.service.ts';
import { cancelVisit, changeVisit, listVisits, planVisit } from './visits.service.ts';

export const inspectionHandlers: Handlers<typeof inspectionRoutes> = {
  listInspectionPlans: ({ context, params }) => listPlans(context, params.roundId),
  createInspectionPlan: ({ context, params, body }) => createPlan(context, params.roundId, body),
  updateInspectionPlan: async ({ context, params, ifMatch, body, reply }) => {
    const plan = await changePlan(context, params.planId, ifMatch, body);
    reply.etag(plan.version);
    return plan;
  },
  listInspectors: ({ context, query }) => listInspectors(context, query),
  listInspectionVisits: ({ context, query }) => listVisits(context, query),
  planInspectionVisit: ({ context, params, body }) => planVisit(context, params.planId, body),
  updateInspectionVisit: async ({ context, params, ifMatch, body, reply }) => {
    const answer = await changeVisit(context, params, ifMatch, body);
    reply.etag(answer.visit.version);
    return answer;
  },
  cancelInspectionVisit: ({ context, params, body }) => cancelVisit(context, params, body.reason),
  getInspectionVisit: async ({ context, params, reply }) => {
    const visit = await getVisit(context, params);
    reply.etag(visit.version);
    return visit;
  },
  drawChecklist: ({ context, params }) => drawChecklist(context, params),
  syncInspectionVisit: ({ context, params, body }) => syncVisit(context, params, body.operations),
  closeInspection: ({ context, params, body }) => closeRecord(context, params, body),
  reopenInspection: ({ context, params, body }) => reopenRecord(context, params, body.reason),
  signInspectionRecord: ({ context, params, body }) => signRecord(context, params, body),
  addInspectionAddendum: ({ context, params, body }) => addAddendum(context, params, body),
  addInspectionScan: ({ context, params, body }) => addScan(context, params, params.version, body.uploadId),
  inspectionScanFile: ({ context, params }) => scanFile(context, params, params.version, params.number),
  inspectionRecordFile: ({ context, params }) => recordFile(context, params, params.format),
  inspectionPhotoFile: ({ context, params }) => photoFile(context, params, params.photoId),
};
