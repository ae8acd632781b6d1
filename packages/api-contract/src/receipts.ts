import { z } from 'zod';
import { page, pageQuery, roundUnitParams } from './common.ts';
import { route } from './route.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What an acknowledged save, upload or submission answers with: the person keeps it, and checks it without us. */
export const receipt = z.object({
  /** null for saves and uploads: theirs are made again from what is stored. */
  id: z.uuid().nullable(),
  kind: z.enum(['save', 'upload', 'submission']),
  note: z.string().describe('Signed note (C2SP signed-note, Ed25519); the file that is kept, byte for byte'),
  hash: sha256.describe('SHA-256 of the text of the note: what the QR code shows and the log records'),
  recordHash: sha256.describe('SHA-256 of what was received; docs/receipts.md says of which bytes'),
  receivedAt: z.string(),
  checkUrl: z.string().describe('Public page that says whether the log has it'),
});
export type Receipt = z.infer<typeof receipt>;

/** Where the log has it; null: it waits for the next batch (at most a minute). */
const logged = z.object({ index: z.number().int(), loggedAt: z.string() }).nullable();

export const storedReceipt = receipt.extend({
  id: z.uuid(),
  roundId: z.string(),
  unitId: z.uuid(),
  /** Number of the submission. */
  subject: z.string(),
  version: z.number().int(),
  logged,
});
export type StoredReceipt = z.infer<typeof storedReceipt>;

/** Everything that stands on a printed receipt. */
export const printedReceipt = storedReceipt.extend({
  roundTitle: z.string(),
  unitCode: z.string(),
  unitName: z.string(),
  qrText: z.string().describe('What the QR code holds: the address of the public page'),
  qrSvg: z.string().describe('The QR code as SVG, black on white, without a size of its own'),
  verifierKey: z.string(),
});
export type PrintedReceipt = z.infer<typeof printedReceipt>;

const receiptParams = z.object({ receiptId: z.uuid() });
const versionParams = roundUnitParams.extend({
  itemId: z.string().max(100),
  version: z.coerce.number().int().min(1).max(999_999_999),
});

export const receiptRoutes = {
  getReceipt: route({
    method: 'GET',
    path: '/receipts/:receiptId',
    permission: 'signed-in',
    feature: 'receipts',
    summary: 'A stored receipt with all that is printed on it',
    params: receiptParams,
    response: printedReceipt,
  }),
  receiptNote: route({
    method: 'GET',
    path: '/receipts/:receiptId/note',
    permission: 'signed-in',
    feature: 'receipts',
    summary: 'The receipt as a text file',
    params: receiptParams,
    response: z.unknown(),
  }),
  receiptProof: route({
    method: 'GET',
    path: '/receipts/:receiptId/proof',
    permission: 'signed-in',
    feature: 'receipts',
    summary: 'The receipt with its proof of inclusion, as a .tlog-proof file; 409 until it is logged',
    params: receiptParams,
    response: z.unknown(),
  }),
  listReceipts: route({
    method: 'GET',
    path: '/rounds/:roundId/units/:unitId/receipts',
    permission: 'scorecard.read',
    feature: 'receipts',
    summary: 'Stored receipts of a card, newest first',
    params: roundUnitParams,
    query: pageQuery,
    response: page(storedReceipt),
  }),
  savedItemReceipt: route({
    method: 'GET',
    path: '/rounds/:roundId/units/:unitId/items/:itemId/versions/:version/receipt',
    permission: 'scorecard.read',
    feature: 'receipts',
    summary:
      'The receipt of a saved version, made again from what is stored, with the record that was hashed',
    params: versionParams,
    response: z.object({
      receipt,
      record: z.string().describe('Canonical JSON; its SHA-256 is `recordHash`'),
    }),
  }),
  logCheckpoint: route({
    method: 'GET',
    path: '/log/checkpoint',
    permission: 'public',
    feature: 'receipts',
    summary: 'Newest signed checkpoint of the transparency log, with the key that checks it',
    response: z.object({
      size: z.number().int(),
      checkpoint: z.string().describe('Signed note (C2SP tlog-checkpoint)'),
      signedAt: z.string(),
      verifierKey: z.string(),
    }),
  }),
  logProof: route({
    method: 'GET',
    path: '/log/proof',
    permission: 'public',
    feature: 'receipts',
    summary: 'Proof that the log has the receipt with this hash; 404 when it has not',
    query: z.object({ hash: sha256 }),
    response: z.object({
      hash: sha256,
      index: z.number().int(),
      loggedAt: z.string(),
      proof: z.string().describe('C2SP tlog-proof without the receipt itself'),
      verifierKey: z.string(),
    }),
  }),
};
