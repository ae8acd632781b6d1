import type { Language } from '../i18n/current-language.ts';
import type { Say } from '../i18n/use-words.ts';
import { ApiError, registryWords } from './api-error.ts';

export interface ErrorWords {
  readonly title: string;
  readonly detail: string | null;
  readonly places: readonly { readonly place: string; readonly message: string }[];
  readonly requestId: string | null;
}

/** A failure in the person's words: what, why, next step. Never a stack trace or a raw message of the machine. */
export function describeError(error: unknown, language: Language, say: Say): ErrorWords {
  if (!(error instanceof ApiError)) return plain(say('common:error.page'), null);
  if (error.kind === 'network') return plain(say('common:error.network'), say('common:error.networkNext'));
  if (error.kind === 'timeout') return plain(say('common:error.timeout'), say('common:error.timeoutNext'));
  if (error.kind === 'unreadable' || !error.problem) {
    return plain(say('common:error.unreadable'), say('common:error.unreadableNext'));
  }
  const { problem } = error;
  const title = registryWords(problem.code, language) ?? problem.title;
  return {
    title,
    detail: problem.detail === title || problem.detail === '' ? null : problem.detail,
    // A JSON pointer tells a person nothing; a cell or a line does.
    places: (problem.errors ?? []).map(({ place, message }) => ({
      place: place.startsWith('/') ? '' : place,
      message,
    })),
    requestId: problem.status >= 500 ? problem.requestId : null,
  };
}

function plain(title: string, detail: string | null): ErrorWords {
  return { title, detail, places: [], requestId: null };
}
