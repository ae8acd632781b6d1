import { BasicConstraints, ExtKeyUsage, type Certificate, type Extension } from 'pkijs';
import type { SignatureReason } from './pdf-signature.ts';
import { isWeakSignature, verifiedBy } from './verify-key.ts';

/** What a chain is asked to prove. */
export interface ChainQuestion {
  readonly roots: readonly Certificate[];
  /** Certificates that came with the signature; helpful, never trusted by themselves. */
  readonly others: readonly Certificate[];
  readonly at: Date;
  readonly purpose: 'signing' | 'time-stamping';
}

const MAX_LENGTH = 8;
/** Signatures checked for one chain: what bounds a file full of certificates that all claim to issue each other. */
const MAX_CHECKS = 60;
const OID = {
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
} as const;
/** Critical extensions that are read here or change nothing for a signature. Others must be understood: refused. */
const KNOWN_CRITICAL = new Set<string>([
  ...Object.values(OID),
  '2.5.29.17',
  '2.5.29.32',
  '2.5.29.14',
  '2.5.29.35',
]);
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const SIGNING_PURPOSES = new Set([
  '2.5.29.37.0', // any
  '1.3.6.1.5.5.7.3.2', // client authentication: what public CAs put into personal certificates
  '1.3.6.1.5.5.7.3.4', // e-mail protection
  '1.3.6.1.5.5.7.3.36', // document signing (RFC 9336)
  '1.3.6.1.4.1.311.10.3.12', // document signing (Microsoft)
  '1.2.840.113583.1.1.5', // authentic documents (Adobe)
]);

/** Null when a chain from the certificate to a given root holds at the time asked about; else why none does. */
export async function chainProblem(
  leaf: Certificate,
  question: ChainQuestion,
): Promise<SignatureReason | null> {
  if (question.roots.length === 0) return 'no-trust-roots';
  const own = timeProblem(leaf, question.at) ?? leafProblem(leaf, question.purpose);
  if (own !== null) return own;
  const search = { question, checks: 0, nearMiss: null as SignatureReason | null };
  if (question.roots.some((root) => isSame(root, leaf))) return null;
  const found = await climb(search, leaf, []);
  return found ? null : (search.nearMiss ?? 'issuer-not-trusted');
}

interface Search {
  readonly question: ChainQuestion;
  checks: number;
  /** The best explanation met on the way: a chain that leads to a root but is out of date, say. */
  nearMiss: SignatureReason | null;
}

/** Depth first from a certificate to a root; `below` are the certificates already on the way. */
async function climb(
  search: Search,
  certificate: Certificate,
  below: readonly Certificate[],
): Promise<boolean> {
  if (below.length >= MAX_LENGTH) return false;
  const { roots, others } = search.question;
  for (const issuer of [...roots, ...others]) {
    if (!issuer.subject.isEqual(certificate.issuer)) continue;
    if (below.some((one) => isSame(one, issuer)) || isSame(issuer, certificate)) continue;
    if (search.checks >= MAX_CHECKS) return false;
    search.checks += 1;
    if (!(await verifiedBy(certificate, issuer))) continue;
    const problem = linkProblem(certificate, issuer, below.length, search.question.at);
    if (problem !== null) {
      search.nearMiss ??= problem;
      continue;
    }
    if (roots.includes(issuer) || (await climb(search, issuer, [...below, certificate]))) return true;
  }
  return false;
}

/** Why an issuer whose key fits may still not issue; `between` = CA certificates between it and the signer. */
function linkProblem(
  certificate: Certificate,
  issuer: Certificate,
  between: number,
  at: Date,
): SignatureReason | null {
  if (isWeakSignature(certificate.signatureAlgorithm)) return 'weak-algorithm';
  const constraints = extension(issuer, OID.basicConstraints)?.parsedValue as unknown;
  if (!(constraints instanceof BasicConstraints) || !constraints.cA) return 'certificate-not-supported';
  const limit: unknown = constraints.pathLenConstraint;
  if (typeof limit === 'number' && between > limit) return 'certificate-not-supported';
  if (!hasUsage(issuer, KEY_CERT_SIGN) || hasUnknownCritical(issuer)) return 'certificate-not-supported';
  return timeProblem(issuer, at);
}

function leafProblem(leaf: Certificate, purpose: ChainQuestion['purpose']): SignatureReason | null {
  if (hasUnknownCritical(leaf)) return 'certificate-not-supported';
  if (!hasUsage(leaf, DIGITAL_SIGNATURE | NON_REPUDIATION)) return 'certificate-not-for-signing';
  const extended = extension(leaf, OID.extendedKeyUsage)?.parsedValue as unknown;
  const purposes = extended instanceof ExtKeyUsage ? extended.keyPurposes : null;
  const fits =
    purpose === 'time-stamping'
      ? purposes?.includes(TIME_STAMPING) === true
      : purposes === null || purposes.some((one) => SIGNING_PURPOSES.has(one));
  return fits ? null : 'certificate-not-for-signing';
}

function timeProblem(certificate: Certificate, at: Date): SignatureReason | null {
  if (at.getTime() < certificate.notBefore.value.getTime()) return 'certificate-not-yet-valid';
  return at.getTime() > certificate.notAfter.value.getTime() ? 'certificate-expired' : null;
}

const extension = (certificate: Certificate, oid: string): Extension | undefined =>
  certificate.extensions?.find((one) => one.extnID === oid);

const hasUnknownCritical = (certificate: Certificate): boolean =>
  (certificate.extensions ?? []).some((one) => one.critical && !KNOWN_CRITICAL.has(one.extnID));

const DIGITAL_SIGNATURE = 0x80;
const NON_REPUDIATION = 0x40;
const KEY_CERT_SIGN = 0x04;

/** Whether the key may be used so; a certificate that says nothing allows everything (RFC 5280, 4.2.1.3). */
function hasUsage(certificate: Certificate, bits: number): boolean {
  const usage = extension(certificate, OID.keyUsage);
  if (usage === undefined) return true;
  const value: unknown = Reflect.get(Object(usage.parsedValue) as object, 'valueBlock');
  const view: unknown = Reflect.get(Object(value) as object, 'valueHexView');
  return view instanceof Uint8Array && ((view[0] ?? 0) & bits) !== 0;
}

/** The same certificate: what is signed and the signature agree byte for byte. */
export function isSame(left: Certificate, right: Certificate): boolean {
  return (
    Buffer.compare(left.tbsView, right.tbsView) === 0 &&
    Buffer.compare(
      left.signatureValue.valueBlock.valueHexView,
      right.signatureValue.valueBlock.valueHexView,
    ) === 0
  );
}
