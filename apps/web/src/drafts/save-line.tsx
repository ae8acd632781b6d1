import type { Entry } from './save-state.ts';
import { registryWords, ApiError } from '../api/api-error.ts';
import { showTime } from '../format/dates.ts';
import { useLanguage, useWords, type Say } from '../i18n/use-words.ts';

type AnyEntry = Entry<unknown, unknown>;

/** Where the typing stands, in words: being saved, saved at, or kept on this device. */
export function SaveLine({ entries }: { readonly entries: readonly AnyEntry[] }) {
  const say = useWords();
  const { tone, text } = sheetState(entries, say);
  return (
    <p className="pw-save" data-tone={tone} role="status">
      {text}
    </p>
  );
}

/** The most pressing state of the whole sheet. */
export function sheetState(
  entries: readonly AnyEntry[],
  say: Say,
): { readonly tone: string; readonly text: string } {
  const of = (kind: AnyEntry['state']['kind']) => entries.filter((entry) => entry.state.kind === kind).length;
  if (entries.some((entry) => !entry.kept && entry.draft !== null))
    return { tone: 'bad', text: say('common:save.noRoom') };
  if (of('conflict') > 0)
    return { tone: 'bad', text: say('common:save.conflict', { number: of('conflict') }) };
  if (of('held') > 0) return { tone: 'bad', text: say('common:save.held', { number: of('held') }) };
  if (of('refused') > 0) return { tone: 'bad', text: say('common:save.refused', { number: of('refused') }) };
  if (of('invalid') > 0) return { tone: 'bad', text: say('common:save.stuck', { number: of('invalid') }) };
  if (of('saving') > 0) return { tone: 'busy', text: say('common:save.saving') };
  if (of('waiting') > 0) return { tone: 'busy', text: say('common:save.waiting') };
  const latest = entries
    .flatMap(({ state }) => (state.kind === 'saved' ? [state.at] : []))
    .sort()
    .at(-1);
  return latest === undefined
    ? { tone: 'calm', text: say('common:save.clean') }
    : { tone: 'good', text: say('common:save.saved', { at: showTime(latest) }) };
}

/** The state of one item, with the reason when it could not be delivered. */
export function ItemSaveLine({ entry }: { readonly entry: AnyEntry }) {
  const say = useWords();
  const language = useLanguage();
  const { state } = entry;
  if (state.kind !== 'held' && state.kind !== 'refused' && state.kind !== 'invalid') return null;
  const error = state.kind === 'invalid' ? null : state.error;
  const why =
    error instanceof ApiError ? (registryWords(error.code, language) ?? reasonWords(error, say)) : '';
  return (
    <p className="pw-save" data-tone="bad" role="alert">
      {say(`common:save.item.${state.kind}`)} {why}
    </p>
  );
}

function reasonWords(error: ApiError, say: Say): string {
  if (error.kind === 'network') return say('common:error.network');
  return error.kind === 'timeout' ? say('common:error.timeout') : (error.problem?.detail ?? '');
}
