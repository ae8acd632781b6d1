import { GAPS, type SetItem, type TimelineEntry } from '@parix/api-contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { currentLanguage } from '../../i18n/current-language.ts';
import { useLanguage, useWords, type Say } from '../../i18n/use-words.ts';
import { figureWords } from '../../item-parts/figure-words.ts';
import { Paged } from '../../states/paged.tsx';

type Change = TimelineEntry['changes'][number];

/** Everything that happened to the item, newest first: who, when, before and after. */
export function ItemTimeline(props: {
  readonly roundId: string;
  readonly unitId: string;
  readonly item: SetItem;
  readonly version: number;
}) {
  const say = useWords('self-scoring', 'sign-off');
  const [open, setOpen] = useState(false);
  const { roundId, unitId, item, version } = props;
  const timeline = useInfiniteQuery({
    queryKey: ['item-timeline', roundId, unitId, item.id, version, currentLanguage()],
    enabled: open,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('itemTimeline', {
        params: { roundId, unitId, itemId: item.id },
        query: { cursor: pageParam || undefined, limit: 20 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
  });
  return (
    <details className="pw-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('self-scoring:timeline.title')}</summary>
      {open ? (
        <Paged query={timeline} empty={<p>{say('self-scoring:timeline.none')}</p>}>
          {(entries: readonly TimelineEntry[]) => (
            <ol className="pw-timeline">
              {entries.map((entry) => (
                <EntryLine key={entry.id} entry={entry} item={item} />
              ))}
            </ol>
          )}
        </Paged>
      ) : null}
    </details>
  );
}

function EntryLine({ entry, item }: { readonly entry: TimelineEntry; readonly item: SetItem }) {
  const say = useWords('self-scoring', 'sign-off');
  return (
    <li>
      <p>
        <time dateTime={entry.at}>{showInstant(entry.at)}</time>{' '}
        <strong>{say(`self-scoring:timeline.${entry.what}`)}</strong> {entry.by ?? ''}
        {entry.onBehalfOf ? ` (${say('sign-off:onBehalfOf', { who: entry.onBehalfOf })})` : ''}
      </p>
      {entry.reason ? <p className="pw-prewrap">{reasonWords(entry, say)}</p> : null}
      {entry.changes.length > 0 ? (
        <ul>
          {entry.changes.map((change) => (
            <ChangeLine key={change.part} change={change} item={item} />
          ))}
        </ul>
      ) : null}
      {entry.requestId ? (
        <p className="pw-small pw-soft">
          {say('self-scoring:timeline.request')} <code>{entry.requestId}</code>
        </p>
      ) : null}
    </li>
  );
}

/** With `sent` the server names the gap that was sent knowingly by its code; everything else is people's words. */
function reasonWords({ what, reason }: TimelineEntry, say: Say): string {
  const lines = (reason ?? '').split('\n');
  if (what !== 'sent') return lines.join('\n');
  return lines
    .map((line) => {
      const gap = GAPS.find((known) => known === line);
      return gap ? say(`self-scoring:timeline.gap.${gap}`) : line;
    })
    .join('\n');
}

const PARTS = [
  'notApplicableReason',
  'explanation',
  'evidence',
  'assignee',
  'decision',
  'points',
  'closesAt',
] as const;

function ChangeLine({ change, item }: { readonly change: Change; readonly item: SetItem }) {
  const say = useWords('self-scoring');
  const language = useLanguage();
  const key = change.part.startsWith('figures/') ? change.part.slice('figures/'.length) : null;
  const figure = item.figures.find((one) => one.key === key);
  const part = PARTS.find((one) => one === change.part);
  const name = figure?.label ?? (part ? say(`self-scoring:timeline.part.${part}`) : (key ?? change.part));
  const shown = (value: string | null) => {
    if (value === null) return '–';
    if (part === 'closesAt') return showInstant(value);
    if (!figure) return value;
    return figureWords(figure, figure.type === 'boolean' ? value === 'true' : value, say, language);
  };
  return (
    <li className="pw-prewrap">
      {name}: <del>{shown(change.before)}</del> → <ins>{shown(change.after)}</ins>
    </li>
  );
}
