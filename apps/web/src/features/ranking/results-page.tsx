import type { Ranking, Round } from '@parix/api-contract';
import { ROUTES } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { call } from '../../api/call.ts';
import { isSameThing } from '../../api/queries.ts';
import { addressOf } from '../../api/request.ts';
import { showNumber } from '../../format/numbers.ts';
import { currentLanguage } from '../../i18n/current-language.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { RoundFrame } from '../../layout/round-frame.tsx';
import { Loaded } from '../../states/loaded.tsx';
import { ClassMark, Empty, Notice, SelectField, Waiting } from '../../ui/index.ts';
import { RankingTable } from './ranking-table.tsx';

const ResultCharts = lazy(() =>
  import('./result-charts.tsx').then((module) => ({ default: module.ResultCharts })),
);

export function ResultsPage() {
  const say = useWords('ranking');
  const { roundId } = useParams({ from: '/inside/rounds/$roundId/results' });
  const { layer = 'final' } = useSearch({ from: '/inside/rounds/$roundId/results' });
  const ranking = useQuery({
    queryKey: ['ranking', roundId, layer, currentLanguage()],
    queryFn: ({ signal }) => call('getRanking', { params: { roundId }, query: { layer }, signal }),
    placeholderData: (before, query) =>
      isSameThing(query, ['ranking', roundId, layer]) ? before : undefined,
  });
  return (
    <RoundFrame
      wide
      roundId={roundId}
      title={say('ranking:title')}
      actions={(['xlsx', 'csv'] as const).map((format) => (
        <a
          key={format}
          className="pw-button"
          data-look="second"
          download
          href={addressOf(ROUTES.exportRanking, { params: { roundId }, query: { format } })}
        >
          {say(`ranking:export.${format}`)}
        </a>
      ))}
    >
      {(theRound) => <Loaded query={ranking}>{(data) => <Results ranking={data} round={theRound} />}</Loaded>}
    </RoundFrame>
  );
}

function Results({ ranking, round }: { readonly ranking: Ranking; readonly round: Round }) {
  const say = useWords('ranking');
  const navigate = useNavigate({ from: '/rounds/$roundId/results' });
  if (ranking.rows.length === 0) return <Empty title={say('ranking:none')}>{say('ranking:noneNext')}</Empty>;
  return (
    <>
      {round.sample ? (
        <Notice tone="warning" quiet>
          {say('ranking:sample')}
        </Notice>
      ) : null}
      {ranking.provisional ? (
        <Notice tone="warning" quiet title={say('ranking:provisional')}>
          {say('ranking:provisionalText')}
        </Notice>
      ) : null}
      <Summary ranking={ranking} />
      {round.phase === 'published' ? null : (
        <div className="pw-form">
          <SelectField
            label={say('ranking:layer.label')}
            value={ranking.layer}
            choices={(['final', 'self'] as const).map((value) => ({
              value,
              label: say(`ranking:layer.${value}`),
            }))}
            onChange={(event) =>
              void navigate({ search: event.target.value === 'self' ? { layer: 'self' } : {}, replace: true })
            }
          />
        </div>
      )}
      <RankingTable ranking={ranking} />
      <Suspense fallback={<Waiting />}>
        <ResultCharts ranking={ranking} />
      </Suspense>
      {ranking.warnings.length > 0 ? (
        <details className="pw-details">
          <summary>{say('ranking:warnings', { number: ranking.warnings.length })}</summary>
          <ul>
            {ranking.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </details>
      ) : null}
      <p className="pw-hint">
        {say('ranking:engine', { engine: ranking.engine, set: ranking.setVersionId })}
      </p>
    </>
  );
}

function Summary({ ranking }: { readonly ranking: Ranking }) {
  const say = useWords('ranking');
  const language = useLanguage();
  return (
    <dl className="pw-facts">
      <div>
        <dt>{say('ranking:units')}</dt>
        <dd>{ranking.rows.length}</dd>
      </div>
      <div>
        <dt>{say('ranking:mean')}</dt>
        <dd>{ranking.mean === null ? '–' : `${showNumber(ranking.mean, language)}%`}</dd>
      </div>
      {ranking.classes.map((item, at) => (
        <div key={item.id}>
          <dt>
            <ClassMark name={item.name} order={at + 1} />
          </dt>
          <dd>{say('ranking:unitCount', { number: item.count })}</dd>
        </div>
      ))}
    </dl>
  );
}
