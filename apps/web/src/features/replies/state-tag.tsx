import type { ReplySummary } from '@parix/api-contract';
import { useWords } from '../../i18n/use-words.ts';
import { Tag } from '../../ui/index.ts';

/** Where a unit's replies stand. A unit with nothing to answer is not shown as late. */
export function StateTag({ state, open }: Pick<ReplySummary, 'state' | 'answered' | 'open'>) {
  const say = useWords('replies');
  if (open === 0) return <Tag>{say('replies:state.nothing')}</Tag>;
  const tone = state === 'approved' ? 'good' : state === 'closed' ? 'plain' : 'warning';
  return <Tag tone={tone}>{say(`replies:state.${state}`)}</Tag>;
}
