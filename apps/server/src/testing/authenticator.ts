import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

/** What `navigator.credentials.create` was asked, as far as an authenticator looks at it. */
interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id: string };
  readonly user: { readonly id: string };
}
interface RequestOptions {
  readonly challenge: string;
  readonly rpId: string;
}
/** What a wrong or hostile authenticator does otherwise. */
export interface Deviation {
  readonly origin?: string;
  readonly rpId?: string;
  readonly userVerified?: boolean;
  readonly type?: string;
  readonly challenge?: string;
  readonly counter?: number;
}

const base64url = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();

/** A device with one passkey (ES256), in memory: enough of WebAuthn to be told from a forger. */
export function newAuthenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(32);
  let signCount = 0;
  let userHandle = '';

  const clientData = (type: string, challenge: string, deviation: Deviation): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: deviation.type ?? type,
        challenge: deviation.challenge ?? challenge,
        origin: deviation.origin ?? origin,
        crossOrigin: false,
      }),
    );
  const head = (
    rpId: string,
    attested: boolean,
    { userVerified = true, ...deviation }: Deviation,
  ): Buffer => {
    const flags = 0x01 | (userVerified ? 0x04 : 0) | (attested ? 0x40 : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(deviation.counter ?? signCount);
    return Buffer.concat([sha256(deviation.rpId ?? rpId), Buffer.from([flags]), counter]);
  };
  const common = {
    id: base64url(credentialId),
    rawId: base64url(credentialId),
    type: 'public-key',
    clientExtensionResults: {},
  };

  return {
    id: common.id,
    create(options: CreationOptions, deviation: Deviation = {}) {
      userHandle = options.user.id;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credentialId.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, credentialId, coseKey(publicKey)]);
      const authData = Buffer.concat([head(options.rp.id, true, deviation), attested]);
      const attestationObject = cborMap([
        ['fmt', cborText('none')],
        ['attStmt', Buffer.from([0xa0])],
        ['authData', cborBytes(authData)],
      ]);
      const clientDataJSON = base64url(clientData('webauthn.create', options.challenge, deviation));
      return { ...common, response: { clientDataJSON, attestationObject: base64url(attestationObject) } };
    },
    get(options: RequestOptions, deviation: Deviation = {}) {
      signCount += 1;
      const authenticatorData = head(options.rpId, false, deviation);
      const clientDataJSON = clientData('webauthn.get', options.challenge, deviation);
      const signed = Buffer.concat([authenticatorData, sha256(clientDataJSON)]);
      const signature = createSign('sha256').update(signed).sign(privateKey);
      return {
        ...common,
        response: {
          clientDataJSON: base64url(clientDataJSON),
          authenticatorData: base64url(authenticatorData),
          signature: base64url(signature),
          userHandle,
        },
      };
    },
  };
}

/** EC2 key on P-256 for ES256, as COSE: {1: 2, 3: -7, -1: 1, -2: x, -3: y}. */
function coseKey(publicKey: ReturnType<typeof generateKeyPairSync>['publicKey'] | object): Buffer {
  const { x = '', y = '' } = (publicKey as { export(options: object): { x?: string; y?: string } }).export({
    format: 'jwk',
  });
  const fixed = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]);
  const [left, right] = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
  return Buffer.concat([fixed, cborBytes(left), Buffer.from([0x22]), cborBytes(right)]);
}

function cborMap(entries: readonly (readonly [key: string, value: Buffer])[]): Buffer {
  const parts = entries.flatMap(([key, value]) => [cborText(key), value]);
  return Buffer.concat([Buffer.from([0xa0 | entries.length]), ...parts]);
}

const cborText = (text: string): Buffer => cborSized(0x60, Buffer.from(text));
const cborBytes = (bytes: Uint8Array): Buffer => cborSized(0x40, Buffer.from(bytes));

function cborSized(major: number, bytes: Buffer): Buffer {
  if (bytes.length < 24) return Buffer.concat([Buffer.from([major | bytes.length]), bytes]);
  if (bytes.length < 256) return Buffer.concat([Buffer.from([major | 24, bytes.length]), bytes]);
  const size = Buffer.alloc(3);
  size.writeUInt8(major | 25);
  size.writeUInt16BE(bytes.length, 1);
  return Buffer.concat([size, bytes]);
}
