import type { Say } from '../../i18n/use-words.ts';
import type { Choice } from '../../ui/index.ts';
import { kindWords } from './unit-words.ts';

/** Kinds that the stored criteria sets know, and the one that stands already. */
export function kindChoices(
  kinds: readonly { readonly id: string; readonly name: string }[],
  standing: string,
  say: Say,
): readonly Choice[] {
  const known = kinds.map(({ id, name }) => ({ value: id, label: name }));
  const kept = standing === '' || kinds.some(({ id }) => id === standing);
  return kept ? known : [{ value: standing, label: kindWords(standing, say) }, ...known];
}
