import { mightEver } from '@parix/workflow';
import { useQuery } from '@tanstack/react-query';
import { blocksQuery } from '../../api/queries.ts';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Page } from '../../ui/index.ts';
import { BlockList } from './block-list.tsx';
import { UnitsTabs } from './units-tabs.tsx';

export function BlocksPage() {
  const say = useWords('units');
  const { roles } = useAccount();
  const blocks = useQuery(blocksQuery);
  return (
    <Page
      title={say('units:blocks')}
      lead={say('units:blocksLead')}
      crumbs={[{ label: say('units:title'), to: '/units' }]}
    >
      <UnitsTabs />
      <BlockList query={blocks} manages={mightEver(roles, 'units.manage')} />
    </Page>
  );
}
