import { couldBeAllowed } from '@parix/workflow';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { roundQuery, setQuery } from '../../api/queries.ts';
import { useAccount } from '../../api/use-me.ts';
import { currentLanguage } from '../../i18n/current-language.ts';
import { useWords } from '../../i18n/use-words.ts';
import { RoundFrame } from '../../layout/round-frame.tsx';
import { Loaded } from '../../states/loaded.tsx';
import { CardSheet } from './card-sheet.tsx';
import { cardKey } from './use-card-saver.ts';

export function CardPage() {
  const say = useWords('self-scoring');
  const { roundId, unitId } = useParams({ from: '/inside/rounds/$roundId/cards/$unitId' });
  const account = useAccount();
  const round = useQuery({ ...roundQuery(roundId), refetchInterval: 60_000 });
  const set = useQuery({ ...setQuery(round.data?.setVersionId ?? ''), enabled: round.isSuccess });
  const card = useQuery({
    queryKey: cardKey(roundId, unitId),
    queryFn: ({ signal }) => call('getCard', { params: { roundId, unitId }, signal }),
    meta: { language: currentLanguage() },
  });
  const own = account.unitId === unitId;
  const edits = card.data
    ? couldBeAllowed(account.roles, 'scorecard.edit', {
        window: card.data.window,
        card: card.data.state,
        ownUnit: own,
      })
    : false;
  return (
    <RoundFrame
      wide
      roundId={roundId}
      title={card.data?.unitName ?? say('self-scoring:card')}
      note={edits ? null : say('self-scoring:readOnly')}
    >
      {() => (
        <Loaded query={set}>
          {(theSet) => (
            <Loaded query={card}>
              {(theCard) => <CardSheet key={`${roundId} ${unitId}`} card={theCard} set={theSet} />}
            </Loaded>
          )}
        </Loaded>
      )}
    </RoundFrame>
  );
}
