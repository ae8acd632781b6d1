import type { Certificate } from 'pkijs';
import { chainProblem } from './certificate-chain.ts';
import { describeCertificate, readTrustRoots } from './certificates.ts';
import { OID_DATA, readCms, signingTime, unsignedAttribute, verifyCms, type Cms } from './cms.ts';
import { findSignatures } from './find-signatures.ts';
import { pdfDate } from './pdf-date.ts';
import type { PdfSignature, SignatureOptions, SignatureReason, SignatureStatus } from './pdf-signature.ts';
import type { PdfDictionary } from './pdf-value.ts';
import { bytesAfter, signatureBytes, signedBytes, signedRanges } from './signed-ranges.ts';
import { readTimestamp } from './timestamp.ts';

const OID_TIME_STAMP_TOKEN = '1.2.840.113549.1.9.16.2.14';
const DETACHED = new Set(['adbe.pkcs7.detached', 'ETSI.CAdES.detached']);
const DOCUMENT_TIMESTAMP = 'ETSI.RFC3161';

/**
 * Every signature of a PDF, in the order they stand in the file, with what can honestly be said of each. The file
 * need not be trusted; damaged signatures are reported, never thrown. An empty list means that no signature was found.
 * Throws `TypeError` for a damaged trust root. Nothing is fetched, so revocation is not checked.
 */
export async function readPdfSignatures(
  bytes: Uint8Array,
  options: SignatureOptions,
): Promise<readonly PdfSignature[]> {
  const roots = readTrustRoots(options.trustRoots ?? []);
  const read: PdfSignature[] = [];
  for (const { dictionary } of findSignatures(bytes)) {
    read.push(
      dictionary === null
        ? unreadable(null, 'dictionary-damaged')
        : await readOne(bytes, dictionary, roots, options.at).catch(damaged),
    );
  }
  const wholeAt = read.findLastIndex((one) => one.covers === 'whole-file' && isIntact(one.status));
  return read.map((one, index) => ({ ...one, laterSignatureCoversAll: index < wholeAt }));
}

/**
 * The ASN.1 library reads many fields only when they are looked at, and throws then: whatever is thrown in between
 * is damage in the file.
 */
const damaged = (): PdfSignature => unreadable(null, 'contents-damaged');

const isIntact = (status: SignatureStatus): boolean => status === 'valid' || status === 'intact-untrusted';

function unreadable(format: string | null, reason: SignatureReason): PdfSignature {
  return {
    status: 'unreadable',
    reason,
    kind: format === DOCUMENT_TIMESTAMP ? 'document-timestamp' : 'signature',
    format,
    covers: 'unknown',
    bytesAfter: 0,
    laterSignatureCoversAll: false,
    certificate: null,
    claimedTime: null,
    timestamp: null,
  };
}

async function readOne(
  bytes: Uint8Array,
  dictionary: PdfDictionary,
  roots: readonly Certificate[],
  at: Date,
): Promise<PdfSignature> {
  const filter = dictionary.entries.get('SubFilter');
  const format = filter?.type === 'name' ? filter.text.slice(0, 60) : null;
  const ranges = signedRanges(dictionary, bytes.length);
  if (ranges === null) return unreadable(format, 'byte-range-wrong');
  const der = signatureBytes(bytes, ranges);
  if (der === null) return unreadable(format, 'contents-damaged');
  const after = bytesAfter(bytes, ranges);
  const place = {
    ...unreadable(format, 'format-not-supported'),
    covers: after === 0 ? ('whole-file' as const) : ('earlier-revision' as const),
    bytesAfter: after,
  };
  const content = signedBytes(bytes, ranges);
  if (format === DOCUMENT_TIMESTAMP) return readDocumentTimestamp(place, der, content, roots);
  if (format === null || !DETACHED.has(format)) return { ...place, covers: 'unknown' };
  const claimed = pdfDate(dictionary.entries.get('M'));
  return readSignature({ ...place, claimedTime: claimed }, der, content, roots, at);
}

async function readSignature(
  place: PdfSignature,
  der: Uint8Array<ArrayBuffer>,
  content: Uint8Array<ArrayBuffer>,
  roots: readonly Certificate[],
  at: Date,
): Promise<PdfSignature> {
  const reading = readCms(der);
  if (!reading.ok) return { ...place, covers: 'unknown', reason: reading.reason };
  const { cms } = reading;
  // A "detached" signature with content inside would be about that content, not about the document.
  if (cms.content !== null || cms.contentType !== OID_DATA) return { ...place, covers: 'unknown' };
  const seen = {
    ...place,
    certificate: describeCertificate(cms.certificate),
    claimedTime: signingTime(cms)?.toISOString() ?? place.claimedTime,
  };
  const verdict = await verifyCms(cms, content);
  if (!verdict.ok) return failed(seen, verdict.reason);
  const stamp = await stampOf(cms, roots);
  const trustedAt = stamp?.ok === true && stamp.timestamp.trusted ? stamp.at : at;
  const question = { roots, others: cms.certificates, at: trustedAt, purpose: 'signing' } as const;
  const problem = verdict.weak ? 'weak-algorithm' : await chainProblem(cms.certificate, question);
  return {
    ...seen,
    status: problem === null ? 'valid' : 'intact-untrusted',
    reason: problem,
    timestamp: stamp?.ok === true ? stamp.timestamp : null,
  };
}

/** A token over the signature's own bytes (RFC 3161, CAdES-T). One that does not hold counts as none. */
async function stampOf(cms: Cms, roots: readonly Certificate[]) {
  const node = unsignedAttribute(cms, OID_TIME_STAMP_TOKEN);
  const toBer: unknown = Reflect.get(Object(node) as object, 'toBER');
  if (typeof toBer !== 'function') return null;
  const token: unknown = Reflect.apply(toBer, node, []);
  if (!(token instanceof ArrayBuffer)) return null;
  const signature = Uint8Array.from(cms.signer.signature.valueBlock.valueHexView);
  return readTimestamp(new Uint8Array(token), signature, roots);
}

async function readDocumentTimestamp(
  place: PdfSignature,
  der: Uint8Array<ArrayBuffer>,
  content: Uint8Array<ArrayBuffer>,
  roots: readonly Certificate[],
): Promise<PdfSignature> {
  const stamp = await readTimestamp(der, content, roots);
  const certificate = stamp.cms === null ? null : describeCertificate(stamp.cms.certificate);
  if (!stamp.ok) return failed({ ...place, certificate }, stamp.reason);
  return {
    ...place,
    certificate,
    status: stamp.problem === null ? 'valid' : 'intact-untrusted',
    reason: stamp.problem,
    timestamp: stamp.timestamp,
  };
}

function failed(place: PdfSignature, reason: SignatureReason): PdfSignature {
  const status = statusOf(reason);
  return { ...place, status, reason, covers: status === 'unreadable' ? 'unknown' : place.covers };
}

const BROKEN = new Set<SignatureReason>(['digest-mismatch', 'signature-wrong', 'certificate-substituted']);
const statusOf = (reason: SignatureReason): SignatureStatus => (BROKEN.has(reason) ? 'broken' : 'unreadable');
