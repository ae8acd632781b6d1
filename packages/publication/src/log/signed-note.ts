import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, fromBase64, fromUtf8, toBase64, toHex, utf8 } from './bytes.ts';

/** Signed notes of C2SP signed-note, signature type 0x01 (Ed25519, RFC 8032). */

const ED25519_TYPE = 0x01;
/** Verifiers must accept 16 signatures; far more is an attempt to waste time. */
const MOST_SIGNATURES = 100;
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;

/** Signs notes under a name. `vkey` is the public text to hand out: `<name>+<key id>+<base64>`. */
export interface Signer {
  readonly name: string;
  readonly vkey: string;
  /** The note text (ending in a newline) with its blank line and this signer's signature line. */
  readonly sign: (text: string) => string;
}

/** A public key under its name, as parsed from a `vkey`. */
export interface Verifier {
  readonly name: string;
  /** Eight lower-case hex digits. */
  readonly keyId: string;
  readonly verify: (message: Uint8Array, signature: Uint8Array) => boolean;
}

export type OpenedNote =
  | { readonly ok: true; readonly text: string; readonly signedBy: readonly Verifier[] }
  | { readonly ok: false; readonly reason: 'malformed' | 'unknown-key' | 'bad-signature' };

/**
 * A signer from a secret seed of 32 bytes. Throws when the seed has another length or the name holds
 * spaces or `+` (signed-note forbids them): both are faults of the installation, not of data.
 */
export function newSigner(seed: Uint8Array, name: string): Signer {
  if (seed.length !== 32) throw new RangeError('an Ed25519 seed has 32 bytes');
  const secret = seed.slice();
  return signerOf(name, ed25519.getPublicKey(secret), (message) => ed25519.sign(message, secret));
}

/**
 * A signer around an Ed25519 key kept elsewhere. `signBytes` must give RFC 8032 signatures of 64 bytes (they are the
 * same whoever makes them). Throws as `newSigner` does.
 */
export function signerOf(
  name: string,
  publicKey: Uint8Array,
  signBytes: (message: Uint8Array) => Uint8Array,
): Signer {
  if (!isKeyName(name))
    throw new RangeError(`"${name}" cannot name a key: no spaces, no plus sign, not empty`);
  const id = keyId(name, publicKey);
  const sign = (text: string): string => {
    assertNoteText(text);
    return `${text}\n— ${name} ${toBase64(concat(id, signBytes(utf8(text))))}\n`;
  };
  const vkey = `${name}+${toHex(id)}+${toBase64(concat(Uint8Array.of(ED25519_TYPE), publicKey))}`;
  return { name, vkey, sign };
}

/** The verifier of a `vkey` text; undefined when the text is malformed or its key id is not the key's. */
export function parseVerifierKey(vkey: string): Verifier | undefined {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u.exec(vkey) ?? [];
  const key = encoded === undefined ? undefined : fromBase64(encoded);
  if (name === undefined || key?.length !== 33 || key[0] !== ED25519_TYPE) return undefined;
  const publicKey = key.slice(1);
  if (toHex(keyId(name, publicKey)) !== id) return undefined;
  return { name, keyId: id, verify: (message, signature) => verifyEd25519(publicKey, message, signature) };
}

/** Same as `signer.sign`: text in, signed note out. */
export function signNote(text: string, signer: Signer): string {
  return signer.sign(text);
}

/**
 * The text of a note signed by at least one of `verifiers`. Signatures of unknown keys are ignored; one bad signature
 * of a known key refuses the note.
 */
export function openNote(note: Uint8Array, verifiers: readonly Verifier[]): OpenedNote {
  const parts = splitNote(note);
  if (parts === undefined) return { ok: false, reason: 'malformed' };
  const signedBy: Verifier[] = [];
  for (const { name, id, signature } of parts.signatures) {
    const known = verifiers.find((verifier) => verifier.name === name && verifier.keyId === id);
    if (known === undefined || signedBy.includes(known)) continue;
    if (!known.verify(utf8(parts.text), signature)) return { ok: false, reason: 'bad-signature' };
    signedBy.push(known);
  }
  return signedBy.length > 0
    ? { ok: true, text: parts.text, signedBy }
    : { ok: false, reason: 'unknown-key' };
}

interface NoteParts {
  readonly text: string;
  readonly signatures: readonly { name: string; id: string; signature: Uint8Array }[];
}

function splitNote(note: Uint8Array): NoteParts | undefined {
  const whole = fromUtf8(note);
  if (whole === undefined || hasControls(whole) || !whole.endsWith('\n')) return undefined;
  const gap = whole.lastIndexOf('\n\n');
  if (gap < 0) return undefined;
  const lines = whole.slice(gap + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) return undefined;
  const signatures = lines.map(parseSignature);
  return signatures.every((signature) => signature !== undefined)
    ? { text: whole.slice(0, gap + 1), signatures }
    : undefined;
}

function parseSignature(line: string): NoteParts['signatures'][number] | undefined {
  const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
  const bytes = encoded === undefined ? undefined : fromBase64(encoded);
  if (name === undefined || bytes === undefined || bytes.length < 5) return undefined;
  return { name, id: toHex(bytes.subarray(0, 4)), signature: bytes.slice(4) };
}

function keyId(name: string, publicKey: Uint8Array): Uint8Array {
  return sha256(concat(utf8(name), Uint8Array.of(0x0a, ED25519_TYPE), publicKey)).slice(0, 4);
}

function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    // zip215: false = RFC 8032 as other implementations read it; two verifiers must never disagree.
    return signature.length === 64 && ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}

function isKeyName(name: string): boolean {
  return /^[^\s+]+$/u.test(name) && !hasControls(name);
}

function assertNoteText(text: string): void {
  if (!text.endsWith('\n') || hasControls(text))
    throw new RangeError('a note ends in a newline and holds no other control characters');
}

function hasControls(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20 && unit !== 0x0a) return true;
  }
  return false;
}
