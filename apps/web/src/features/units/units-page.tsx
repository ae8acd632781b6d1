import { mightEver } from '@parix/workflow';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { call } from '../../api/call.ts';
import { blocksQuery } from '../../api/queries.ts';
import { useAccount } from '../../api/use-me.ts';
import { showDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Paged } from '../../states/paged.tsx';
import { Empty, Notice, Page, Section } from '../../ui/index.ts';
import { UnitResults } from './unit-results.tsx';
import { type UnitQuery, UnitSearch } from './unit-search.tsx';
import { UnitTree } from './unit-tree.tsx';
import { UnitsTabs } from './units-tabs.tsx';

/** The register: a tree to walk through, or what a search found. */
export function UnitsPage() {
  const say = useWords('units');
  const { roles } = useAccount();
  const search = useSearch({ from: '/inside/units' });
  const navigate = useNavigate({ from: '/units' });
  const blocks = useQuery(blocksQuery);
  const change = useCallback((next: UnitQuery) => void navigate({ search: next, replace: true }), [navigate]);
  const searching = Boolean(search.q ?? search.block);
  const manages = mightEver(roles, 'units.manage');
  return (
    <Page title={say('units:title')} lead={say('units:lead')}>
      <UnitsTabs />
      <UnitSearch query={search} blocks={blocks.data?.items ?? []} onChange={change} />
      {search.asOf === undefined ? null : (
        <Notice quiet>{say('units:shownAsOf', { day: showDate(search.asOf) })}</Notice>
      )}
      <Section title={say(searching ? 'units:found' : 'units:tree')}>
        {searching ? (
          <FoundUnits query={search} />
        ) : (
          <UnitTree
            key={search.asOf ?? ''}
            asOf={search.asOf}
            none={say(manages ? 'units:noneManage' : 'units:noneWait')}
          />
        )}
      </Section>
    </Page>
  );
}

function FoundUnits({ query }: { readonly query: UnitQuery }) {
  const say = useWords('units');
  const units = useInfiniteQuery({
    queryKey: ['units', query.q ?? '', query.block ?? '', query.asOf ?? '', query.standing ?? false],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listUnits', {
        query: {
          q: query.q,
          block: query.block,
          asOf: query.asOf,
          standing: query.standing ? 'true' : undefined,
          cursor: pageParam || undefined,
          limit: 50,
        },
        signal,
      }),
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  return (
    <Paged query={units} empty={<Empty title={say('units:noMatch')}>{say('units:noMatchNext')}</Empty>}>
      {(items) => <UnitResults units={items} asOf={query.asOf} />}
    </Paged>
  );
}
