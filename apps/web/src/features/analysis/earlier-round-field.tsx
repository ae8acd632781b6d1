import type { Round } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { roundsQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { SelectField } from '../../ui/index.ts';

/** Choice of an earlier round; those of the same block first. */
export function EarlierRoundField(props: {
  readonly round: Round;
  readonly value: string;
  readonly onChoose: (roundId: string) => void;
  /** Only rounds that everybody may see. */
  readonly published?: boolean;
}) {
  const say = useWords('analysis');
  const rounds = useQuery(roundsQuery);
  const { round, value, onChoose, published = false } = props;
  return (
    <Loaded query={rounds}>
      {({ items }) => (
        <div className="pw-form">
          <SelectField
            label={say('analysis:years.with')}
            value={value}
            choices={[
              { value: '', label: say('analysis:years.choose') },
              ...items
                .filter((each) => each.id !== round.id && each.indexYear < round.indexYear)
                .filter((each) => !published || each.phase === 'published')
                .sort((a, b) => Number(b.blockId === round.blockId) - Number(a.blockId === round.blockId))
                .map((each) => ({ value: each.id, label: each.title })),
            ]}
            onChange={(event) => onChoose(event.target.value)}
          />
        </div>
      )}
    </Loaded>
  );
}
