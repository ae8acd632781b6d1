import type { CardGap, SetDetail } from '@parix/api-contract';
import { Link } from '@tanstack/react-router';
import type { CardKey } from './sign-off-query.ts';

/** What is missing, item by item, each a way to the item. */
export function GapList({
  card,
  set,
  gaps,
  onGo,
}: {
  readonly card: CardKey;
  readonly set: SetDetail;
  readonly gaps: readonly CardGap[];
  readonly onGo?: () => void;
}) {
  const codes = new Map(set.items.map((item) => [item.id, item.code]));
  return (
    <ul className="pw-long-list">
      {gaps.map((gap) => (
        <li key={`${gap.itemId} ${gap.gap}`}>
          <Link
            to="/rounds/$roundId/cards/$unitId"
            params={{ roundId: card.roundId, unitId: card.unitId }}
            search={{ item: gap.itemId }}
            onClick={onGo}
          >
            {codes.get(gap.itemId) ?? gap.itemId}
          </Link>{' '}
          {gap.message}
        </li>
      ))}
    </ul>
  );
}
