import type { SetItem } from '@parix/api-contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, type Answer } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { figureWords } from '../../item-parts/figure-words.ts';
import { Paged } from '../../states/paged.tsx';
import { Table } from '../../ui/index.ts';

type Version = Answer<'itemHistory'>['items'][number];

/** Every stored version of an item; nothing that was stored is ever overwritten. */
export function ItemHistory(props: {
  readonly roundId: string;
  readonly unitId: string;
  readonly item: SetItem;
  readonly version: number;
}) {
  const say = useWords('self-scoring');
  const [open, setOpen] = useState(false);
  const { roundId, unitId, item, version } = props;
  const history = useInfiniteQuery({
    queryKey: ['item-history', roundId, unitId, item.id, version],
    enabled: open,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('itemHistory', {
        params: { roundId, unitId, itemId: item.id },
        query: { cursor: pageParam || undefined, limit: 20 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
  });
  if (version === 0) return null;
  return (
    <details className="pw-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('self-scoring:history.title', { number: version })}</summary>
      {open ? (
        <Paged query={history} empty={<p>{say('self-scoring:history.none')}</p>}>
          {(versions: readonly Version[]) => <HistoryTable versions={versions} item={item} />}
        </Paged>
      ) : null}
    </details>
  );
}

function HistoryTable({ versions, item }: { readonly versions: readonly Version[]; readonly item: SetItem }) {
  const say = useWords('self-scoring');
  const language = useLanguage();
  return (
    <Table caption={say('self-scoring:history.caption')}>
      <thead>
        <tr>
          <th scope="col">{say('self-scoring:history.at')}</th>
          <th scope="col">{say('self-scoring:history.by')}</th>
          {item.figures.map((figure) => (
            <th scope="col" key={figure.key}>
              {figure.label}
            </th>
          ))}
          <th scope="col">{say('self-scoring:explanation')}</th>
        </tr>
      </thead>
      <tbody>
        {versions.map((version) => (
          <tr key={version.version}>
            <th scope="row">{showInstant(version.recordedAt)}</th>
            <td>{version.recordedBy ?? '–'}</td>
            {item.figures.map((figure) => (
              <td key={figure.key}>{figureWords(figure, version.figures[figure.key], say, language)}</td>
            ))}
            <td>{version.notApplicableReason ?? version.explanation ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
