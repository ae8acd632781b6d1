import type { SetVersion } from '@parix/api-contract';
import { useWords } from '../../i18n/use-words.ts';
import { Tag } from '../../ui/index.ts';

export function SetTags({ set }: { readonly set: SetVersion }) {
  const say = useWords('criteria-sets');
  return (
    <span className="pw-actions">
      <Tag tone={set.status === 'complete' ? 'good' : 'warning'}>
        {say(`criteria-sets:status.${set.status}`)}
      </Tag>
      {set.sample ? <Tag tone="warning">{say('criteria-sets:sample')}</Tag> : null}
      {set.amendmentCount > 0 ? (
        <Tag>{say('criteria-sets:amended', { number: set.amendmentCount })}</Tag>
      ) : null}
    </span>
  );
}
