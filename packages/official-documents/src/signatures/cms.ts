import { OctetString } from 'asn1js';
import {
  Certificate,
  ContentInfo,
  IssuerAndSerialNumber,
  SignedData,
  type Attribute,
  type SignerInfo,
} from 'pkijs';
import { certificateBytes } from './certificates.ts';
import type { SignatureReason } from './pdf-signature.ts';
import { digest, hashName, isWeakKey, readBer, signatureHash, verifySignature } from './verify-key.ts';

/** A CMS signature (RFC 5652) taken apart; nothing is verified yet. */
export interface Cms {
  readonly signer: SignerInfo;
  readonly certificate: Certificate;
  /** All certificates that came along, the signer's among them. */
  readonly certificates: readonly Certificate[];
  /** The content inside; null for a detached signature. */
  readonly content: Uint8Array<ArrayBuffer> | null;
  readonly contentType: string;
}
export type CmsReading =
  { readonly ok: true; readonly cms: Cms } | { readonly ok: false; readonly reason: SignatureReason };

/** Whether the signature holds for the content it is said to be about. */
export type CmsVerdict =
  { readonly ok: true; readonly weak: boolean } | { readonly ok: false; readonly reason: SignatureReason };

export const OID_DATA = '1.2.840.113549.1.7.1';
export const OID_TST_INFO = '1.2.840.113549.1.9.16.1.4';
const OID_SIGNED_DATA = '1.2.840.113549.1.7.2';
const OID_CONTENT_TYPE = '1.2.840.113549.1.9.3';
const OID_MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const OID_SIGNING_TIME = '1.2.840.113549.1.9.5';
const OID_SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const OID_SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const OID_SUBJECT_KEY_IDENTIFIER = '2.5.29.14';
const MAX_CERTIFICATES = 50;

/** Reads the DER or BER of a signature, after which only the zeros that fill the place kept for it may follow. */
export function readCms(bytes: Uint8Array<ArrayBuffer>): CmsReading {
  try {
    const { result, offset } = readBer(bytes);
    if (bytes.subarray(offset).some((byte) => byte !== 0)) return { ok: false, reason: 'contents-damaged' };
    const info = new ContentInfo({ schema: result });
    if (info.contentType !== OID_SIGNED_DATA) return { ok: false, reason: 'format-not-supported' };
    return takeApart(new SignedData({ schema: info.content as unknown }));
  } catch {
    return { ok: false, reason: 'contents-damaged' };
  }
}

function takeApart(data: SignedData): CmsReading {
  const [signer, ...others] = data.signerInfos;
  // PDF allows one signer a signature; with more it would be unclear whose the field is.
  if (signer === undefined || others.length > 0) return { ok: false, reason: 'format-not-supported' };
  const certificates = (data.certificates ?? []).filter((one) => one instanceof Certificate);
  if (certificates.length > MAX_CERTIFICATES) return { ok: false, reason: 'format-not-supported' };
  const certificate = certificates.find((one) => isSigner(one, signer));
  if (certificate === undefined) return { ok: false, reason: 'certificate-missing' };
  const { eContent, eContentType: contentType } = data.encapContentInfo;
  const content = eContent === undefined ? null : new Uint8Array(eContent.getValue());
  return { ok: true, cms: { signer, certificate, certificates, content, contentType } };
}

function isSigner(certificate: Certificate, signer: SignerInfo): boolean {
  const sid: unknown = signer.sid;
  if (sid instanceof IssuerAndSerialNumber) {
    return certificate.issuer.isEqual(sid.issuer) && certificate.serialNumber.isEqual(sid.serialNumber);
  }
  const extension = certificate.extensions?.find((one) => one.extnID === OID_SUBJECT_KEY_IDENTIFIER);
  const wanted = octets(sid) ?? primitiveBytes(sid);
  const own = octets(extension?.parsedValue);
  return wanted !== null && own !== null && wanted.length > 0 && Buffer.compare(wanted, own) === 0;
}

/**
 * Verifies the signature for `content`. Signed attributes are required: without them a signature made for something
 * else could be passed off as one for a document (RFC 5652, 5.3), and PAdES asks for them.
 */
