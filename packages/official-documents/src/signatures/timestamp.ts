import { TSTInfo, type Certificate } from 'pkijs';
import { chainProblem } from './certificate-chain.ts';
import { writeName } from './certificates.ts';
import { OID_TST_INFO, readCms, verifyCms, type Cms } from './cms.ts';
import type { SignatureReason, SignatureTimestamp } from './pdf-signature.ts';
import { digest, hashName } from './verify-key.ts';

export type TimestampReading =
  | {
      readonly ok: true;
      readonly timestamp: SignatureTimestamp;
      readonly at: Date;
      readonly problem: SignatureReason | null;
      readonly cms: Cms;
    }
  | { readonly ok: false; readonly reason: SignatureReason; readonly cms: Cms | null };

/**
 * Reads and verifies an RFC 3161 token over `stamped`. The stamping certificate is judged at the time it states:
 * that time is what the chain vouches for.
 */
export async function readTimestamp(
  token: Uint8Array<ArrayBuffer>,
  stamped: Uint8Array<ArrayBuffer>,
  roots: readonly Certificate[],
): Promise<TimestampReading> {
  const reading = readCms(token);
  if (!reading.ok) return { ok: false, reason: reading.reason, cms: null };
  const { cms } = reading;
  const info = infoOf(cms);
  if (cms.content === null || info === null) return { ok: false, reason: 'contents-damaged', cms };
  const hash = hashName(info.messageImprint.hashAlgorithm);
  if (hash === null) return { ok: false, reason: 'algorithm-not-supported', cms };
  const imprint = info.messageImprint.hashedMessage.valueBlock.valueHexView;
  if (Buffer.compare(await digest(hash, stamped), imprint) !== 0)
    return { ok: false, reason: 'digest-mismatch', cms };
  const verdict = await verifyCms(cms, cms.content);
  if (!verdict.ok) return { ok: false, reason: verdict.reason, cms };
  const at = info.genTime;
  const question = { roots, others: cms.certificates, at, purpose: 'time-stamping' } as const;
  const problem =
    verdict.weak || hash === 'SHA-1' ? 'weak-algorithm' : await chainProblem(cms.certificate, question);
  const timestamp = {
    time: at.toISOString(),
    authority: writeName(cms.certificate.subject),
    trusted: problem === null,
  };
  return { ok: true, timestamp, at, problem, cms };
}

function infoOf(cms: Cms): TSTInfo | null {
  if (cms.contentType !== OID_TST_INFO || cms.content === null) return null;
  try {
    const info = TSTInfo.fromBER(cms.content);
    return Number.isNaN(info.genTime.getTime()) ? null : info;
  } catch {
    return null;
  }
}
