import type { InspectionVisit } from '@parix/api-contract';
import { mightEver } from '@parix/workflow';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { roundsQuery } from '../../api/queries.ts';
import { session } from '../../api/session-state.ts';
import { useAccount } from '../../api/use-me.ts';
import { showDate, showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Paged } from '../../states/paged.tsx';
import { CheckField, Empty, Page, Section, SelectField, Table, Tag } from '../../ui/index.ts';
import { visitsQuery } from './inspection-queries.ts';
import { Plans } from './plans.tsx';
import { TakeAlong } from './take-along.tsx';

/** Visits by time, plans for whoever makes them, and the way onto the device. */
export function InspectionsPage() {
  const say = useWords('inspections');
  const { roles } = useAccount();
  const inspects = mightEver(roles, 'inspections.fill');
  const manages = mightEver(roles, 'inspections.manage');
  const rounds = useQuery(roundsQuery);
  const [mine, setMine] = useState(inspects && !manages);
  const [chosen, setChosen] = useState<string | null>(null);
  const roundId = chosen ?? (manages ? (rounds.data?.items[0]?.id ?? '') : '');
  const visits = useInfiniteQuery(visitsQuery({ mine, roundId }));
  const choices = [
    { value: '', label: say('inspections:allRounds') },
    ...(rounds.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title })),
  ];
  return (
    <Page title={say('inspections:title')} lead={say('inspections:lead')} wide>
      <div className="pw-form-row">
        <SelectField
          label={say('inspections:round')}
          choices={choices}
          value={roundId}
          onChange={(event) => setChosen(event.target.value)}
        />
        {inspects ? (
          <CheckField
            label={say('inspections:onlyMine')}
            checked={mine}
            onChange={(event) => setMine(event.target.checked)}
          />
        ) : null}
      </div>
      <Section title={say('inspections:visits')}>
        <Paged query={visits} empty={<Empty title={say('inspections:noVisits')} />}>
          {(items) => (
            <>
              <VisitTable visits={items} />
              <DaysToTake visits={items} />
            </>
          )}
        </Paged>
        {inspects ? (
          <p>
            <a href="/field-visits">{say('inspections:onDevice')}</a>
          </p>
        ) : null}
      </Section>
      {manages && roundId !== '' ? <Plans roundId={roundId} /> : null}
    </Page>
  );
}

function VisitTable({ visits }: { readonly visits: readonly InspectionVisit[] }) {
  const say = useWords('inspections');
  return (
    <Table caption={say('inspections:visits')} hideCaption cards>
      <thead>
        <tr>
          {(['when', 'unit', 'place', 'leader', 'state', 'progress'] as const).map((column) => (
            <th key={column} scope="col">
              {say(`inspections:column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {visits.map((visit) => (
          <tr key={visit.id}>
            <td data-name={say('inspections:column.when')}>{showInstant(visit.startsAt)}</td>
            <th scope="row" data-name={say('inspections:column.unit')}>
              <Link to="/inspections/$unitId/$visitId" params={{ unitId: visit.unitId, visitId: visit.id }}>
                {visit.unitName}
              </Link>
            </th>
            <td data-name={say('inspections:column.place')}>{visit.place}</td>
            <td data-name={say('inspections:column.leader')}>
              {visit.team.find(({ part }) => part === 'leader')?.displayName}
            </td>
            <td data-name={say('inspections:column.state')}>
              <StateTag state={visit.state} />
            </td>
            <td data-name={say('inspections:column.progress')}>
              {say('inspections:progress', {
                answered: visit.answered,
                checks: visit.checks,
                findings: visit.findings,
              })}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const TONES = { planned: 'strong', done: 'warning', signed: 'good', cancelled: 'plain' } as const;

export function StateTag({ state }: { readonly state: InspectionVisit['state'] }) {
  const say = useWords('inspections');
  return <Tag tone={TONES[state]}>{say(`inspections:state.${state}`)}</Tag>;
}

/** Days of one's own visits that are not over, each taken along whole. */
function DaysToTake({ visits }: { readonly visits: readonly InspectionVisit[] }) {
  const say = useWords('inspections');
  const days = new Map<string, InspectionVisit[]>();
  for (const visit of visits)
    if (visit.mine && visit.state === 'planned')
      days.set(showDate(visit.startsAt), [...(days.get(showDate(visit.startsAt)) ?? []), visit]);
  const today = showDate(new Date(session.now()).toISOString());
  return [...days].map(([day, own]) => (
    <div key={day} className="pw-stack-tight">
      <h3>{say(day === today ? 'inspections:today' : 'inspections:day', { day })}</h3>
      <TakeAlong visits={own} />
    </div>
  ));
}
