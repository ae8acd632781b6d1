import type { ProgressSummary as Summary } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { showTime } from '../../format/dates.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import type { ProgressFilter } from './progress-filters.tsx';
import { progressSummaryQuery } from './progress-keys.ts';

interface SummaryProps {
  readonly roundId: string;
  readonly filter: ProgressFilter;
  readonly onFilter: (change: Partial<ProgressFilter>) => void;
}

/** Counts over all units; each count is also the filter that shows them. */
export function ProgressSummary({ roundId, filter, onFilter }: SummaryProps) {
  const summary = useQuery(progressSummaryQuery(roundId));
  return (
    <Loaded query={summary}>{(data) => <Counts summary={data} filter={filter} onFilter={onFilter} />}</Loaded>
  );
}

function Counts({
  summary,
  filter,
  onFilter,
}: { readonly summary: Summary } & Omit<SummaryProps, 'roundId'>) {
  const say = useWords('notices');
  const language = useLanguage();
  const number = (count: number): string => showNumber(String(count), language);
  return (
    <section aria-label={say('notices:progress.summary')} className="pw-stack">
      <p>
        {say('notices:progress.filled', {
          filled: number(summary.filled),
          items: number(summary.items),
          units: number(summary.units),
        })}{' '}
        <span className="pw-soft pw-small">
          {say('notices:progress.countedAt', { at: showTime(summary.countedAt) })}
        </span>
      </p>
      <ul className="pw-counts">
        {summary.states.map(({ state, units }) => (
          <li key={state}>
            <button
              type="button"
              aria-pressed={filter.state === state}
              onClick={() => onFilter({ state: filter.state === state ? undefined : state })}
            >
              <strong>{number(units)}</strong> <span>{say(`notices:state.${state}`)}</span>
            </button>
          </li>
        ))}
        {summary.forecasts
          .filter(({ forecast }) => forecast === 'at-risk')
          .map(({ forecast, units }) => (
            <li key={forecast}>
              <button
                type="button"
                aria-pressed={filter.forecast === forecast}
                onClick={() => onFilter({ forecast: filter.forecast === forecast ? undefined : forecast })}
              >
                <strong>{number(units)}</strong> <span>{say(`notices:forecast.${forecast}`)}</span>
              </button>
            </li>
          ))}
      </ul>
    </section>
  );
}
