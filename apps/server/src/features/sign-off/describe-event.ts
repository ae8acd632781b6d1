import type { CardEventRow as ApiEvent } from '@parix/api-contract';
import { z } from 'zod';
import type { CardEventRow } from './card-events.queries.ts';

const storedRemarks = z.array(z.object({ itemId: z.string(), remark: z.string() }));

export const remarksOf = ({ remarks }: CardEventRow): z.output<typeof storedRemarks> =>
  storedRemarks.parse(remarks);

export const describeEvent = (row: CardEventRow): ApiEvent => ({
  sequence: row.sequence,
  kind: row.kind,
  at: row.at.toISOString(),
  by: row.actorName,
  onBehalfOf: row.onBehalfName,
  reason: row.reason,
  closesAt: row.closesAt?.toISOString() ?? null,
  remarks: remarksOf(row),
  requestId: row.requestId,
});
