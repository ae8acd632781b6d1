import type { Council, Round } from '@parix/api-contract';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { showInstant } from '../../format/dates.ts';
import { showNumber } from '../../format/numbers.ts';
import { DecisionFiles, MinutesFiles } from '../../document-parts/council-documents.tsx';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { RoundFrame } from '../../layout/round-frame.tsx';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Section } from '../../ui/index.ts';
import { may } from '@parix/workflow';
import { Agenda } from './agenda.tsx';
import { MinutesSection } from './minutes-section.tsx';

export const councilQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['council', roundId],
    queryFn: ({ signal }) => call('getCouncil', { params: { roundId }, signal }),
  });

/** What lies before the council: contested items, the frozen result, and the minutes. */
export function CouncilPage() {
  const say = useWords('council');
  const { roundId } = useParams({ from: '/inside/rounds/$roundId/council' });
  const council = useQuery(councilQuery(roundId));
  return (
    <RoundFrame roundId={roundId} title={say('council:title')}>
      {(data) => (
        <Loaded query={council}>
          {(answer) => (
            <>
              <Agenda roundId={roundId} />
              <FrozenResult round={data} council={answer} />
              <MinutesSection roundId={roundId} council={answer} />
              <Section title={say('council:files')}>
                <p className="pw-prose">{say('council:filesText')}</p>
                <MinutesFiles roundId={roundId} written={answer.minutes !== null} />
                <DecisionFiles roundId={roundId} frozen={answer.freeze !== null} />
              </Section>
            </>
          )}
        </Loaded>
      )}
    </RoundFrame>
  );
}

function FrozenResult({ round, council }: { readonly round: Round; readonly council: Council }) {
  const say = useWords('council');
  const language = useLanguage();
  const { roles } = useAccount();
  const queries = useQueryClient();
  const freeze = useMutation({
    mutationFn: () => call('freezeResults', { params: { roundId: round.id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['council', round.id] }),
  });
  const mayFreeze = round.state === 'council' && may(roles, 'rounds.manage', { phase: round.phase });
  return (
    <Section title={say('council:frozen')}>
      {council.freeze ? (
        <p>
          {say('council:frozenAt', {
            number: council.freeze.sequence,
            at: showInstant(council.freeze.at),
          })}{' '}
          <span className="pw-small pw-soft pw-break">{council.freeze.sha256.slice(0, 16)}…</span>
        </p>
      ) : (
        <p>{say('council:notFrozen')}</p>
      )}
      {freeze.isError ? <Failure error={freeze.error} /> : null}
      {mayFreeze ? (
        <>
          <p className="pw-hint">{say('council:freezeHint')}</p>
          <div className="pw-actions">
            <Button
              look="second"
              busy={freeze.isPending && say('council:freezing')}
              onClick={() => freeze.mutate()}
            >
              {say('council:freeze')}
            </Button>
          </div>
        </>
      ) : null}
      <h3>{say('council:ties')}</h3>
      {council.ties.length === 0 ? <p className="pw-soft">{say('council:noTies')}</p> : null}
      <ul>
        {council.ties.map(({ rank, units }) => (
          <li key={rank}>
            {say('council:tie', {
              rank,
              units: units.map(({ unitName }) => unitName).join(', '),
              points: pointsOf(units[0]?.points, language),
            })}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** An exact total that is no finite decimal stays a ratio. */
const pointsOf = (points: string | undefined, language: Parameters<typeof showNumber>[1]): string =>
  points === undefined ? '–' : points.includes('/') ? points : showNumber(points, language);
