import { generateSecret, generateURI, verify } from 'otplib';
import { toDataURL } from 'qrcode';
import type { PublicContext } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { findTotp, takeTotpStep } from './factors.queries.ts';
import { unseal } from './secret-box.ts';

const STEP_SECONDS = 30;

/** `boundTo` of the sealed secret. */
export const totpBinding = (accountId: string): string => `totp:${accountId}`;

export const newTotpSecret = (): string => generateSecret();

/** What an authenticator app takes over: an address, and the same as a QR code. */
export async function describeTotp(
  secret: string,
  username: string,
  publicUrl: string,
): Promise<{ readonly secret: string; readonly uri: string; readonly image: string }> {
  const uri = generateURI({ issuer: `Parix (${new URL(publicUrl).host})`, label: username, secret });
  const image = await toDataURL(uri, { margin: 2, width: 240, errorCorrectionLevel: 'M' });
  return { secret, uri, image };
}

export const isTotpCode = (code: string): boolean => /^\d{6}$/.test(code.replace(/\s/g, ''));

/**
 * True when the code is right for this half minute or the one before or after. Each is accepted once; a right code
 * that was used refuses with `code-used`. `inUse`: whether the app was taken into use by an earlier code; the first
 * code of a new one proves nothing about who is signed in.
 */
export async function totpMatches(
  { db, config, now }: Pick<PublicContext, 'db' | 'config' | 'now'>,
  accountId: string,
  code: string,
  { inUse }: { readonly inUse: boolean },
): Promise<boolean> {
  const stored = await findTotp(db, accountId);
  if (!stored || (stored.confirmedAt !== null) !== inUse) return false;
  const secret = unseal(config, totpBinding(accountId), stored.sealedSecret);
  if (secret === undefined) return false;
  const epoch = Math.floor(now.getTime() / 1000);
  const token = code.replace(/\s/g, '');
  const result = await verify({ secret, token, epoch, epochTolerance: STEP_SECONDS });
  if (!result.valid) return false;
  const step = Math.floor(epoch / STEP_SECONDS) + result.delta;
  return (await takeTotpStep(db, accountId, step, now)) || refuse('code-used');
}
