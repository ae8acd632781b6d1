import { Certificate, type RelativeDistinguishedNames } from 'pkijs';
import { cleanLine } from '../clean-text.ts';
import type { CertificateName, SignatureCertificate } from './pdf-signature.ts';

const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;

/** The certificates of the operator's PEM texts. Throws `TypeError` for a text without one, or a damaged one. */
export function readTrustRoots(texts: readonly string[]): readonly Certificate[] {
  return texts.flatMap((text) => {
    const blocks = [...text.matchAll(PEM)];
    if (blocks.length === 0) throw new TypeError('a trust root holds no PEM certificate');
    return blocks.map(([, base64 = '']) => readCertificate(Buffer.from(base64, 'base64')));
  });
}

function readCertificate(der: Uint8Array): Certificate {
  try {
    return Certificate.fromBER(Uint8Array.from(der));
  } catch (error) {
    throw new TypeError('a trust root is damaged', { cause: error });
  }
}

/** A certificate's bytes. */
export const certificateBytes = (certificate: Certificate): Uint8Array<ArrayBuffer> =>
  new Uint8Array(certificate.toSchema().toBER());

export function describeCertificate(certificate: Certificate): SignatureCertificate {
  return {
    subject: writeName(certificate.subject),
    issuer: writeName(certificate.issuer),
    serial: Buffer.from(certificate.serialNumber.valueBlock.valueHexView).toString('hex').toUpperCase(),
    validFrom: certificate.notBefore.value.toISOString(),
    validTo: certificate.notAfter.value.toISOString(),
  };
}

const SHORT: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'SERIALNUMBER',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'T',
  '0.9.2342.19200300.100.1.1': 'UID',
  '1.2.840.113549.1.9.1': 'E',
};

/** Names come from the file: cleaned, and cut so that none can fill a screen. */
export function writeName(name: RelativeDistinguishedNames): CertificateName {
  const parts = name.typesAndValues.slice(0, 20).map((one) => {
    const value: unknown = one.value.valueBlock.value;
    return { key: SHORT[one.type] ?? one.type, value: cleanLine(String(value)).slice(0, 200) };
  });
  const full = parts.map(({ key, value }) => `${key}=${value}`).join(', ');
  const short = ['CN', 'O'].map((key) => parts.find((part) => part.key === key)?.value).find(Boolean);
  return { short: short ?? full, full };
}
