import type { receiptRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { logCheckpoint, logProof } from './log-proof.service.ts';
import {
  getReceipt,
  listReceipts,
  receiptNote,
  receiptProofFile,
  savedItemReceipt,
} from './receipts.service.ts';

export const receiptHandlers: Handlers<typeof receiptRoutes> = {
  getReceipt: ({ context, params }) => getReceipt(context, params.receiptId),
  receiptNote: ({ context, params }) => receiptNote(context, params.receiptId),
  receiptProof: ({ context, params }) => receiptProofFile(context, params.receiptId),
  listReceipts: ({ context, params, query }) => listReceipts(context, params, query),
  savedItemReceipt: ({ context, params }) => savedItemReceipt(context, params),
  logCheckpoint: ({ context }) => logCheckpoint(context),
  logProof: ({ context, query }) => logProof(context, query.hash),
};
