import type { Round, Survey } from '@parix/api-contract';
import { may } from '@parix/workflow';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { showInstant } from '../../format/dates.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { RoundFrame } from '../../layout/round-frame.tsx';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Empty, Section, Table } from '../../ui/index.ts';
import { bodyOf, EMPTY, faultsOf } from './survey-dates.ts';
import { SurveyFields } from './survey-fields.tsx';
import { surveysQuery } from './survey-keys.ts';
import { SurveyPhaseTag } from './survey-phase-tag.tsx';

/** Survey rounds of a round, and the form for another. */
export function SurveysPage() {
  const say = useWords('surveys');
  const { roundId } = useParams({ from: '/inside/rounds/$roundId/surveys' });
  const { roles } = useAccount();
  return (
    <RoundFrame wide roundId={roundId} title={say('surveys:title')}>
      {(data) => (
        <>
          <p>{say('surveys:lead')}</p>
          <SurveyList round={data} />
          {may(roles, 'surveys.manage', { phase: data.phase }) ? <NewSurvey roundId={roundId} /> : null}
        </>
      )}
    </RoundFrame>
  );
}

function SurveyList({ round }: { readonly round: Round }) {
  const say = useWords('surveys');
  const surveys = useQuery(surveysQuery(round.id));
  return (
    <Loaded query={surveys}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={say('surveys:none')}>{say('surveys:noneNext')}</Empty>
        ) : (
          <Table caption={say('surveys:caption')} hideCaption cards>
            <thead>
              <tr>
                <th scope="col">{say('surveys:column.name')}</th>
                <th scope="col">{say('surveys:column.phase')}</th>
                <th scope="col">{say('surveys:column.dates')}</th>
                <th scope="col" className="pw-number">
                  {say('surveys:column.answers')}
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((survey) => (
                <SurveyRow key={survey.id} roundId={round.id} survey={survey} />
              ))}
            </tbody>
          </Table>
        )
      }
    </Loaded>
  );
}

function SurveyRow({ roundId, survey }: { readonly roundId: string; readonly survey: Survey }) {
  const say = useWords('surveys');
  const language = useLanguage();
  const at = (instant: string | null) => (instant === null ? say('surveys:byHand') : showInstant(instant));
  const number = (value: number) => showNumber(String(value), language);
  return (
    <tr>
      <th scope="row">
        <Link to="/rounds/$roundId/surveys/$surveyId" params={{ roundId, surveyId: survey.id }}>
          {survey.title}
        </Link>
      </th>
      <td data-name={say('surveys:column.phase')}>
        <SurveyPhaseTag phase={survey.phase} />
      </td>
      <td data-name={say('surveys:column.dates')}>
        {say('surveys:fromTo', { from: at(survey.opensAt), to: at(survey.closesAt) })}
      </td>
      <td className="pw-number" data-name={say('surveys:column.answers')}>
        {`${number(survey.answers)} / ${number(survey.quota)}`}
      </td>
    </tr>
  );
}

function NewSurvey({ roundId }: { readonly roundId: string }) {
  const say = useWords('surveys');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const faults = faultsOf(draft);
  const create = useMutation({
    mutationFn: () => call('createSurvey', { params: { roundId }, body: bodyOf(draft) }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['surveys', roundId] });
      await navigate({ to: '/rounds/$roundId/surveys/$surveyId', params: { roundId, surveyId: id } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (faults.size === 0 && !create.isPending) create.mutate();
  };
  return (
    <Section title={say('surveys:new')}>
      <form className="pw-form" onSubmit={submit} noValidate>
        {create.isError ? <Failure error={create.error} /> : null}
        <SurveyFields
          draft={draft}
          faults={tried ? faults : new Set()}
          onChange={(change) => setDraft({ ...draft, ...change })}
        />
        <div className="pw-actions">
          <Button type="submit" busy={create.isPending && say('surveys:creating')}>
            {say('surveys:create')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
