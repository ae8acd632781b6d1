import type { CardItem, SetItem } from '@parix/api-contract';
import { useWords } from '../../i18n/use-words.ts';
import { Notice } from '../../ui/index.ts';

/** Dates outside the days whose data count in this round, each at its field. */
export function CutOffNote({
  item,
  findings,
}: {
  readonly item: SetItem;
  readonly findings: CardItem['cutOff'];
}) {
  const say = useWords('self-scoring');
  if (findings.length === 0) return null;
  const placeOf = (place: string) => {
    const [, part, key] = place.split('/');
    if (part === 'figures') return item.figures.find((figure) => figure.key === key)?.label ?? key ?? '';
    return say('self-scoring:evidence.number', { number: Number(key) + 1 });
  };
  return (
    <Notice tone="warning" quiet title={say('self-scoring:cutOff.title')}>
      <ul>
        {findings.map((finding) => (
          <li key={finding.place}>
            {placeOf(finding.place)}: {finding.message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
