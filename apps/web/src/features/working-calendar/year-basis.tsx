import type { CalendarYear } from '@parix/api-contract';
import { showDate, showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Section, Tag } from '../../ui/index.ts';
import './calendar.css';

/** Whether the year was announced or is expected, the documents, and where it differs from the law. */
export function YearBasis({ calendar }: { readonly calendar: CalendarYear }) {
  const say = useWords('working-calendar');
  const { basis, decision, sequence, recordedAt, recordedBy, warnings } = calendar;
  return (
    <Section title={say('working-calendar:basis')}>
      <p>
        <Tag tone={basis === 'announced' ? 'good' : 'warning'}>{say(`working-calendar:basis.${basis}`)}</Tag>{' '}
        {say(`working-calendar:basisText.${basis}`)}
      </p>
      {sequence === 0 || recordedAt === null ? null : (
        <p>
          {say('working-calendar:recorded', {
            number: sequence,
            at: showInstant(recordedAt),
            by: recordedBy ?? say('working-calendar:nobody'),
          })}
        </p>
      )}
      <Documents documents={decision.source} />
      {warnings.length === 0 ? null : (
        <details className="pw-details">
          <summary>{say('working-calendar:warnings', { number: warnings.length })}</summary>
          <ul className="wc-list">
            {warnings.map(({ place, message }) => (
              <li key={`${place}${message}`}>{message}</li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

export function Documents({ documents }: { readonly documents: CalendarYear['decision']['source'] }) {
  const say = useWords('working-calendar');
  if (documents.length === 0) return <p>{say('working-calendar:noDocument')}</p>;
  return (
    <ul className="wc-list">
      {documents.map(({ issuer, number, date, about, note }, at) => (
        <li key={at}>
          {[
            issuer,
            number === null ? say('working-calendar:noNumber') : number,
            date === null ? say('working-calendar:noDate') : showDate(date),
            about,
          ].join(', ')}
          {note === null ? null : <span className="pw-small">{` (${note})`}</span>}
        </li>
      ))}
    </ul>
  );
}
