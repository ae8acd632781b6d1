import type { DossierTotal } from '@parix/api-contract';
import { showDate, showInstant } from '../format/dates.ts';
import { showNumber } from '../format/numbers.ts';
import { useLanguage, useWords } from '../i18n/use-words.ts';
import { Table, Tag } from '../ui/index.ts';
import { Findings } from './total-findings.tsx';

/** Totals as their sources published them, each with what does not add up in it. */
export function TotalsTable({ items }: { readonly items: readonly DossierTotal[] }) {
  const say = useWords('dossier-files');
  return (
    <Table caption={say('dossier-files:totals.list')} hideCaption cards>
      <thead>
        <tr>
          <th scope="col">{say('dossier-files:totals.unit')}</th>
          <th scope="col">{say('dossier-files:totals.figures')}</th>
          <th scope="col">{say('dossier-files:totals.findings')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((total) => (
          <TotalLine
            key={`${total.unitId} ${total.firstDay} ${total.lastDay} ${total.label}`}
            total={total}
          />
        ))}
      </tbody>
    </Table>
  );
}

function TotalLine({ total }: { readonly total: DossierTotal }) {
  const say = useWords('dossier-files');
  const language = useLanguage();
  return (
    <tr>
      <th scope="row" data-name={say('dossier-files:totals.unit')}>
        <span>
          {total.unitName} {total.label}{' '}
          <span className="pw-small pw-soft">
            {say('dossier-files:totals.period', {
              from: showDate(total.firstDay),
              to: showDate(total.lastDay),
            })}
            {'. '}
            {say('dossier-files:totals.from', {
              name: total.fileName,
              at: showInstant(total.recordedAt),
            })}
          </span>
        </span>
      </th>
      <td data-name={say('dossier-files:totals.figures')}>
        <span>
          <Tag tone="strong">{say('dossier-files:totals.mark')}</Tag>
          <ul>
            {total.counters.map(({ name, count }) => (
              <li key={name}>
                {name}:{' '}
                {count === null ? say('dossier-files:totals.empty') : showNumber(String(count), language)}
              </li>
            ))}
          </ul>
        </span>
      </td>
      <td data-name={say('dossier-files:totals.findings')}>
        {total.findings.length === 0 ? (
          say('dossier-files:totals.sums')
        ) : (
          <Findings findings={total.findings} />
        )}
      </td>
    </tr>
  );
}
