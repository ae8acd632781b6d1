import type { Card, CardItem, SetItem } from '@parix/api-contract';
import { Link } from '@tanstack/react-router';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { figureWords } from '../../item-parts/figure-words.ts';
import { Table } from '../../ui/index.ts';

/** Everything the card declares, on one page, as it will be frozen. */
export function AnswersTable({ card, items }: { readonly card: Card; readonly items: readonly SetItem[] }) {
  const say = useWords('sign-off');
  const stored = new Map(card.items.map((item) => [item.itemId, item]));
  return (
    <Table caption={say('sign-off:answers.caption')} cards>
      <thead>
        <tr>
          <th scope="col">{say('sign-off:answers.item')}</th>
          <th scope="col">{say('sign-off:answers.declared')}</th>
          <th scope="col">{say('sign-off:answers.evidence')}</th>
          <th scope="col">{say('sign-off:answers.points')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <AnswerRow key={item.id} card={card} item={item} stored={stored.get(item.id)} />
        ))}
      </tbody>
    </Table>
  );
}

function AnswerRow(props: {
  readonly card: Card;
  readonly item: SetItem;
  readonly stored: CardItem | undefined;
}) {
  const say = useWords('sign-off');
  const language = useLanguage();
  const { card, item, stored } = props;
  const figures = item.figures.map(
    (figure) => `${figure.label}: ${figureWords(figure, stored?.figures[figure.key], say, language)}`,
  );
  const declared = stored?.notApplicableReason
    ? [say('sign-off:answers.notApplicable', { reason: stored.notApplicableReason })]
    : figures;
  return (
    <tr>
      <th scope="row" data-name={say('sign-off:answers.item')}>
        <Link
          to="/rounds/$roundId/cards/$unitId"
          params={{ roundId: card.roundId, unitId: card.unitId }}
          search={{ item: item.id }}
        >
          {item.code}
        </Link>{' '}
        {item.name}
      </th>
      <td data-name={say('sign-off:answers.declared')}>
        {declared.map((line) => (
          <div key={line}>{line}</div>
        ))}
        {stored?.explanation ? <div className="pw-soft pw-prewrap">{stored.explanation}</div> : null}
      </td>
      <td data-name={say('sign-off:answers.evidence')}>{stored?.evidence.length ?? 0}</td>
      <td data-name={say('sign-off:answers.points')}>
        {stored?.self.status === 'scored' || stored?.self.status === 'not-applicable'
          ? say('common:pointsOf', {
              points: showNumber(stored.self.printedPoints ?? stored.self.points ?? '0', language),
              max: showNumber(stored.self.maximum, language),
            })
          : say(`common:status.${stored?.self.status ?? 'no-data'}`)}
      </td>
    </tr>
  );
}
