import { makeLinkAsOperator } from './features/access/operator-link.service.ts';
import { withDatabase } from './operator-database.ts';
import { systemClock } from './platform/clock.ts';
import type { Locale } from './platform/locale.ts';

export interface SignInLink {
  readonly username: string;
  /** Takes away password, second factor and sessions first. */
  readonly reset: boolean;
  readonly locale?: Locale;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Makes a single-use link by which the person of an account chooses a password, as the operator of the installation.
 * @returns what was done, with the link, in words of the language.
 * @throws OperatorError `ACCOUNT_NOT_FOUND`, and those of opening the database.
 */
export async function printSignInLink(what: SignInLink): Promise<string> {
  const { username, reset, locale = 'vi', env = process.env } = what;
  return withDatabase(env, async (db, config) => {
    const context = { db, config, now: systemClock.now(), locale, requestId: null };
    const { url, expiresAt } = await makeLinkAsOperator(context, username, { reset });
    return locale === 'en'
      ? `Single-use link for ${username}, good until ${expiresAt}:\n${url}`
      : `Liên kết dùng một lần cho ${username}, đến ${expiresAt}:\n${url}`;
  });
}
