import type { Unit } from '@parix/api-contract';
import { mightEver } from '@parix/workflow';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { blocksQuery } from '../../api/queries.ts';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ImportPanel } from '../../imports/import-panel.tsx';
import { Paged } from '../../states/paged.tsx';
import { Empty, Page, Section } from '../../ui/index.ts';
import { BlockList } from './block-list.tsx';
import { UnitSearch } from './unit-search.tsx';
import { UnitTable } from './unit-table.tsx';

export function UnitsPage() {
  const say = useWords('units');
  const { roles } = useAccount();
  const search = useSearch({ from: '/inside/units' });
  const navigate = useNavigate({ from: '/units' });
  const queries = useQueryClient();
  const blocks = useQuery(blocksQuery);
  const units = useInfiniteQuery({
    queryKey: ['units', search.q ?? '', search.block ?? ''],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listUnits', {
        query: { q: search.q, block: search.block, cursor: pageParam || undefined, limit: 100 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  const manages = mightEver(roles, 'units.manage');
  const filtered = Boolean(search.q || search.block);
  return (
    <Page title={say('units:title')} lead={say('units:lead')}>
      <Section title={say('units:list')}>
        <UnitSearch
          text={search.q ?? ''}
          block={search.block ?? ''}
          blocks={blocks.data?.items ?? []}
          onChange={(next) =>
            void navigate({
              search: { q: next.text || undefined, block: next.block || undefined },
              replace: true,
            })
          }
        />
        <Paged
          query={units}
          empty={
            <Empty title={say(filtered ? 'units:noMatch' : 'units:none')}>
              {say(filtered ? 'units:noMatchNext' : manages ? 'units:noneManage' : 'units:noneWait')}
            </Empty>
          }
        >
          {(items: readonly Unit[]) => <UnitTable units={items} blocks={blocks.data?.items ?? []} />}
        </Paged>
      </Section>
      <BlockList query={blocks} manages={manages} />
      {manages ? (
        <Section title={say('units:import')}>
          <ImportPanel
            label={say('units:importFile')}
            hint={say('units:importHint')}
            send={(file, dryRun) => call('importUnits', { file, query: { dryRun: String(dryRun) } })}
            onApplied={() => void queries.invalidateQueries()}
          />
        </Section>
      ) : null}
    </Page>
  );
}
