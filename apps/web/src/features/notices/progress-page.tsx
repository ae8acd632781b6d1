import { ROUTES, type Round } from '@parix/api-contract';
import { may } from '@parix/workflow';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { call, type Answer } from '../../api/call.ts';
import { addressOf } from '../../api/request.ts';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { RoundFrame } from '../../layout/round-frame.tsx';
import { Paged } from '../../states/paged.tsx';
import { Empty } from '../../ui/index.ts';
import { ChaseBar } from './chase-bar.tsx';
import { ForecastWords } from './forecast-words.tsx';
import { ProgressFilters, type ProgressFilter } from './progress-filters.tsx';
import { ProgressSummary } from './progress-summary.tsx';
import { ProgressTable } from './progress-table.tsx';
import { progressKey } from './progress-keys.ts';

type Row = Answer<'getProgress'>['items'][number];

/** Who is where and who will be late: the standing body's board. */
export function ProgressPage() {
  const say = useWords('notices');
  const { roundId } = useParams({ from: '/inside/rounds/$roundId/progress' });
  return (
    <RoundFrame wide roundId={roundId} title={say('notices:progress.title')}>
      {(data) => <Board round={data} />}
    </RoundFrame>
  );
}

const CHASABLE: readonly string[] = ['self-scoring', 'self-closed', 'appraisal'];

function Board({ round }: { readonly round: Round }) {
  const say = useWords('notices');
  const { roles } = useAccount();
  const { state, forecast, sort = 'name' } = useSearch({ from: '/inside/rounds/$roundId/progress' });
  const navigate = useNavigate({ from: '/rounds/$roundId/progress' });
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const filter = { state, forecast, sort } satisfies ProgressFilter;
  const query = { ...filter, q: q || undefined };
  const rows = useInfiniteQuery({
    queryKey: [...progressKey(round.id), 'rows', query],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('getProgress', {
        params: { roundId: round.id },
        query: { ...query, cursor: pageParam || undefined, limit: 50 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  const choose = (change: Partial<ProgressFilter>) => {
    setChosen(new Set());
    void navigate({ search: { ...filter, ...change }, replace: true });
  };
  const shown = (rows.data?.pages ?? []).flatMap(({ items }) => items.map(({ unitId }) => unitId));
  const mayChase = may(roles, 'rounds.manage', { phase: round.phase }) && CHASABLE.includes(round.phase);
  return (
    <>
      <ProgressSummary roundId={round.id} filter={filter} onFilter={choose} />
      <ForecastWords />
      <ProgressFilters filter={filter} onFilter={choose} text={text} onText={setText} />
      <p>
        <a href={addressOf(ROUTES.exportProgress, { params: { roundId: round.id }, query })}>
          {say('notices:progress.export')}
        </a>
      </p>
      {mayChase ? (
        <ChaseBar
          roundId={round.id}
          chosen={chosen}
          shown={shown}
          filter={{ q: query.q, state, forecasts: forecast && [forecast] }}
          onChoose={setChosen}
        />
      ) : null}
      <Paged
        query={rows}
        empty={<Empty title={say('notices:progress.none')}>{say('notices:progress.noneNext')}</Empty>}
      >
        {(items: readonly Row[]) => (
          <ProgressTable
            roundId={round.id}
            rows={items}
            sort={sort}
            chosen={mayChase ? chosen : null}
            onChoose={setChosen}
          />
        )}
      </Paged>
    </>
  );
}
