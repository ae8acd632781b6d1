import type { SetFigure, SetItem } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, type Answer } from '../../api/call.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { figureWords } from '../../item-parts/figure-words.ts';
import { fieldText } from '../../item-parts/read-figure.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Button, Notice, Table } from '../../ui/index.ts';

type LastYear = Answer<'lastYear'>;

/** Last round's figures and appraisal, fetched when opened. A figure goes into its field by hand, as a draft only. */
export function LastYear(props: {
  readonly roundId: string;
  readonly unitId: string;
  readonly item: SetItem;
  /** null: the item cannot be written now. */
  readonly onUse: ((figure: SetFigure, text: string) => void) | null;
}) {
  const say = useWords('self-scoring');
  const { roundId, unitId, item } = props;
  const [open, setOpen] = useState(false);
  const before = useQuery({
    queryKey: ['last-year', roundId, unitId],
    enabled: open,
    staleTime: 10 * 60_000,
    queryFn: ({ signal }) => call('lastYear', { params: { roundId, unitId }, signal }),
  });
  return (
    <details className="pw-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('self-scoring:lastYear.title')}</summary>
      {open ? (
        <Loaded query={before}>{(found) => <Before found={found} item={item} onUse={props.onUse} />}</Loaded>
      ) : null}
    </details>
  );
}

function Before(props: {
  readonly found: LastYear;
  readonly item: SetItem;
  readonly onUse: ((figure: SetFigure, text: string) => void) | null;
}) {
  const say = useWords('self-scoring');
  const language = useLanguage();
  const { found, item, onUse } = props;
  const was = found.items.find(({ itemId }) => itemId === item.id);
  if (!found.round) return <Notice quiet>{say('self-scoring:lastYear.noRound')}</Notice>;
  if (!was) return <Notice quiet>{say('self-scoring:lastYear.noItem', { round: found.round.title })}</Notice>;
  const points = (value: string | null) => (value === null ? '–' : showNumber(value, language));
  return (
    <div className="pw-stack">
      <Table caption={found.round.title}>
        <tbody>
          {item.figures.map((figure) => {
            const value = was.figures[figure.key] ?? null;
            return (
              <tr key={figure.key}>
                <th scope="row">{figure.label}</th>
                <td>{figureWords(figure, value, say, language)}</td>
                <td>
                  {onUse && value !== null && figure.measure === undefined ? (
                    <Button
                      look="quiet"
                      size="small"
                      aria-label={say('self-scoring:lastYear.useOf', { figure: figure.label })}
                      onClick={() => onUse(figure, fieldText(figure, value, language))}
                    >
                      {say('self-scoring:lastYear.use')}
                    </Button>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </Table>
      <p>
        {say('self-scoring:lastYear.points', {
          self: points(was.selfPoints),
          final: points(was.finalPoints),
        })}
      </p>
      {was.reason ? <p>{say('self-scoring:appraisal.reason', { reason: was.reason })}</p> : null}
    </div>
  );
}
