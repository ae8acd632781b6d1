import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { signerOf, type Signer } from '@parix/publication';

/** What stands before the 32 bytes of an Ed25519 seed in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_KEY_BYTES = 32;

/**
 * Signs with the machine's own Ed25519, twenty times as fast as the portable one; Ed25519 is deterministic, so that the
 * notes are the same. Every save answers with a signature.
 */
export function nativeSigner(seed: Uint8Array, name: string): Signer {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-PUBLIC_KEY_BYTES);
  return signerOf(name, new Uint8Array(publicKey), (message) => sign(null, message, key));
}
