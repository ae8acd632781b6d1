import type { reportRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { getLetterhead, saveLetterhead } from './letterheads.service.ts';
import { officialReport } from './official-report.service.ts';
import { getReportDetails, saveReportDetails } from './report-details.service.ts';
import { documentSample } from './sample-document.service.ts';
import { addSignedFile, listSignedFiles, signedFileContent } from './signed-files.service.ts';
import {
  getReportTemplate,
  removeReportTemplate,
  reportTemplateFile,
  uploadReportTemplate,
} from './template.service.ts';

export const reportHandlers: Handlers<typeof reportRoutes> = {
  getReportDetails: async ({ context, params, reply }) => {
    const details = await getReportDetails(context, params);
    reply.etag(details.version);
    return details;
  },
  saveReportDetails: async ({ context, params, ifMatch, body, reply }) => {
    const saved = await saveReportDetails(context, params, ifMatch, body);
    reply.etag(saved.version);
    return saved;
  },
  officialReport: ({ context, params, query }) =>
    officialReport(context, params, { ...query, format: params.format }),
  getReportTemplate: ({ context, params }) => getReportTemplate(context, params.kind),
  reportTemplateFile: ({ context, params }) => reportTemplateFile(context, params.kind),
  documentSample: ({ context, params }) => documentSample(context, params.kind, params.format),
  uploadReportTemplate: ({ context, params, file }) => uploadReportTemplate(context, params.kind, file),
  getLetterhead: async ({ context, params, reply }) => {
    const answer = await getLetterhead(context, params.kind);
    reply.etag(answer.version);
    return answer;
  },
  saveLetterhead: async ({ context, params, ifMatch, body, reply }) => {
    const answer = await saveLetterhead(context, params.kind, ifMatch, body);
    reply.etag(answer.version);
    return answer;
  },
  removeReportTemplate: ({ context, params }) => removeReportTemplate(context, params.kind),
  addSignedFile: ({ context, params, body }) => addSignedFile(context, params, body.uploadId),
  listSignedFiles: ({ context, params }) => listSignedFiles(context, params),
  signedFileContent: ({ context, params }) => signedFileContent(context, params, params.number),
};
