import type { Round, UnitResult } from '@parix/api-contract';
import { may } from '@parix/workflow';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { call } from '../../api/call.ts';
import { isSameThing, roundQuery } from '../../api/queries.ts';
import { useAccount } from '../../api/use-me.ts';
import { showNumber } from '../../format/numbers.ts';
import { currentLanguage } from '../../i18n/current-language.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Notice, Page, Section, Tag, Waiting } from '../../ui/index.ts';
import { GoalSeek } from './goal-seek.tsx';
import { indexMovement, rankMovement } from './movement.ts';
import { Moved } from './ranking-table.tsx';
import { ResultTree } from './result-tree.tsx';
import { WhatIf } from './what-if.tsx';

const LossWaterfall = lazy(() =>
  import('./loss-waterfall.tsx').then((module) => ({ default: module.LossWaterfall })),
);

export function UnitResultPage() {
  const say = useWords('ranking');
  const { roundId, unitId } = useParams({ from: '/inside/rounds/$roundId/results/$unitId' });
  const { layer = 'final' } = useSearch({ from: '/inside/rounds/$roundId/results/$unitId' });
  const round = useQuery(roundQuery(roundId));
  const result = useQuery({
    queryKey: ['unit-result', roundId, unitId, layer, currentLanguage()],
    queryFn: ({ signal }) => call('getUnitResult', { params: { roundId, unitId }, query: { layer }, signal }),
    placeholderData: (before, query) =>
      isSameThing(query, ['unit-result', roundId, unitId, layer]) ? before : undefined,
  });
  return (
    <Page
      wide
      title={result.data?.row.unitName ?? say('ranking:unit')}
      lead={layer === 'self' ? say('ranking:layer.self') : null}
      crumbs={[
        { label: say('common:nav.rounds'), to: '/rounds' },
        { label: round.data?.title ?? roundId, to: `/rounds/${roundId}` },
        { label: say('ranking:title'), to: `/rounds/${roundId}/results` },
      ]}
    >
      <Loaded query={round}>
        {(theRound) => (
          <Loaded query={result}>{(data) => <Body round={theRound} result={data} unitId={unitId} />}</Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Body(props: { readonly round: Round; readonly result: UnitResult; readonly unitId: string }) {
  const say = useWords('ranking');
  const account = useAccount();
  const { round, result, unitId } = props;
  const relation = { phase: round.phase, ownUnit: account.unitId === unitId };
  return (
    <>
      {round.sample ? (
        <Notice tone="warning" quiet>
          {say('ranking:sample')}
        </Notice>
      ) : null}
      <Standing result={result} />
      {may(account.roles, 'analysis.read', relation) ? (
        <p>
          <Link to="/rounds/$roundId/analysis/units/$unitId" params={{ roundId: round.id, unitId }}>
            {say('ranking:why')}
          </Link>
        </p>
      ) : null}
      <Suspense fallback={<Waiting />}>
        <LossWaterfall result={result} setVersionId={round.setVersionId} />
      </Suspense>
      {may(account.roles, 'results.simulate', relation) ? (
        <div id="plan">
          <Section title={say('ranking:plan')}>
            <GoalSeek roundId={round.id} unitId={unitId} result={result} />
            <WhatIf round={round} unitId={unitId} result={result} />
          </Section>
        </div>
      ) : null}
      <ResultTree result={result} />
    </>
  );
}

function Standing({ result }: { readonly result: UnitResult }) {
  const say = useWords('ranking');
  const language = useLanguage();
  const { row } = result;
  return (
    <dl className="pw-facts">
      <div>
        <dt>{say('ranking:column.rank')}</dt>
        <dd>
          <span className="pw-bigfigure">{row.rank ?? '–'}</span> {say('ranking:of', { of: result.of })}
        </dd>
      </div>
      <div>
        <dt>{say('ranking:column.index')}</dt>
        <dd>
          <span className="pw-bigfigure">{showNumber(row.index, language)}</span>
        </dd>
      </div>
      <div>
        <dt>{say('ranking:column.points')}</dt>
        <dd>{`${showNumber(row.points, language)} / ${showNumber(row.maximum, language)}`}</dd>
      </div>
      <div>
        <dt>{say('ranking:class')}</dt>
        <dd>
          {row.className ?? '–'}{' '}
          {row.provisional ? <Tag tone="warning">{say('ranking:rowProvisional')}</Tag> : null}
        </dd>
      </div>
      {row.previous ? (
        <div>
          <dt>
            <Link to="/rounds/$roundId/results" params={{ roundId: row.previous.roundId }}>
              {say('ranking:sinceBefore')}
            </Link>
          </dt>
          <dd>
            <Moved by={rankMovement(row.previous.rank, row.rank)} />
            <br />
            <Moved by={indexMovement(row.previous.index, row.index)} />
          </dd>
        </div>
      ) : null}
    </dl>
  );
}
