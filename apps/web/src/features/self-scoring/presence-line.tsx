import type { SetDetail } from '@parix/api-contract';
import { useWords } from '../../i18n/use-words.ts';
import type { Pulse } from './use-pulse.ts';

/** Who else is on the card now and at which item; honest when that cannot be known. */
export function PresenceLine(props: {
  readonly people: Pulse['people'] | undefined;
  readonly lost: boolean;
  readonly set: SetDetail;
}) {
  const say = useWords('self-scoring');
  const { people, lost } = props;
  if (lost) return <p className="pw-small pw-soft">{say('self-scoring:presence.unknown')}</p>;
  if (!people || people.length === 0) return null;
  const codes = new Map(props.set.items.map((item) => [item.id, item.code]));
  return (
    <p className="pw-small">
      {people
        .map(({ name, itemId }) =>
          itemId === null
            ? say('self-scoring:presence.here', { name })
            : say('self-scoring:presence.at', { name, code: codes.get(itemId) ?? itemId }),
        )
        .join(' · ')}
    </p>
  );
}
