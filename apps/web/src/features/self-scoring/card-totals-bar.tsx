import type { Card } from '@parix/api-contract';
import { shareForDrawing, showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Ruler } from '../../ui/index.ts';

/** The card's total, index, class and progress, always in sight. */
export function CardTotalsBar({ totals }: { readonly totals: Card['totals'] }) {
  const say = useWords('self-scoring');
  const language = useLanguage();
  return (
    <dl className="pw-totals">
      <div>
        <dt>{say('self-scoring:totals.points')}</dt>
        <dd>
          <strong>{showNumber(totals.points, language)}</strong> / {showNumber(totals.maximum, language)}
          <Ruler share={shareForDrawing(totals.points, totals.maximum)} />
        </dd>
      </div>
      <div>
        <dt>{say('self-scoring:totals.index')}</dt>
        <dd>
          <strong>{showNumber(totals.printedIndex, language)}%</strong>
        </dd>
      </div>
      <div>
        <dt>{say('self-scoring:totals.class')}</dt>
        <dd>{totals.className ?? '–'}</dd>
      </div>
      <div>
        <dt>{say('self-scoring:totals.filled')}</dt>
        <dd>{`${totals.filled} / ${totals.items}`}</dd>
      </div>
    </dl>
  );
}
