import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call, type Answer } from '../../api/call.ts';
import { instantOfField, showInstant } from '../../format/dates.ts';
import { readNumber } from '../../format/numbers.ts';
import { currentLanguage } from '../../i18n/current-language.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Notice, Section, SelectField, Table, TextField, Waiting } from '../../ui/index.ts';
import { dayWords } from './describe-days.ts';

const MOST_HOURS = 4000;
const HOURS = { days: 8, hours: 1 } as const;

interface Question {
  readonly from: string;
  readonly hours: number;
  readonly counting: 'days' | 'hours';
}

/** A deadline with every day that was counted, to check one by hand. */
export function DeadlineCalculator() {
  const say = useWords('working-calendar');
  const [typed, setTyped] = useState({ from: '', time: '' });
  const [counting, setCounting] = useState<'days' | 'hours'>('days');
  const [asked, setAsked] = useState(false);
  const [question, setQuestion] = useState<Question | null>(null);
  const from = instantOfField(typed.from);
  const hours = hoursOf(typed.time, counting);
  const answer = useQuery({
    queryKey: ['working-deadline', question, currentLanguage()],
    enabled: question !== null,
    queryFn: ({ signal }) =>
      call('countDeadline', { query: question ?? { from: '', hours: 0, counting }, signal }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (typeof from === 'string' && hours !== undefined) setQuestion({ from, hours, counting });
  };
  return (
    <Section title={say('working-calendar:deadline')}>
      <form className="pw-form" onSubmit={submit} noValidate>
        <p>{say('working-calendar:deadlineText')}</p>
        <TextField
          label={say('working-calendar:received')}
          hint={say('working-calendar:receivedHint')}
          fault={asked && typeof from !== 'string' ? say('working-calendar:receivedFault') : null}
          autoComplete="off"
          value={typed.from}
          onChange={(event) => setTyped({ ...typed, from: event.target.value })}
        />
        <div className="pw-form-row">
          <TextField
            label={say('working-calendar:time')}
            fault={asked && hours === undefined ? say('working-calendar:timeFault') : null}
            inputMode="decimal"
            autoComplete="off"
            value={typed.time}
            onChange={(event) => setTyped({ ...typed, time: event.target.value })}
          />
          <SelectField
            label={say('working-calendar:counting')}
            value={counting}
            choices={(['days', 'hours'] as const).map((value) => ({
              value,
              label: say(`working-calendar:counting.${value}`),
            }))}
            onChange={(event) => setCounting(event.target.value === 'hours' ? 'hours' : 'days')}
          />
        </div>
        <div className="pw-actions">
          <Button type="submit">{say('working-calendar:count')}</Button>
        </div>
      </form>
      {question === null ? null : answer.isError ? (
        <Failure error={answer.error} again={() => void answer.refetch()} />
      ) : answer.data ? (
        <Counted counted={answer.data} />
      ) : (
        <Waiting />
      )}
    </Section>
  );
}

function hoursOf(time: string, counting: 'days' | 'hours'): number | undefined {
  const read = readNumber(time);
  const hours = read.ok ? Number(read.value) * HOURS[counting] : Number.NaN;
  return hours >= 0 && hours <= MOST_HOURS ? hours : undefined;
}

function Counted({ counted }: { readonly counted: Answer<'countDeadline'> }) {
  const say = useWords('working-calendar');
  const heads = ['day', 'why', 'counted', 'minutes'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`working-calendar:column.${head}`)]));
  return (
    <>
      <Notice tone="good" title={say('working-calendar:due', { at: showInstant(counted.due) })}>
        {say('working-calendar:dueText', {
          from: showInstant(counted.from),
          days: counted.workingDays,
          hours: counted.officeHours.map(({ from, to }) => `${from}–${to}`).join(', '),
        })}
      </Notice>
      <Table caption={say('working-calendar:countedDays')}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col" key={head}>
                {names[head]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counted.days.map(({ date, works, reason, number, minutes }) => (
            <tr key={date}>
              <th scope="row">{dayWords(date, say)}</th>
              <td>
                {say(works ? 'working-calendar:works' : 'working-calendar:off')}
                {reason === null ? '' : `: ${reason}`}
              </td>
              <td>{number === null ? say('working-calendar:notCounted') : number}</td>
              <td>{minutes}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
