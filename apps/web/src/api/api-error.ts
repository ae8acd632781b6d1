import { ERROR_CODES, type ErrorCode, type Problem } from '@parix/api-contract';

/**
 * Why a request failed. `refused`: the server answered with a coded problem. `network`: no answer came at all.
 * `timeout`: none came in time (it may have been carried out). `unreadable`: an answer that breaks the contract.
 */
export type FailureKind = 'refused' | 'network' | 'timeout' | 'unreadable';

export class ApiError extends Error {
  readonly kind: FailureKind;
  readonly status: number;
  readonly problem: Problem | null;
  constructor(kind: FailureKind, status: number, problem: Problem | null, message: string) {
    super(message);
    this.name = 'ApiError';
    this.kind = kind;
    this.status = status;
    this.problem = problem;
  }
  get code(): string {
    return this.problem?.code ?? this.kind;
  }
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CODES, code);
}

/** What, why and next step from the contract's registry; undefined for codes it does not list. */
export function registryWords(code: string, language: string): string | undefined {
  if (!isErrorCode(code)) return undefined;
  return ERROR_CODES[code][language === 'en' ? 2 : 1];
}

/** The session is gone: the person signs in again and goes on. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401 && error.code !== 'wrong-credentials';
}

/** The session is there and waits for the person to prove who they are. */
export function isLocked(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'session-locked';
}

/** The sign-in lacks its second step, as when a role that needs one has just been given. */
export function isIncomplete(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'second-factor-required';
}

/** The same request may succeed later without a change by the person. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  if (error.kind === 'network' || error.kind === 'timeout') return true;
  return error.status === 429 || error.status >= 502 || error.code === 'overloaded';
}
