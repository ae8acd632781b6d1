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
    detail: restOf(problem.detail, title),
    places: (problem.errors ?? []).map(({ place, message }) => ({ place: placeWords(place), message })),
    requestId: problem.status >= 500 ? problem.requestId : null,
  };
}

/** What the detail says beyond the title. */
function restOf(detail: string, title: string): string | null {
  const rest = detail.startsWith(title) ? detail.slice(title.length).trim() : detail;
  return rest === '' ? null : rest;
}

/** A cell or a line as it stands; units and items by their codes; a JSON pointer tells a person nothing. */
function placeWords(place: string): string {
  if (place.startsWith('/')) return '';
  const coded = /^(?:unit:([^/]+))?\/?(?:item:(.+))?$/.exec(place);
  return coded ? coded.slice(1).filter(Boolean).join(' › ') : place;
}

function plain(title: string, detail: string | null): ErrorWords {
  return { title, detail, places: [], requestId: null };
}
