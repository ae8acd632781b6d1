import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromBase64, utf8 } from './bytes.ts';
import { newSigner, openNote, parseVerifierKey, type Signer } from './signed-note.ts';

/** The key and note with which signed-note implementations show that they agree. */
const VKEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const SECRET = 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const NOTE = `${TEXT}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;
const peter = newSigner((fromBase64(SECRET) ?? new Uint8Array()).slice(1), 'PeterNeumann');
const other = newSigner(new Uint8Array(32).fill(7), 'so.example/nhat-ky');
const verifierOf = (signer: Signer) => {
  const verifier = parseVerifierKey(signer.vkey);
  if (verifier === undefined) throw new Error('no verifier');
  return verifier;
};

describe('a signer', () => {
  it('has the reference verifier key and signs the reference note', () => {
    expect(peter.vkey).toBe(VKEY);
    expect(peter.sign(TEXT)).toBe(NOTE);
  });

  it('signs what another implementation of Ed25519 verifies', () => {
    const key = fromBase64(other.vkey.split('+').slice(2).join('+')) ?? new Uint8Array();
    const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key.subarray(1)]);
    const signature = fromBase64(other.sign('văn bản\n').trimEnd().split(' ').at(-1) ?? '')?.subarray(4);
    const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    expect(verify(null, utf8('văn bản\n'), publicKey, signature ?? new Uint8Array())).toBe(true);
  });

  it('refuses names with spaces or plus, seeds of another length and texts that are no note', () => {
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\u0001'])
      expect(() => newSigner(new Uint8Array(32), name)).toThrow(RangeError);
    expect(() => newSigner(new Uint8Array(31), 'a')).toThrow('32');
    expect(() => other.sign('no newline')).toThrow(RangeError);
    expect(() => other.sign('tab\there\n')).toThrow(RangeError);
  });
});

describe('a verifier key', () => {
  it('is refused after any change of one character', () => {
    for (let i = 0; i < VKEY.length; i++)
      for (const char of ['A', 'b', '0', '+', '=', ' ']) {
        const changed = VKEY.slice(0, i) + char + VKEY.slice(i + 1);
        if (changed !== VKEY) expect(parseVerifierKey(changed), changed).toBeUndefined();
      }
    expect(parseVerifierKey(`${VKEY}\n`)).toBeUndefined();
  });
});

describe('opening a note', () => {
  const known = [verifierOf(peter)];

  it('gives the signed text', () => {
    expect(openNote(utf8(NOTE), known)).toMatchObject({ ok: true, text: TEXT, signedBy: known });
  });

  it('refuses every note with one flipped bit', () => {
    const bytes = utf8(NOTE);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      if (openNote(changed, known).ok) throw new Error(`bit ${bit} went unseen`);
    }
    expect(openNote(bytes, known).ok).toBe(true);
  });

  it('ignores unknown signatures and wants one known', () => {
    const both = NOTE + (other.sign(TEXT).split('\n').at(-2) ?? '') + '\n';
    expect(openNote(utf8(both), known)).toMatchObject({ ok: true });
    expect(openNote(utf8(both), [verifierOf(other), ...known])).toMatchObject({ ok: true, text: TEXT });
    expect(openNote(utf8(NOTE), [verifierOf(other)])).toEqual({ ok: false, reason: 'unknown-key' });
    expect(openNote(utf8(NOTE), [])).toEqual({ ok: false, reason: 'unknown-key' });
  });

  it('refuses a bad signature of a known key even beside a good one', () => {
    const wrong = newSigner(new Uint8Array(32).fill(7), 'so.example/nhat-ky')
      .sign('another text\n')
      .split('\n')
      .at(-2);
    const note = `${NOTE}${wrong ?? ''}\n`;
    expect(openNote(utf8(note), [...known, verifierOf(other)])).toEqual({
      ok: false,
      reason: 'bad-signature',
    });
  });

  it('separates text and signatures at the last empty line', () => {
    const text = 'one\n\ntwo\n';
    expect(openNote(utf8(other.sign(text)), [verifierOf(other)])).toMatchObject({ ok: true, text });
  });

  it('refuses what is no note', () => {
    const broken = [
      '',
      '\n',
      TEXT,
      NOTE.trimEnd(),
      NOTE.replace('— ', '- '),
      NOTE.replace('you ', 'you\t'),
      `${NOTE}\n`,
    ];
    for (const text of broken)
      expect(openNote(utf8(text), known)).toEqual({ ok: false, reason: 'malformed' });
    expect(openNote(Uint8Array.of(0xff, 0x0a, 0x0a), known)).toEqual({ ok: false, reason: 'malformed' });
    const many = NOTE + `${NOTE.split('\n').at(-2) ?? ''}\n`.repeat(100);
    expect(openNote(utf8(many), known)).toEqual({ ok: false, reason: 'malformed' });
  });
});
