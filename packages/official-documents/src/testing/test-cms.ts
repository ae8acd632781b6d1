import { Integer, ObjectIdentifier, OctetString, Sequence, UTCTime } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  MessageImprint,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TSTInfo,
  type Certificate,
} from 'pkijs';
import type { TestIdentity } from './test-certificates.ts';

export interface CmsOptions {
  readonly signer: TestIdentity;
  /** Certificates beside the signer's. */
  readonly chain?: readonly Certificate[];
  readonly signingTime?: string;
  readonly timestamp?: {
    readonly signer: TestIdentity;
    readonly time: string;
    readonly chain?: readonly Certificate[];
  };
  /** What the message digest is taken from, when not from the content: a signature for something else. */
  readonly digestOf?: Uint8Array<ArrayBuffer>;
  /** Whether the content is put inside: not detached. */
  readonly attached?: boolean;
  readonly withoutAttributes?: boolean;
  /** The certificate named in the signing-certificate attribute, when not the signer's. */
  readonly names?: Certificate;
  readonly hash?: string;
}

const DATA = '1.2.840.113549.1.7.1';
const TST = '1.2.840.113549.1.9.16.1.4';
const SHA256 = '2.16.840.1.101.3.4.2.1';

/** A detached CMS signature over the content, as signing programs make it. */
export async function cmsSignature(content: Uint8Array<ArrayBuffer>, options: CmsOptions): Promise<Buffer> {
  const data = await signedData(content, DATA, options);
  if (options.timestamp !== undefined) {
    const signature = data.signerInfos[0]!.signature.valueBlock.valueHexView;
    const { signer, time, chain = [] } = options.timestamp;
    const token = await timestampToken(Uint8Array.from(signature), time, { signer, chain });
    data.signerInfos[0]!.unsignedAttrs = new SignedAndUnsignedAttributes({
      type: 1,
      attributes: [new Attribute({ type: '1.2.840.113549.1.9.16.2.14', values: [token.toSchema()] })],
    });
  }
  return der(contentInfo(data));
}

/** An RFC 3161 token over bytes. */
export async function timestampToken(
  stamped: Uint8Array<ArrayBuffer>,
  time: string,
  options: CmsOptions,
): Promise<ContentInfo> {
  const info = new TSTInfo({
    version: 1,
    policy: '1.2.3.4',
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256 }),
      hashedMessage: new OctetString({ valueHex: await crypto.subtle.digest('SHA-256', stamped) }),
    }),
    serialNumber: new Integer({ value: 7 }),
    genTime: new Date(time),
  });
  const content = new Uint8Array(info.toSchema().toBER());
  return contentInfo(await signedData(content, TST, { ...options, attached: true }));
}

export const der = (info: ContentInfo): Buffer => Buffer.from(info.toSchema().toBER());

async function signedData(
  content: Uint8Array<ArrayBuffer>,
  type: string,
  options: CmsOptions,
): Promise<SignedData> {
  const { signer, chain = [] } = options;
  const { certificate } = signer;
  const data = new SignedData({
    version: type === DATA ? 1 : 3,
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: type,
      ...(options.attached === true ? { eContent: new OctetString({ valueHex: content.buffer }) } : {}),
    }),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({
          issuer: certificate.issuer,
          serialNumber: certificate.serialNumber,
        }),
      }),
    ],
    certificates: [certificate, ...chain],
  });
  if (options.withoutAttributes !== true) {
    data.signerInfos[0]!.signedAttrs = await attributes(content, type, options);
  }
  await data.sign(signer.key, 0, options.hash ?? 'SHA-256', content.buffer);
  return data;
}

async function attributes(content: Uint8Array<ArrayBuffer>, type: string, options: CmsOptions) {
  const digest = await crypto.subtle.digest(options.hash ?? 'SHA-256', options.digestOf ?? content);
  const named = (options.names ?? options.signer.certificate).toSchema().toBER();
  const certificateHash = await crypto.subtle.digest('SHA-256', named);
  const list = [
    new Attribute({ type: '1.2.840.113549.1.9.3', values: [new ObjectIdentifier({ value: type })] }),
    new Attribute({ type: '1.2.840.113549.1.9.4', values: [new OctetString({ valueHex: digest })] }),
    new Attribute({ type: '1.2.840.113549.1.9.16.2.47', values: [signingCertificate(certificateHash)] }),
  ];
  if (options.signingTime !== undefined) {
    const value = new UTCTime({ valueDate: new Date(options.signingTime) });
    list.push(new Attribute({ type: '1.2.840.113549.1.9.5', values: [value] }));
  }
  return new SignedAndUnsignedAttributes({ type: 0, attributes: list });
}

const signingCertificate = (hash: ArrayBuffer): Sequence =>
  new Sequence({
    value: [new Sequence({ value: [new Sequence({ value: [new OctetString({ valueHex: hash })] })] })],
  });

const contentInfo = (data: SignedData): ContentInfo =>
  new ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: data.toSchema(true) });
