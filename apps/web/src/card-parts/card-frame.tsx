import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Card, SetDetail } from '@parix/api-contract';
import { call } from '../api/call.ts';
import { roundQuery, setQuery } from '../api/queries.ts';
import { currentLanguage } from '../i18n/current-language.ts';
import { useWords } from '../i18n/use-words.ts';
import { Loaded } from '../states/loaded.tsx';
import { Page } from '../ui/index.ts';
import type { CardKey } from './sign-off-query.ts';

/** A page that belongs to one card: the way back to it, the card and its set. */
export function CardFrame(props: {
  readonly card: CardKey;
  readonly title: string;
  readonly children: (card: Card, set: SetDetail) => ReactNode;
}) {
  const say = useWords('sign-off');
  const { roundId, unitId } = props.card;
  const round = useQuery(roundQuery(roundId));
  const set = useQuery({ ...setQuery(round.data?.setVersionId ?? ''), enabled: round.isSuccess });
  const card = useQuery({
    queryKey: ['card', roundId, unitId],
    queryFn: ({ signal }) => call('getCard', { params: { roundId, unitId }, signal }),
    meta: { language: currentLanguage() },
  });
  return (
    <Page
      wide
      title={props.title}
      lead={card.data?.unitName}
      crumbs={[
        { label: say('sign-off:rounds'), to: '/rounds' },
        { label: round.data?.title ?? roundId, to: `/rounds/${roundId}` },
        { label: say('sign-off:card'), to: `/rounds/${roundId}/cards/${unitId}` },
      ]}
    >
      <Loaded query={round}>
        {() => (
          <Loaded query={set}>
            {(theSet) => <Loaded query={card}>{(theCard) => props.children(theCard, theSet)}</Loaded>}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}
