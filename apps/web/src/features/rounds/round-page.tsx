import type { Round } from '@parix/api-contract';
import { may } from '@parix/workflow';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { roundQuery } from '../../api/queries.ts';
import { useAccount } from '../../api/use-me.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { CountedRound } from '../../counted-parts/counted-round.tsx';
import { Deadline, PhaseTag } from '../../layout/round-phase.tsx';
import { RoundTabs } from '../../layout/round-tabs.tsx';
import { Loaded } from '../../states/loaded.tsx';
import { Notice, Page, Section } from '../../ui/index.ts';
import { EditDates } from './edit-dates.tsx';
import { MovePanel } from './move-panel.tsx';
import { PublishPanel } from './publish-panel.tsx';
import { RoundImports } from './round-imports.tsx';

export function RoundPage() {
  const say = useWords('rounds');
  const { roundId } = useParams({ from: '/inside/rounds/$roundId' });
  const round = useQuery({ ...roundQuery(roundId), refetchInterval: 60_000 });
  return (
    <Page
      title={round.data?.title ?? say('rounds:one')}
      crumbs={[{ label: say('rounds:title'), to: '/rounds' }]}
      lead={round.data ? <RoundLead round={round.data} /> : null}
    >
      <Loaded query={round}>{(data) => <RoundBody round={data} />}</Loaded>
    </Page>
  );
}

function RoundLead({ round }: { readonly round: Round }) {
  return (
    <>
      <PhaseTag phase={round.phase} />
      <Deadline round={round} />
    </>
  );
}

function RoundBody({ round }: { readonly round: Round }) {
  const say = useWords('rounds');
  const { roles } = useAccount();
  const manages = may(roles, 'rounds.manage', { phase: round.phase });
  return (
    <>
      <RoundTabs round={round} />
      {round.sample ? (
        <Notice tone="warning" quiet>
          {say('rounds:sampleText')}
        </Notice>
      ) : null}
      <RoundFacts round={round} />
      {manages ? <MovePanel round={round} /> : null}
      <CountedRound round={round} />
      <RoundImports round={round} />
      {may(roles, 'round.publish', { phase: round.phase }) ? <PublishPanel round={round} /> : null}
      {round.publicationUrl ? (
        <Section title={say('rounds:public')}>
          <p>
            <a href={round.publicationUrl}>{say('rounds:publicPage')}</a>
          </p>
          <p>
            <Link to="/publications">{say('rounds:howToVerify')}</Link>
          </p>
        </Section>
      ) : null}
      {manages && round.phase !== 'published' ? <EditDates key={round.version} round={round} /> : null}
    </>
  );
}

function RoundFacts({ round }: { readonly round: Round }) {
  const say = useWords('rounds');
  const date = (value: string | null) => (value === null ? say('rounds:noDate') : showInstant(value));
  return (
    <dl className="pw-facts">
      <div>
        <dt>{say('rounds:column.year')}</dt>
        <dd>{round.indexYear}</dd>
      </div>
      <div>
        <dt>{say('rounds:column.block')}</dt>
        <dd>{say('rounds:blockUnits', { block: round.blockName, units: round.unitCount })}</dd>
      </div>
      <div>
        <dt>{say('rounds:column.set')}</dt>
        <dd>
          <Link to="/criteria-sets/$versionId" params={{ versionId: round.setVersionId }}>
            {round.setTitle}
          </Link>
        </dd>
      </div>
      <div>
        <dt>{say('rounds:date.opens')}</dt>
        <dd>{date(round.selfScoringOpensAt)}</dd>
      </div>
      <div>
        <dt>{say('rounds:date.closes')}</dt>
        <dd>{date(round.selfScoringClosesAt)}</dd>
      </div>
      <div>
        <dt>{say('rounds:date.appraisal')}</dt>
        <dd>{date(round.appraisalClosesAt)}</dd>
      </div>
    </dl>
  );
}
