import type { Round } from '@parix/api-contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { call, type Answer } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { RoundFrame } from '../../layout/round-frame.tsx';
import { Paged } from '../../states/paged.tsx';
import { Empty, Ruler, Table, TextField } from '../../ui/index.ts';

type Summary = Answer<'listCards'>['items'][number];

export function CardsPage() {
  const say = useWords('self-scoring');
  const { roundId } = useParams({ from: '/inside/rounds/$roundId/cards' });
  return (
    <RoundFrame roundId={roundId} title={say('self-scoring:cards.title')}>
      {(data) => <CardList round={data} />}
    </RoundFrame>
  );
}

function CardList({ round }: { readonly round: Round }) {
  const say = useWords('self-scoring');
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim());
  const cards = useInfiniteQuery({
    queryKey: ['cards', round.id, search],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listCards', {
        params: { roundId: round.id },
        query: { q: search || undefined, cursor: pageParam || undefined, limit: 200 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  return (
    <>
      <div className="pw-form" role="search">
        <TextField
          type="search"
          label={say('self-scoring:cards.search')}
          hint={say('self-scoring:cards.searchHint')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Paged
        query={cards}
        empty={<Empty title={say('self-scoring:cards.none')}>{say('self-scoring:cards.noneNext')}</Empty>}
      >
        {(items: readonly Summary[]) => <CardTable roundId={round.id} cards={items} />}
      </Paged>
    </>
  );
}

function CardTable({ roundId, cards }: { readonly roundId: string; readonly cards: readonly Summary[] }) {
  const say = useWords('self-scoring');
  const heads = ['unit', 'filled', 'appraised', 'lastChange'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`self-scoring:cards.${head}`)]));
  return (
    <Table caption={say('self-scoring:cards.caption', { number: cards.length })} cards>
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
        {cards.map((card) => (
          <tr key={card.unitId}>
            <th scope="row" data-name={names.unit}>
              <Link to="/rounds/$roundId/cards/$unitId" params={{ roundId, unitId: card.unitId }}>
                {card.unitName}
              </Link>
            </th>
            <td data-name={names.filled}>
              <span>
                {`${card.filled} / ${card.items}`}
                <Ruler share={card.items === 0 ? 0 : card.filled / card.items} />
              </span>
            </td>
            <td data-name={names.appraised}>
              {card.appraised === null ? '–' : `${card.appraised} / ${card.items}`}
            </td>
            <td data-name={names.lastChange}>
              {card.lastChange === null ? '–' : showInstant(card.lastChange)}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
