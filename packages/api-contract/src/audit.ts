import { z } from 'zod';
import { page, pageQuery } from './common.ts';
import { route } from './route.ts';

export const auditRoutes = {
  listAudit: route({
    method: 'GET',
    path: '/audit-events',
    permission: 'audit.read',
    feature: 'audit',
    summary: 'Who did what, newest first',
    query: pageQuery.extend({ subject: z.string().max(200).optional() }),
    response: page(
      z.object({
        id: z.uuid(),
        at: z.string(),
        actor: z.string(),
        action: z.string(),
        subject: z.string(),
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
};
