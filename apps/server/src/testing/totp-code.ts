import { generateSync } from 'otplib';

/** What an authenticator app shows for the secret at an instant. */
export const totpCode = (secret: string, at: Date, offsetSeconds = 0): string =>
  generateSync({ secret, epoch: Math.floor(at.getTime() / 1000) + offsetSeconds });
