/** What can be said of one signature in a PDF. */
export interface PdfSignature {
  readonly status: SignatureStatus;
  /** Why the status is not "valid"; null when it is. */
  readonly reason: SignatureReason | null;
  readonly kind: 'signature' | 'document-timestamp';
  /** SubFilter as the file names it, e.g. "ETSI.CAdES.detached"; null when it names none. */
  readonly format: string | null;
  /**
   * "whole-file": not a byte outside the signature itself is unsigned. "earlier-revision": something was added after
   * signing; what is shown may differ from what was signed, whatever the status says. "unknown": unreadable.
   */
  readonly covers: 'whole-file' | 'earlier-revision' | 'unknown';
  /** Bytes added after signing. */
  readonly bytesAfter: number;
  /** An intact later signature covers the whole file, so what was added was signed too, by that signer. */
  readonly laterSignatureCoversAll: boolean;
  readonly certificate: SignatureCertificate | null;
  /** When the signer says it was signed: ISO 8601. Nobody vouches for it. */
  readonly claimedTime: string | null;
  /** A time stamp by a third party; `trusted` when its chain leads to the given roots. */
  readonly timestamp: SignatureTimestamp | null;
}

/**
 * "valid": unchanged since signing, and the certificate's chain leads to a root given as trusted. "intact-untrusted":
 * unchanged since signing, but who signed cannot be verified. "broken": the signed bytes or the signature were
 * changed. "unreadable": nothing can be said. Revocation is never checked: there is no network.
 */
export const SIGNATURE_STATUSES = ['valid', 'intact-untrusted', 'broken', 'unreadable'] as const;
export type SignatureStatus = (typeof SIGNATURE_STATUSES)[number];

export const SIGNATURE_REASONS = [
  // unreadable
  'dictionary-damaged',
  'byte-range-wrong',
  'format-not-supported',
  'contents-damaged',
  'certificate-missing',
  'algorithm-not-supported',
  // broken
  'digest-mismatch',
  'signature-wrong',
  'certificate-substituted',
  // intact-untrusted
  'no-trust-roots',
  'issuer-not-trusted',
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-not-for-signing',
  'certificate-not-supported',
  'weak-algorithm',
] as const;
export type SignatureReason = (typeof SIGNATURE_REASONS)[number];

export interface SignatureCertificate {
  readonly subject: CertificateName;
  readonly issuer: CertificateName;
  /** Upper-case hexadecimal. */
  readonly serial: string;
  /** ISO 8601. */
  readonly validFrom: string;
  readonly validTo: string;
}
export interface CertificateName {
  /** CN, else O, else the whole name. */
  readonly short: string;
  /** All parts: "CN=…, O=…, C=VN". */
  readonly full: string;
}
export interface SignatureTimestamp {
  /** ISO 8601. */
  readonly time: string;
  readonly authority: CertificateName;
  readonly trusted: boolean;
}

export interface SignatureOptions {
  /** PEM texts of the roots trusted by the operator; each may hold several certificates. */
  readonly trustRoots?: readonly string[];
  /** Now. Certificates are judged at this time unless a trusted time stamp tells when it was signed. */
  readonly at: Date;
}
