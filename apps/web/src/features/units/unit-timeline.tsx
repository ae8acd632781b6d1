import type { UnitPage } from '@parix/api-contract';
import { Link } from '@tanstack/react-router';
import { showDate } from '../../format/dates.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { changeWords } from './unit-words.ts';

type Succession = UnitPage['predecessors'][number];
type Change = Succession['change'];

/** One day on which something came from another unit, or went to one. */
interface Event {
  readonly change: Change;
  readonly from: readonly Succession[];
  readonly to: readonly Succession[];
}

/** From the first day to the last, with everything that came and went. */
export function UnitTimeline({ page }: { readonly page: UnitPage }) {
  const say = useWords('units');
  const { unit } = page;
  return (
    <ol className="pw-timeline">
      <li>
        <strong>{showDate(unit.validFrom)}</strong> {say('units:begins')}
        {page.begun === null ? null : <span className="pw-hint"> {changeWords(page.begun, say)}</span>}
      </li>
      {eventsOf(page).map((event) => (
        <li key={event.change.id}>
          <strong>{showDate(event.change.effectiveOn)}</strong> {changeWords(event.change, say)}
          <Units words={say('units:from')} of={event.from} />
          <Units words={say('units:to')} of={event.to} />
        </li>
      ))}
      {unit.validTo === null ? (
        <li>{say('units:goesOn')}</li>
      ) : (
        <li>
          <strong>{showDate(unit.validTo)}</strong> {say('units:ends')}
          {page.successors.some(({ change }) => change.effectiveOn === unit.validTo) ? null : (
            <span className="pw-hint"> {say('units:noSuccessor')}</span>
          )}
        </li>
      )}
    </ol>
  );
}

function Units({ words, of }: { readonly words: string; readonly of: readonly Succession[] }) {
  const say = useWords('units');
  const language = useLanguage();
  if (of.length === 0) return null;
  return (
    <div className="pw-pairs">
      <span className="pw-soft">{words}</span>
      <ul>
        {of.map(({ unit, share }) => (
          <li key={unit.id}>
            <Link to="/units/$unitId" params={{ unitId: unit.id }}>
              {unit.name}
            </Link>{' '}
            <span className="pw-code">{unit.code}</span>{' '}
            {share === '1' ? say('units:whole') : say('units:part', { share: showNumber(share, language) })}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** By change, the earliest first. */
function eventsOf({ predecessors, successors }: UnitPage): Event[] {
  const changes = new Map([...predecessors, ...successors].map(({ change }) => [change.id, change]));
  const belongs = (to: Change) => (one: Succession) => one.change.id === to.id;
  return [...changes.values()]
    .sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1))
    .map((change) => ({
      change,
      from: predecessors.filter(belongs(change)),
      to: successors.filter(belongs(change)),
    }));
}
