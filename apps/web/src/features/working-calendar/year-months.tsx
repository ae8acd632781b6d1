import type { CalendarYear } from '@parix/api-contract';
import { useWords } from '../../i18n/use-words.ts';
import { specialDays, weekdayHeads, type SpecialDay } from './describe-days.ts';
import { monthWeeks } from './month-weeks.ts';
import './calendar.css';

const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1);

/** The year as twelve small months. What is special about a day also stands in the list below. */
export function YearMonths({ calendar }: { readonly calendar: CalendarYear }) {
  const say = useWords('working-calendar');
  const closed = new Set(calendar.closed);
  const special = new Map(specialDays(calendar, say).map((day) => [day.date, day]));
  return (
    <>
      <ul className="wc-legend">
        {(['off', 'holiday', 'worked', 'own'] as const).map((mark) => (
          <li key={mark}>
            <span className="wc-sign" data-mark={mark} aria-hidden="true">
              {mark === 'own' ? '*' : mark === 'worked' ? '+' : '8'}
            </span>
            {say(`working-calendar:legend.${mark}`)}
          </li>
        ))}
      </ul>
      <div className="wc-months">
        {MONTHS.map((month) => (
          <Month
            key={month}
            year={calendar.year}
            month={month}
            workingDays={calendar.workingDays[month - 1] ?? 0}
            today={calendar.today}
            closed={closed}
            special={special}
          />
        ))}
      </div>
    </>
  );
}

function Month(props: {
  readonly year: number;
  readonly month: number;
  readonly workingDays: number;
  readonly today: string;
  readonly closed: ReadonlySet<string>;
  readonly special: ReadonlyMap<string, SpecialDay>;
}) {
  const say = useWords('working-calendar');
  const { year, month } = props;
  return (
    <table className="wc-month">
      <caption>
        {say('working-calendar:month', { month })}{' '}
        <span className="pw-small">{say('working-calendar:monthDays', { number: props.workingDays })}</span>
      </caption>
      <thead>
        <tr>
          {weekdayHeads(say).map(({ short, long }) => (
            <th scope="col" key={long}>
              <abbr title={long}>{short}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {monthWeeks(year, month).map((week, at) => (
          <tr key={at}>
            {week.map((day, place) =>
              day === null ? (
                <td key={place} />
              ) : (
                <Day
                  key={place}
                  day={day}
                  today={day === props.today}
                  off={props.closed.has(day)}
                  special={props.special.get(day)}
                />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day(props: {
  readonly day: string;
  readonly today: boolean;
  readonly off: boolean;
  readonly special: SpecialDay | undefined;
}) {
  const { day, off, special } = props;
  const mark =
    special === undefined
      ? off
        ? 'off'
        : undefined
      : special.kind === 'own'
        ? 'own'
        : off
          ? 'holiday'
          : 'worked';
  const sign = mark === 'own' ? '*' : mark === 'worked' ? '+' : '';
  return (
    <td data-mark={mark} aria-current={props.today ? 'date' : undefined} title={special?.why}>
      {Number(day.slice(8))}
      {sign}
      {special === undefined ? null : <span className="pw-hidden">{` ${special.why}`}</span>}
    </td>
  );
}
