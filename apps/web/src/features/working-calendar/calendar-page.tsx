import type { CalendarYear } from '@parix/api-contract';
import { mightEver } from '@parix/workflow';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useAccount, useServerNow } from '../../api/use-me.ts';
import { RecountNotice } from '../../dossier-parts/recount-notice.tsx';
import { showDate } from '../../format/dates.ts';
import { currentLanguage } from '../../i18n/current-language.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Button, Dialog, Notice, Page, Section } from '../../ui/index.ts';
import { DaysList } from './days-list.tsx';
import { DeadlineCalculator } from './deadline-calculator.tsx';
import { DecisionUpload } from './decision-upload.tsx';
import { DecisionsList } from './decisions-list.tsx';
import { ExceptionForm } from './exception-form.tsx';
import { YearBasis } from './year-basis.tsx';
import { YearMonths } from './year-months.tsx';

const [FIRST, LAST] = [1900, 2199];

/** Which days offices work: one year at a time, with the documents behind it, and a deadline counted by hand. */
export function CalendarPage() {
  const say = useWords('working-calendar');
  const now = useServerNow(3600);
  const search = useSearch({ from: '/inside/working-calendar' });
  const year = search.year ?? Number(showDate(new Date(now).toISOString()).slice(-4));
  const calendar = useQuery({
    queryKey: ['working-calendar', year, currentLanguage()],
    queryFn: ({ signal }) => call('getCalendarYear', { params: { year: String(year) }, signal }),
  });
  return (
    <Page wide title={say('working-calendar:title', { year })} lead={say('working-calendar:lead')}>
      <RecountNotice />
      <YearSteps year={year} />
      <Loaded query={calendar}>{(data) => <OneYear key={data.year} calendar={data} />}</Loaded>
      <DeadlineCalculator />
    </Page>
  );
}

function YearSteps({ year }: { readonly year: number }) {
  const say = useWords('working-calendar');
  const navigate = useNavigate({ from: '/working-calendar' });
  const go = (to: number) => void navigate({ search: { year: to }, replace: true });
  return (
    <nav className="pw-actions" aria-label={say('working-calendar:years')}>
      <Button
        look="second"
        disabled={year <= FIRST}
        onClick={() => (year > FIRST ? go(year - 1) : undefined)}
      >
        {say('working-calendar:yearOf', { year: year - 1 })}
      </Button>
      <Button look="second" disabled={year >= LAST} onClick={() => (year < LAST ? go(year + 1) : undefined)}>
        {say('working-calendar:yearOf', { year: year + 1 })}
      </Button>
    </nav>
  );
}

function OneYear({ calendar }: { readonly calendar: CalendarYear }) {
  const say = useWords('working-calendar');
  const manages = mightEver(useAccount().roles, 'working-calendar.manage');
  const [adding, setAdding] = useState(false);
  const total = calendar.workingDays.reduce((sum, days) => sum + days, 0);
  return (
    <>
      {calendar.unannounced.map((year) => (
        <Notice key={year} tone="warning" quiet title={say('working-calendar:unannounced', { year })}>
          {say(manages ? 'working-calendar:unannouncedManage' : 'working-calendar:unannouncedWait')}
        </Notice>
      ))}
      <YearBasis calendar={calendar} />
      <Section title={say('working-calendar:total', { year: calendar.year, number: total })}>
        <YearMonths calendar={calendar} />
      </Section>
      <Section
        title={say('working-calendar:special')}
        actions={
          manages ? (
            <Button onClick={() => setAdding(true)}>{say('working-calendar:addException')}</Button>
          ) : undefined
        }
      >
        <DaysList calendar={calendar} manages={manages} />
      </Section>
      {manages ? <DecisionUpload /> : null}
      <DecisionsList year={calendar.year} />
      {adding ? (
        <Dialog title={say('working-calendar:addException')} onClose={() => setAdding(false)}>
          <ExceptionForm calendar={calendar} onDone={() => setAdding(false)} />
        </Dialog>
      ) : null}
    </>
  );
}
