import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { UseCaseConfig } from '../../platform/context.ts';
import { mac } from './secret-box.ts';

/** What the browser keeps between going to the service and coming back. */
const signOnState = z.object({
  state: z.string().min(20),
  nonce: z.string().min(20),
  verifier: z.string().min(43),
  /** Page to go to afterwards, on this site. */
  next: z.string(),
  /** Somebody who is signed in proves anew who they are. */
  again: z.boolean(),
  /** The session that asked for it, so that it is renewed in no other. */
  sessionId: z.string().nullable(),
  expiresAt: z.number(),
});
export type SignOnState = z.output<typeof signOnState>;

export const SIGN_ON_MINUTES = 10;

/** Signed, so that it is only ever what this server gave out. */
export function writeSignOnState(config: Pick<UseCaseConfig, 'dataDir'>, state: SignOnState): string {
  const body = Buffer.from(JSON.stringify(state)).toString('base64url');
  return `${body}.${mac(config, 'sign-on-state', body).toString('base64url')}`;
}

/** Undefined when it is missing, changed, or too old. */
export function readSignOnState(
  config: Pick<UseCaseConfig, 'dataDir'>,
  cookie: string | undefined,
  now: Date,
): SignOnState | undefined {
  const [body = '', signature = ''] = cookie?.split('.') ?? [];
  const [given, right] = [Buffer.from(signature, 'base64url'), mac(config, 'sign-on-state', body)];
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const state = signOnState.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
  return state.expiresAt > now.getTime() ? state : undefined;
}

/** Only ever a page of this site, never another origin. */
export function pageOfThisSite(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])[^\p{Cc}\\]*$/u.test(next) ? next : '/';
}
