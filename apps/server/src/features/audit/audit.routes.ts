import type { auditRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { listAudit } from './audit.service.ts';

export const auditHandlers: Handlers<typeof auditRoutes> = {
  listAudit: ({ context, query }) => listAudit(context, query),
};
