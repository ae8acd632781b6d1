import type { evidenceRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { evidenceContent, evidencePages } from './content.service.ts';
import { describeUpload, evidenceUsage } from './library-room.service.ts';
import {
  addEvidence,
  changeEvidence,
  earlierEvidence,
  getEvidence,
  hideEvidence,
  listEvidence,
} from './documents.service.ts';

export const evidenceHandlers: Handlers<typeof evidenceRoutes> = {
  listEvidence: ({ context, params, query }) => listEvidence(context, params.unitId, query),
  addEvidence: ({ context, params, body }) => addEvidence(context, params.unitId, body),
  evidenceUsage: ({ context, params }) => evidenceUsage(context, params.unitId),
  evidenceUpload: ({ context, params }) => describeUpload(context, params.unitId, params.uploadId),
  getEvidence: async ({ context, params, reply }) => {
    const document = await getEvidence(context, params);
    reply.etag(document.current.version);
    return document;
  },
  changeEvidence: async ({ context, params, ifMatch, body, reply }) => {
    const saved = await changeEvidence(context, params, ifMatch, body);
    reply.etag(saved.document.current.version);
    return saved;
  },
  hideEvidence: ({ context, params, ifMatch }) => hideEvidence(context, params, ifMatch),
  evidencePages: ({ context, params, query }) => evidencePages(context, params, query),
  evidenceContent: ({ context, params }) => evidenceContent(context, params),
  earlierEvidence: ({ context, params }) => earlierEvidence(context, params),
};