export async function verifyCms(cms: Cms, content: Uint8Array<ArrayBuffer>): Promise<CmsVerdict> {
  const { signer, certificate } = cms;
  const hash = hashName(signer.digestAlgorithm);
  if (hash === null) return { ok: false, reason: 'algorithm-not-supported' };
  const attributes = signer.signedAttrs;
  const expected = octets(single(signer, OID_MESSAGE_DIGEST));
  const type = single(signer, OID_CONTENT_TYPE);
  if (attributes === undefined || expected === null || textOf(type) !== cms.contentType) {
    return { ok: false, reason: 'format-not-supported' };
  }
  if (Buffer.compare(await digest(hash, content), expected) !== 0)
    return { ok: false, reason: 'digest-mismatch' };
  const { signature, signatureAlgorithm } = signer;
  const signed = new Uint8Array(attributes.encodedValue);
  const key = certificate.subjectPublicKeyInfo;
  const fits = await verifySignature(signed, signature, key, signatureAlgorithm, hash);
  if (fits === null) return { ok: false, reason: 'algorithm-not-supported' };
  if (!fits) return { ok: false, reason: 'signature-wrong' };
  if (!(await namesCertificate(signer, certificate))) return { ok: false, reason: 'certificate-substituted' };
  const weak = hash === 'SHA-1' || signatureHash(signatureAlgorithm, hash) === 'SHA-1' || isWeakKey(key);
  return { ok: true, weak };
}

/** A signature that names its certificate (RFC 5035) holds for that certificate only, not for another with its key. */
async function namesCertificate(signer: SignerInfo, certificate: Certificate): Promise<boolean> {
  for (const [oid, preset] of [
    [OID_SIGNING_CERTIFICATE, 'SHA-1'],
    [OID_SIGNING_CERTIFICATE_V2, 'SHA-256'],
  ] as const) {
    const named = certificateHash(single(signer, oid), preset);
    if (named === undefined) continue;
    if (named === null) return false;
    const own = await digest(named.hash, certificateBytes(certificate));
    if (Buffer.compare(own, named.value) !== 0) return false;
  }
  return true;
}

/** SigningCertificate(V2) → certs → first → [hashAlgorithm] certHash. Undefined when absent, null when unreadable. */
function certificateHash(
  attribute: unknown,
  preset: string,
): { readonly hash: string; readonly value: Uint8Array } | null | undefined {
  if (attribute === undefined) return undefined;
  const fields = children(children(children(attribute)[0])[0]);
  const first = octets(fields[0]);
  if (first !== null) return { hash: preset, value: first };
  const hash = HASH_BY_OID[textOf(children(fields[0])[0]) ?? ''];
  const value = octets(fields[1]);
  return hash === undefined || value === null ? null : { hash, value };
}

const HASH_BY_OID: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};

/** The signer's own word on when; null when it says none. */
export function signingTime(cms: Cms): Date | null {
  const value = single(cms.signer, OID_SIGNING_TIME);
  const toDate: unknown = Reflect.get(Object(value) as object, 'toDate');
  if (typeof toDate !== 'function') return null;
  const date: unknown = Reflect.apply(toDate, value, []);
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date : null;
}

/** The one value of a signed attribute; undefined when it is absent, doubled or has several values. */
function single(signer: SignerInfo, type: string): unknown {
  return onlyValue(signer.signedAttrs?.attributes ?? [], type);
}

/** An unsigned attribute, such as a time stamp over the signature. */
export function unsignedAttribute(cms: Cms, type: string): unknown {
  return onlyValue(cms.signer.unsignedAttrs?.attributes ?? [], type);
}

function onlyValue(attributes: readonly Attribute[], type: string): unknown {
  const found = attributes.filter((one) => one.type === type);
  const values: readonly unknown[] = found[0]?.values ?? [];
  return found.length === 1 && values.length === 1 ? values[0] : undefined;
}

/* ASN.1 nodes are untyped where a schema leaves room for anything: they are looked at, not believed. */

const block = (node: unknown): object => Object(Reflect.get(Object(node) as object, 'valueBlock')) as object;

function children(node: unknown): readonly unknown[] {
  const value: unknown = Reflect.get(block(node), 'value');
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/**
 * The bytes of an octet string, also one cut into pieces. The library decodes what is inside whenever it happens to
 * look like ASN.1, as one digest in some thousands does, so its children say nothing.
 */
const octets = (node: unknown): Uint8Array | null =>
  node instanceof OctetString ? new Uint8Array(node.getValue()) : null;

/** The bytes of a value whose tag the schema replaced. */
function primitiveBytes(node: unknown): Uint8Array | null {
  const view: unknown = Reflect.get(block(node), 'valueHexView');
  return view instanceof Uint8Array ? view : null;
}

/** The text of an object identifier. */
function textOf(node: unknown): string | null {
  const { toString } = block(node) as { readonly toString?: unknown };
  const text: unknown = typeof toString === 'function' ? Reflect.apply(toString, block(node), []) : null;
  return typeof text === 'string' ? text : null;
}
