import type { webcrypto } from 'node:crypto';
import { BitString, Integer, OctetString, PrintableString, Utf8String } from 'asn1js';
import {
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  ExtKeyUsage,
  Extension,
  type RelativeDistinguishedNames,
} from 'pkijs';

/** A certificate with its private key, made for a test. */
export interface TestIdentity {
  readonly certificate: Certificate;
  readonly key: webcrypto.CryptoKey;
}
export type TestKey = 'rsa' | 'rsa-1024' | 'rsa-pss' | 'ecdsa';

interface IssueOptions {
  readonly name: string;
  readonly issuer?: TestIdentity;
  readonly key?: TestKey;
  readonly from?: string;
  readonly to?: string;
  readonly ca?: boolean;
  readonly pathLength?: number;
  /** Bits of the first byte of keyUsage; none leaves the extension out. */
  readonly usage?: number;
  readonly purposes?: readonly string[];
  readonly hash?: string;
  /** An extra extension nobody knows, marked critical. */
  readonly unknownCritical?: boolean;
}

let serial = 1000;

/** Issues a certificate; without an issuer it signs itself. */
export async function issue(options: IssueOptions): Promise<TestIdentity> {
  const keys = await crypto.subtle.generateKey(KEYS[options.key ?? 'ecdsa'], true, ['sign', 'verify']);
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ value: ++serial });
  writeName(certificate.subject, options.name);
  if (options.issuer === undefined) writeName(certificate.issuer, options.name);
  else certificate.issuer = options.issuer.certificate.subject;
  certificate.notBefore.value = new Date(options.from ?? '2025-01-01T00:00:00Z');
  certificate.notAfter.value = new Date(options.to ?? '2035-01-01T00:00:00Z');
  certificate.extensions = extensionsOf(options);
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign(options.issuer?.key ?? keys.privateKey, options.hash ?? 'SHA-256');
  // Read back from bytes, as a verifier gets it.
  return { certificate: Certificate.fromBER(certificate.toSchema(true).toBER()), key: keys.privateKey };
}

export const authority = (name: string, options: Partial<IssueOptions> = {}): Promise<TestIdentity> =>
  issue({ ca: true, usage: 0x06, ...options, name });

const RSA = { publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' };
const KEYS = {
  rsa: { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, ...RSA },
  'rsa-1024': { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, ...RSA },
  'rsa-pss': { name: 'RSA-PSS', modulusLength: 2048, ...RSA },
  ecdsa: { name: 'ECDSA', namedCurve: 'P-256' },
} as const;

function writeName(name: RelativeDistinguishedNames, commonName: string): void {
  name.typesAndValues = [
    new AttributeTypeAndValue({ type: '2.5.4.6', value: new PrintableString({ value: 'VN' }) }),
    new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: commonName }) }),
  ];
}

function extensionsOf(options: IssueOptions): Extension[] {
  const extensions: Extension[] = [];
  const add = (extnID: string, critical: boolean, value: { toBER: () => ArrayBuffer }): void => {
    extensions.push(new Extension({ extnID, critical, extnValue: value.toBER() }));
  };
  if (options.ca === true) {
    const length = options.pathLength === undefined ? {} : { pathLenConstraint: options.pathLength };
    add('2.5.29.19', true, new BasicConstraints({ cA: true, ...length }).toSchema());
  }
  if (options.usage !== undefined) {
    add('2.5.29.15', true, new BitString({ valueHex: Uint8Array.of(options.usage).buffer }));
  }
  if (options.purposes !== undefined) {
    add('2.5.29.37', false, new ExtKeyUsage({ keyPurposes: [...options.purposes] }).toSchema());
  }
  if (options.unknownCritical === true) {
    add('1.2.3.4.5', true, new OctetString({ valueHex: Uint8Array.of(1).buffer }));
  }
  return extensions;
}

export function pem(identity: TestIdentity): string {
  const base64 = Buffer.from(identity.certificate.toSchema().toBER()).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
}
