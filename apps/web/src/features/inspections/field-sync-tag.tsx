import { useWords } from '../../i18n/use-words.ts';
import { Tag } from '../../ui/index.ts';
import { countLocal, type LocalVisit } from './local-visit.ts';

/** Synchronised, waiting, or what is in the way. */
export function SyncTag({ local }: { readonly local: LocalVisit }) {
  const say = useWords('inspections');
  const { waiting, conflicts, refused } = countLocal(local);
  if (conflicts > 0) return <Tag tone="bad">{say('inspections:sync.conflicts', { number: conflicts })}</Tag>;
  if (refused > 0) return <Tag tone="bad">{say('inspections:sync.refused', { number: refused })}</Tag>;
  if (waiting > 0) return <Tag tone="warning">{say('inspections:sync.waiting', { number: waiting })}</Tag>;
  return <Tag tone="good">{say('inspections:sync.done')}</Tag>;
}
