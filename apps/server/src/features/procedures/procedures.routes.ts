import type { procedureRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { exportProcedures } from './export-procedures.service.ts';
import { importProcedures } from './import-procedures.service.ts';
import {
  addProcedureRow,
  changeProcedureRow,
  getProcedure,
  listProcedures,
  listSectors,
} from './procedures.service.ts';

export const procedureHandlers: Handlers<typeof procedureRoutes> = {
  listProcedures: ({ context, query }) => listProcedures(context, query),
  listProcedureSectors: ({ context }) => listSectors(context),
  getProcedure: ({ context, params }) => getProcedure(context, params.code),
  addProcedureRow: ({ context, body }) => addProcedureRow(context, body),
  changeProcedureRow: async ({ context, params, body, ifMatch, reply }) => {
    const history = await changeProcedureRow(context, params, body, ifMatch);
    const row = history.rows.find(({ validFrom }) => validFrom === params.from);
    if (row) reply.etag(row.version);
    return history;
  },
  importProcedures: ({ context, query, file }) => importProcedures(context, file, query),
  exportProcedures: ({ context, query }) => exportProcedures(context, query),
};
