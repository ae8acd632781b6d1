import type { Round, SurveyDetail } from '@parix/api-contract';
import { may } from '@parix/workflow';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { roundQuery } from '../../api/queries.ts';
import { useAccount } from '../../api/use-me.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Page } from '../../ui/index.ts';
import { BatchesSection } from './batches-section.tsx';
import { CellsSection } from './cells-section.tsx';
import { FormsSection } from './forms-section.tsx';
import { GroupsSection } from './groups-section.tsx';
import { MoveSurvey } from './move-survey.tsx';
import { ResultsSection } from './results-section.tsx';
import { SurveyDates } from './survey-dates-form.tsx';
import { surveyQuery } from './survey-keys.ts';
import { SurveyPhaseTag } from './survey-phase-tag.tsx';

/** One survey round: what is asked of whom about whom, its codes, its answers, and the steps to its figures. */
export function SurveyPage() {
  const say = useWords('surveys');
  const { roundId, surveyId } = useParams({ from: '/inside/rounds/$roundId/surveys/$surveyId' });
  const round = useQuery(roundQuery(roundId));
  const survey = useQuery(surveyQuery(roundId, surveyId));
  return (
    <Page
      wide
      title={survey.data?.title ?? say('surveys:title')}
      crumbs={[
        { label: say('common:nav.rounds'), to: '/rounds' },
        { label: round.data?.title ?? roundId, to: `/rounds/${roundId}` },
        { label: say('surveys:title'), to: `/rounds/${roundId}/surveys` },
      ]}
      lead={survey.data ? <SurveyPhaseTag phase={survey.data.phase} /> : null}
    >
      <Loaded query={round}>
        {(theRound) => <Loaded query={survey}>{(data) => <Body round={theRound} survey={data} />}</Loaded>}
      </Loaded>
    </Page>
  );
}

export interface SurveyPart {
  readonly roundId: string;
  readonly survey: SurveyDetail;
  /** Whether the person may change anything here in the round’s phase. */
  readonly manages: boolean;
}

const RUNNING: readonly string[] = ['draft', 'scheduled', 'open'];

function Body({ round, survey }: { readonly round: Round; readonly survey: SurveyDetail }) {
  const say = useWords('surveys');
  const { roles } = useAccount();
  const manages = may(roles, 'surveys.manage', { phase: round.phase });
  const part: SurveyPart = { roundId: round.id, survey, manages };
  const isRunning = RUNNING.includes(survey.phase);
  const takesPaper = survey.phase === 'open' || survey.phase === 'closed';
  return (
    <>
      <Facts survey={survey} />
      {manages ? <MoveSurvey {...part} /> : null}
      {manages && isRunning ? <SurveyDates {...part} /> : null}
      {manages && takesPaper ? (
        <p>
          <Link
            to="/rounds/$roundId/surveys/$surveyId/paper"
            params={{ roundId: round.id, surveyId: survey.id }}
          >
            {say('surveys:paper')}
          </Link>
        </p>
      ) : null}
      {survey.phase === 'closed' || survey.phase === 'frozen' ? <ResultsSection {...part} /> : null}
      <FormsSection {...part} />
      <GroupsSection {...part} />
      <CellsSection {...part} />
      <BatchesSection {...part} />
    </>
  );
}

function Facts({ survey }: { readonly survey: SurveyDetail }) {
  const say = useWords('surveys');
  const language = useLanguage();
  const number = (value: number) => showNumber(String(value), language);
  return (
    <dl className="pw-facts">
      <div>
        <dt>{say('surveys:facts.answers')}</dt>
        <dd>
          <span className="pw-bigfigure">{number(survey.answers)}</span>{' '}
          {say('surveys:facts.ofQuota', { quota: number(survey.quota) })}
        </dd>
      </div>
      <div>
        <dt>{say('surveys:facts.codes')}</dt>
        <dd>
          <span className="pw-bigfigure">{number(survey.codes)}</span>
        </dd>
      </div>
      {survey.stateReason === null ? null : (
        <div>
          <dt>{say('surveys:facts.reason')}</dt>
          <dd>{survey.stateReason}</dd>
        </div>
      )}
    </dl>
  );
}
