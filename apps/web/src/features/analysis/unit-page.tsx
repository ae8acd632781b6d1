import type { Round, UnitAnalysis } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { may } from '@parix/workflow';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { roundQuery } from '../../api/queries.ts';
import { useAccount } from '../../api/use-me.ts';
import { showNumber, signOf } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Button, Notice, Page, Section, Table } from '../../ui/index.ts';
import './analysis.css';
import type { Step } from './analysis-queries.ts';
import { ChangeFacts, ChangeTable } from './change-view.tsx';
import { EarlierRoundField } from './earlier-round-field.tsx';
import { StepField } from './stability-view.tsx';
import { incomparableWords, MappingNotice, Origin } from './years-view.tsx';

/** Why a unit stands where it stands: what appraisal took, what the earlier year was, how firm its rank is. */
export function UnitAnalysisPage() {
  const say = useWords('analysis');
  const { roundId, unitId } = useParams({ from: '/inside/rounds/$roundId/analysis/units/$unitId' });
  const [step, setStep] = useState<Step>('0.25');
  const round = useQuery(roundQuery(roundId));
  const unit = useQuery({
    queryKey: ['unit-analysis', roundId, unitId, step],
    queryFn: ({ signal }) =>
      call('getUnitAnalysis', { params: { roundId, unitId }, query: { step }, signal }),
    placeholderData: (before) => before,
  });
  return (
    <Page
      wide
      title={unit.data?.unit.unitName ?? say('analysis:unit.title')}
      lead={say('analysis:unit.lead')}
      crumbs={[
        { label: say('common:nav.rounds'), to: '/rounds' },
        { label: round.data?.title ?? roundId, to: `/rounds/${roundId}` },
      ]}
      actions={
        <>
          <Link
            className="pw-button"
            data-look="second"
            to="/rounds/$roundId/results/$unitId"
            params={{ roundId, unitId }}
          >
            {say('analysis:unit.results')}
          </Link>
          <Button look="second" onClick={() => window.print()}>
            {say('analysis:print')}
          </Button>
        </>
      }
    >
      <Loaded query={round}>
        {(theRound) => (
          <Loaded query={unit}>
            {(data) => (
              <>
                {theRound.sample ? (
                  <Notice tone="warning" quiet>
                    {say('analysis:sample')}
                  </Notice>
                ) : null}
                <Section title={say('analysis:unit.layers')}>
                  <p>{say('analysis:unit.layersText')}</p>
                  <ChangeFacts change={data.layers} between="layers" />
                  <ChangeTable
                    entries={data.layers.entries}
                    caption={say('analysis:unit.layers')}
                    between="layers"
                  />
                </Section>
                <Years round={theRound} unitId={unitId} />
                <Firmness round={theRound} analysis={data} step={step} onStep={setStep} />
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Years({ round, unitId }: { readonly round: Round; readonly unitId: string }) {
  const say = useWords('analysis');
  const { roles } = useAccount();
  const { earlier = '' } = useSearch({ from: '/inside/rounds/$roundId/analysis/units/$unitId' });
  const navigate = useNavigate({ from: '/rounds/$roundId/analysis/units/$unitId' });
  const comparison = useQuery({
    queryKey: ['unit-comparison', round.id, unitId, earlier],
    enabled: earlier !== '',
    queryFn: ({ signal }) =>
      call('getUnitComparison', { params: { roundId: round.id, unitId, otherId: earlier }, signal }),
  });
  return (
    <Section title={say('analysis:unit.years')}>
      <EarlierRoundField
        round={round}
        value={earlier}
        published={!may(roles, 'analysis.read', { phase: 'draft', ownUnit: false })}
        onChoose={(id) => void navigate({ search: { earlier: id || undefined }, replace: true })}
      />
      {earlier === '' ? null : (
        <Loaded query={comparison}>
          {(data) => (
            <>
              <MappingNotice comparison={data} />
              <p>
                <Origin unit={data.unit} />
              </p>
              {data.unit.change ? (
                <>
                  <ChangeFacts change={data.unit.change} between="years" />
                  <ChangeTable entries={data.entries} caption={say('analysis:unit.years')} between="years" />
                </>
              ) : (
                <Notice tone="warning" quiet title={say('analysis:years.incomparable')}>
                  {incomparableWords(data.unit.incomparable, say)}
                </Notice>
              )}
            </>
          )}
        </Loaded>
      )}
    </Section>
  );
}

function Firmness(props: {
  readonly round: Round;
  readonly analysis: UnitAnalysis;
  readonly step: Step;
  readonly onStep: (step: Step) => void;
}) {
  const say = useWords('analysis');
  const language = useLanguage();
  const { neighbours, stability, of, unit } = props.analysis;
  if (stability.rank === null) return null;
  return (
    <Section title={say('analysis:unit.firm')}>
      <p>
        {say('analysis:unit.rank', { rank: stability.rank, of })}{' '}
        <Link
          to="/rounds/$roundId/results/$unitId"
          params={{ roundId: props.round.id, unitId: unit.unitId }}
          hash="plan"
        >
          {say('analysis:unit.plan')}
        </Link>
      </p>
      <Table caption={say('analysis:unit.neighbours')}>
        <thead>
          <tr>
            <th scope="col" className="pw-number">
              {say('analysis:column.rank')}
            </th>
            <th scope="col">{say('analysis:column.unit')}</th>
            <th scope="col" className="pw-number">
              {say('analysis:column.index')}
            </th>
            <th scope="col">{say('analysis:unit.distance')}</th>
          </tr>
        </thead>
        <tbody>
          {neighbours.map((each) => (
            <tr key={each.unitId}>
              <td className="pw-number">{each.rank}</td>
              <th scope="row">{each.unitName}</th>
              <td className="pw-number">{showNumber(each.index, language)}</td>
              <td>
                {signOf(each.gap) === 0
                  ? say('analysis:unit.equal')
                  : say(signOf(each.gap) > 0 ? 'analysis:unit.ahead' : 'analysis:unit.behind', {
                      by: showNumber(each.gap.replace('-', ''), language, 2),
                    })}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      <StepField step={props.step} onStep={props.onStep} />
      <p>
        {stability.items.length === 0
          ? say('analysis:unit.stands')
          : say('analysis:unit.moves', {
              count: stability.items.length,
              best: stability.best ?? '–',
              worst: stability.worst ?? '–',
              classes: stability.classes.join(' / ') || '–',
            })}
      </p>
      {stability.items.length === 0 ? null : (
        <details className="pw-details">
          <summary>{say('analysis:unit.items', { count: stability.items.length })}</summary>
          <ul>
            {stability.items.map(({ id, code, name }) => (
              <li key={id}>{`${code} ${name}`}</li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}
