import type { UseCaseConfig } from './context.ts';

/**
 * Limits of sign-ins and sessions. The defaults are the figures of the baseline of security level 2 (TCVN 14423:2026):
 * lock after 15 idle minutes (5 for administrators), 5 wrong tries, accounts idle for 45 days disabled.
 */
export interface AccessSettings {
  /** Who needs a second factor: roles that see to the platform or the whole round (`required`), everybody, or nobody. */
  readonly secondFactor: 'required' | 'everybody' | 'optional';
  readonly idleMinutes: number;
  readonly administratorIdleMinutes: number;
  /** A session ends after so long whatever is done in it. */
  readonly sessionHours: number;
  /** Weighty acts ask for a proof that is not older. */
  readonly stepUpMinutes: number;
  /** Wrong tries before an account rests. */
  readonly maxTries: number;
  /** Days without a sign-in after which an account is disabled; 0: never. */
  readonly dormantDays: number;
  /** File of passwords that are refused beside the common ones, one a line; undefined: none. */
  readonly passwordBlocklist?: string | undefined;
}

export const DEFAULT_ACCESS: AccessSettings = {
  secondFactor: 'required',
  idleMinutes: 15,
  administratorIdleMinutes: 5,
  sessionHours: 12,
  stepUpMinutes: 10,
  maxTries: 5,
  dormantDays: 45,
};

/** What the operator has set: `secondFactor` undefined means that nothing was said. */
export type GivenAccess = Omit<AccessSettings, 'secondFactor'> & {
  readonly secondFactor: AccessSettings['secondFactor'] | undefined;
};

export const accessOf = ({ access }: Pick<UseCaseConfig, 'access'>): AccessSettings =>
  access ? { ...access, secondFactor: access.secondFactor ?? DEFAULT_ACCESS.secondFactor } : DEFAULT_ACCESS;
