import type { CountedFigure, SetItem } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../api/call.ts';
import { showDate, showInstant } from '../format/dates.ts';
import { useLanguage, useWords } from '../i18n/use-words.ts';
import { Loaded } from '../states/loaded.tsx';
import { Notice } from '../ui/index.ts';
import { showCounted, type Counted } from './show-counted.ts';

export interface CountedSourceProps {
  readonly roundId: string;
  readonly unitId: string;
  readonly item: SetItem;
  /** Grows with every save, so that what is shown is of the figures beside it. */
  readonly version: number;
}

export const isMeasured = (item: SetItem): boolean =>
  item.figures.some(({ measure }) => measure !== undefined);

/** Where the measured figures of an item come from, and what was corrected since; nothing for declared ones. */
export function CountedSource(props: CountedSourceProps) {
  const say = useWords('counted-figures');
  if (!isMeasured(props.item)) return null;
  return (
    <section className="pw-stack" aria-labelledby="counted-title">
      <h3 id="counted-title">{say('counted-figures:title')}</h3>
      <Figures {...props} />
    </section>
  );
}

/** The same, folded: many stand on one page, and each is asked for when it is opened. */
export function FoldedCountedSource(props: CountedSourceProps & { readonly name: string }) {
  const say = useWords('counted-figures');
  const [open, setOpen] = useState(false);
  if (!isMeasured(props.item)) return null;
  return (
    <details className="pw-details pw-small" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={say('counted-figures:titleOf', { name: props.name })}>
        {say('counted-figures:title')}
      </summary>
      {open ? <Figures {...props} /> : null}
    </details>
  );
}

function Figures({ roundId, unitId, item, version }: CountedSourceProps) {
  const say = useWords('counted-figures');
  const query = useQuery({
    queryKey: ['counted-figures', roundId, unitId, item.id, version],
    queryFn: ({ signal }) =>
      call('countedOfUnit', { params: { roundId, unitId }, query: { itemId: item.id }, signal }),
  });
  return (
    <Loaded query={query}>
      {({ items, frozen }) => (
        <>
          {items.length === 0 ? <p>{say('counted-figures:notTaken')}</p> : null}
          {groupsOf(items).map((group) => (
            <Group key={group.map(({ key }) => key).join()} figures={group} unitId={unitId} />
          ))}
          {items.length > 0 ? (
            <p className="pw-hint">{say(frozen ? 'counted-figures:frozen' : 'counted-figures:open')}</p>
          ) : null}
        </>
      )}
    </Loaded>
  );
}

/** Figures of one counting of one measure are told together. */
function groupsOf(items: readonly CountedFigure[]): readonly (readonly CountedFigure[])[] {
  const groups = new Map<string, CountedFigure[]>();
  for (const figure of items) {
    const name = [figure.measure.id, figure.period.from, figure.period.asOf, figure.computedAt].join(' ');
    groups.set(name, [...(groups.get(name) ?? []), figure]);
  }
  return [...groups.values()];
}

function Group({ figures, unitId }: { readonly figures: readonly CountedFigure[]; readonly unitId: string }) {
  const say = useWords('counted-figures');
  const language = useLanguage();
  const [first] = figures;
  if (!first) return null;
  const { measure, period, sources } = first;
  const changed = figures.find(({ now }) => now !== null);
  return (
    <div className="pw-stack">
      <dl className="pw-pairs">
        <div>
          <dt>{measure.name}</dt>
          <dd>{showCounted(first, measure.unit, say, language)}</dd>
        </div>
        <div>
          <dt>{say('counted-figures:formula')}</dt>
          <dd>
            {measure.formula} <code>{measure.id}</code>
          </dd>
        </div>
        <div>
          <dt>{say('counted-figures:legal')}</dt>
          <dd>{measure.source}</dd>
        </div>
        <div>
          <dt>{say('counted-figures:period')}</dt>
          <dd>
            {say(
              period.asOf === null || period.asOf === period.to
                ? 'counted-figures:days'
                : 'counted-figures:daysUntil',
              {
                from: showDate(period.from),
                to: showDate(period.to),
                asOf: period.asOf === null ? '–' : showDate(period.asOf),
              },
            )}
            {first.withBelow ? ` ${say('counted-figures:withBelow')}` : null}
          </dd>
        </div>
        <div>
          <dt>{say('counted-figures:sources')}</dt>
          <dd>
            {sources.length === 0
              ? '–'
              : sources
                  .map(({ name, lastEventAt }) =>
                    say('counted-figures:sourceAt', { name, at: showInstant(lastEventAt) }),
                  )
                  .join('; ')}
          </dd>
        </div>
        <div>
          <dt>{say('counted-figures:computedAt')}</dt>
          <dd>{showInstant(first.computedAt)}</dd>
        </div>
      </dl>
      {changed?.now ? <Difference figure={changed} now={changed.now} /> : null}
      {period.asOf === null ? null : (
        <p>
          <Link to="/dossiers" search={{ from: period.from, to: period.asOf, unit: unitId }}>
            {say('counted-figures:toDossiers')}
          </Link>
        </p>
      )}
    </div>
  );
}

function Difference({ figure, now }: { readonly figure: CountedFigure; readonly now: Counted & Corrected }) {
  const say = useWords('counted-figures');
  const language = useLanguage();
  const show = (counted: Counted) => showCounted(counted, figure.measure.unit, say, language);
  const { dossiers, more, first } = now.corrected;
  return (
    <Notice tone="warning" quiet title={say('counted-figures:since')}>
      <p>
        {say('counted-figures:change', { before: show(figure), after: show(now) })}{' '}
        {say(
          dossiers === 0
            ? 'counted-figures:rulesChanged'
            : more
              ? 'counted-figures:correctedMore'
              : 'counted-figures:corrected',
          { number: dossiers },
        )}
      </p>
      {first.length > 0 ? (
        <ul>
          {first.map(({ unitId, sourceId, code }) => (
            <li key={`${unitId} ${sourceId} ${code}`}>
              <Link to="/dossiers/$unitId/$sourceId/$code" params={{ unitId, sourceId, code }}>
                {code}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  );
}

type Corrected = Pick<NonNullable<CountedFigure['now']>, 'corrected'>;
