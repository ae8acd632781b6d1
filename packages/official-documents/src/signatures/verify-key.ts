import { fromBER, type BitString, type OctetString } from 'asn1js';
import {
  getCrypto,
  RSASSAPSSParams,
  type AlgorithmIdentifier,
  type Certificate,
  type PublicKeyInfo,
} from 'pkijs';

/** Hash functions trusted to tell two documents apart. SHA-1 and MD5 are known and named, so that they can be refused. */
const HASHES: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
  '1.3.14.3.2.26': 'SHA-1',
};
const RSA = '1.2.840.113549.1.1.1';
const PSS = '1.2.840.113549.1.1.10';
/** Signature algorithms that name their hash function. */
const SIGNATURE_HASHES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.5': 'SHA-1',
  '1.2.840.113549.1.1.11': 'SHA-256',
  '1.2.840.113549.1.1.12': 'SHA-384',
  '1.2.840.113549.1.1.13': 'SHA-512',
  '1.2.840.10045.4.1': 'SHA-1',
  '1.2.840.10045.4.3.2': 'SHA-256',
  '1.2.840.10045.4.3.3': 'SHA-384',
  '1.2.840.10045.4.3.4': 'SHA-512',
};
const MIN_RSA_BITS = 2_048;

/** The name WebCrypto gives the hash function; null for one not supported. */
export const hashName = (algorithm: AlgorithmIdentifier): string | null =>
  HASHES[algorithm.algorithmId] ?? null;

export async function digest(hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest(hash, bytes));
}

/** The hash function a signature algorithm uses; `digestHash` where it names none itself. */
export function signatureHash(algorithm: AlgorithmIdentifier, digestHash: string | null): string | null {
  if (algorithm.algorithmId === RSA) return digestHash;
  if (algorithm.algorithmId !== PSS) return SIGNATURE_HASHES[algorithm.algorithmId] ?? null;
  try {
    const parameters = new RSASSAPSSParams({ schema: algorithm.algorithmParams as unknown });
    return HASHES[parameters.hashAlgorithm.algorithmId] ?? null;
  } catch {
    return null;
  }
}

/** SHA-1, or nothing known: a signature that proves too little. */
export function isWeakSignature(algorithm: AlgorithmIdentifier): boolean {
  const hash = signatureHash(algorithm, null);
  return hash === null || hash === 'SHA-1';
}

/** RSA keys too short to prove anything. Other kinds are bounded by the curves WebCrypto knows. */
export function isWeakKey(key: PublicKeyInfo): boolean {
  if (key.algorithm.algorithmId !== RSA && key.algorithm.algorithmId !== PSS) return false;
  const modulus: unknown = Reflect.get(Object(key.parsedKey) as object, 'modulus');
  const block: unknown = Reflect.get(Object(modulus) as object, 'valueBlock');
  const view: unknown = Reflect.get(Object(block) as object, 'valueHexView');
  return !(view instanceof Uint8Array) || bitLength(view) < MIN_RSA_BITS;
}

function bitLength(bytes: Uint8Array): number {
  const start = bytes.findIndex((byte) => byte !== 0);
  return start < 0 ? 0 : (bytes.length - start) * 8 - Math.clz32(bytes[start] ?? 0) + 24;
}

/** Whether the key made the signature over the bytes. Null when its algorithm is not supported. */
export async function verifySignature(
  bytes: Uint8Array<ArrayBuffer>,
  signature: OctetString | BitString,
  key: PublicKeyInfo,
  algorithm: AlgorithmIdentifier,
  digestHash: string | null,
): Promise<boolean | null> {
  const hash = signatureHash(algorithm, digestHash);
  if (hash === null) return null;
  try {
    const engine = getCrypto(true);
    return algorithm.algorithmId === RSA
      ? await engine.verifyWithPublicKey(bytes, signature, key, algorithm, hash)
      : await engine.verifyWithPublicKey(bytes, signature, key, algorithm);
  } catch {
    return null;
  }
}

/** Whether the issuer's key signed the certificate. */
export async function verifiedBy(certificate: Certificate, issuer: Certificate): Promise<boolean> {
  const bytes = Uint8Array.from(certificate.tbsView);
  const { signatureValue, signatureAlgorithm } = certificate;
  const fits = await verifySignature(
    bytes,
    signatureValue,
    issuer.subjectPublicKeyInfo,
    signatureAlgorithm,
    null,
  );
  return fits === true;
}

/** Parses DER or BER out of a file. Throws when it is none or is built to exhaust. */
export function readBer(bytes: Uint8Array<ArrayBuffer>) {
  const read = fromBER(bytes, { maxDepth: 100, maxNodes: 200_000 });
  if (read.offset === -1) throw new TypeError('not BER');
  return read;
}
