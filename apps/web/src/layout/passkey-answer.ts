import type { Proof } from '@parix/api-contract';
import { call } from '../api/call.ts';

type PasskeyProof = Extract<Proof, { kind: 'passkey' }>;

/** Asks the device for a passkey of this site. @throws PasskeyUnused when the person closes its window or has none */
export async function answerByPasskey(): Promise<Omit<PasskeyProof, 'kind'>> {
  const [{ startAuthentication }, { challengeId, options }] = await Promise.all([
    import('@simplewebauthn/browser'),
    call('askPasskey', {}),
  ]);
  try {
    const { id, rawId, response } = await startAuthentication({ optionsJSON: options });
    const { clientDataJSON, authenticatorData, signature, userHandle } = response;
    const signed = {
      clientDataJSON,
      authenticatorData,
      signature,
      ...(userHandle !== undefined && { userHandle }),
    };
    return {
      challengeId,
      answer: { id, rawId, type: 'public-key', clientExtensionResults: {}, response: signed },
    };
  } catch {
    throw new PasskeyUnused();
  }
}

/** The device gave no passkey: closed, timed out, or none for this site. Nothing was sent. */
export class PasskeyUnused extends Error {
  constructor() {
    super('no passkey was given');
    this.name = 'PasskeyUnused';
  }
}
