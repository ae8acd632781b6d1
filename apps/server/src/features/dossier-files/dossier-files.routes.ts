import type { dossierFileRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import {
  announceFile,
  cancelFile,
  getFile,
  listFiles,
  problemsOfFile,
  sendPiece,
  startFile,
} from './files.service.ts';
import { previewFile } from './preview.service.ts';
import {
  compareFile,
  compareSent,
  getReconciliation,
  listReconciliations,
  reconciliationFile,
} from './reconciliation.service.ts';
import { importTotals, listTotals } from './totals.service.ts';

export const dossierFileHandlers: Handlers<typeof dossierFileRoutes> = {
  listDossierFiles: ({ context, params, query }) => listFiles(context, params.sourceId, query),
  announceDossierFile: ({ context, params, body }) => announceFile(context, params.sourceId, body),
  getDossierFile: ({ context, params }) => getFile(context, params.sourceId, params.fileId),
  sendDossierFilePiece: ({ context, params, query, file }) =>
    sendPiece(context, params.sourceId, params.fileId, query.at, file),
  previewDossierFile: ({ context, params, body }) =>
    previewFile(context, params.sourceId, params.fileId, body.mapping),
  startDossierFile: ({ context, params, body }) => startFile(context, params.sourceId, params.fileId, body),
  cancelDossierFile: ({ context, params }) => cancelFile(context, params.sourceId, params.fileId),
  dossierFileProblems: ({ context, params }) => problemsOfFile(context, params.sourceId, params.fileId),
  importDossierTotals: ({ context, params, query, file }) =>
    importTotals(context, params.sourceId, file, query.dryRun),
  listDossierTotals: ({ context, query }) => listTotals(context, query),
  compareDossierList: ({ context, params, query, file }) =>
    compareFile(context, params.sourceId, query, file),
  sendDossierList: ({ context, source, body }) => compareSent(context, source.id, body),
  listReconciliations: ({ context, params, query }) => listReconciliations(context, params.sourceId, query),
  getReconciliation: ({ context, params }) =>
    getReconciliation(context, params.sourceId, params.reconciliationId),
  reconciliationFile: ({ context, params }) =>
    reconciliationFile(context, params.sourceId, params.reconciliationId),
};
