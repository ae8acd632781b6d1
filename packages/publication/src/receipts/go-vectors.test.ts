import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { utf8 } from '../log/bytes.ts';
import { checkpointText } from '../log/checkpoint.ts';
import { inclusionProof, leafHash, rootOf, treeOf } from '../log/merkle.ts';
import { newSigner } from '../log/signed-note.ts';
import { receiptEntry, receiptProof } from './receipt-entry.ts';
import { parseReceiptText, receiptText } from './receipt-text.ts';
import { verifyReceipt } from './verify-receipt.ts';

/** Notes, log and proofs that Go's own packages made (bench/foreign-verifier, `main -vectors`). */
const vectors = z
  .object({
    seed: z.string(),
    vkey: z.string(),
    checkpoint: z.string(),
    receipts: z.array(z.object({ note: z.string(), entry: z.string(), proof: z.string() })).min(11),
  })
  .parse(JSON.parse(readFileSync(new URL('./testing/go-vectors.json', import.meta.url), 'utf8')));
const signer = newSigner(new Uint8Array(Buffer.from(vectors.seed, 'hex')), 'go.example/log');

describe('what Go made', () => {
  it('is accepted: key, receipts of all kinds, proofs', () => {
    expect(signer.vkey).toBe(vectors.vkey);
    vectors.receipts.forEach(({ note, proof }, index) => {
      const logged = { index, size: vectors.receipts.length };
      expect(verifyReceipt({ file: utf8(note), key: vectors.vkey })).toMatchObject({ verdict: 'valid' });
      expect(verifyReceipt({ file: utf8(proof), key: vectors.vkey })).toMatchObject({
        verdict: 'valid',
        logged,
      });
    });
  });

  it('is what this code makes of the same, byte for byte', () => {
    const tree = treeOf(vectors.receipts.map(({ entry }) => leafHash(utf8(entry))));
    const checkpoint = signer.sign(checkpointText('go.example/log', tree.size, rootOf(tree)));
    expect(checkpoint).toBe(vectors.checkpoint);
    vectors.receipts.forEach(({ note, entry, proof }, index) => {
      const parsed = parseReceiptText(note.slice(0, note.indexOf('\n\n') + 1));
      const text = parsed.ok ? receiptText(parsed.statement) : '';
      const hash = verifyReceipt({ file: utf8(note) }).hash ?? '';
      expect(signer.sign(text)).toBe(note);
      expect(Buffer.from(receiptEntry(hash)).toString()).toBe(entry);
      expect(receiptProof(note, index, inclusionProof(tree, index), checkpoint)).toBe(proof);
    });
  });

  it('is refused when the parts of two receipts are mixed', () => {
    vectors.receipts.forEach(({ proof }, i) => {
      const other = vectors.receipts[(i + 1) % vectors.receipts.length];
      const extra = /^extra .*$/m.exec(other?.proof ?? '')?.[0] ?? '';
      const mixed = proof.replace(/^extra .*$/m, extra);
      expect(verifyReceipt({ file: utf8(mixed), key: vectors.vkey }).problem?.code).toBe('inclusion-wrong');
    });
  });
});
