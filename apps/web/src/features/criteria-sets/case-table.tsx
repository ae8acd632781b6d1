import type { SetItem } from '@parix/api-contract';
import { itemStatus } from '@parix/api-contract';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { figureWords } from '../../item-parts/figure-words.ts';
import { Table } from '../../ui/index.ts';

/** The worked cases that the set was accepted with: figures in, points out. */
export function CaseTable({ item }: { readonly item: SetItem }) {
  const say = useWords('criteria-sets');
  const language = useLanguage();
  if (item.cases.length === 0) return <p className="pw-soft">{say('criteria-sets:noCases')}</p>;
  const statusWords = (status: string) => {
    const known = itemStatus.safeParse(status);
    return known.success ? say(`common:status.${known.data}`) : status;
  };
  return (
    <Table caption={say('criteria-sets:cases')}>
      <thead>
        <tr>
          <th scope="col">{say('criteria-sets:case.name')}</th>
          {item.figures.map((figure) => (
            <th scope="col" key={figure.key}>
              {figure.label}
            </th>
          ))}
          <th scope="col">{say('criteria-sets:case.status')}</th>
          <th scope="col" className="pw-number">
            {say('criteria-sets:case.points')}
          </th>
        </tr>
      </thead>
      <tbody>
        {item.cases.map((worked) => (
          <tr key={worked.name}>
            <th scope="row">{worked.name}</th>
            {item.figures.map((figure) => (
              <td key={figure.key}>{figureWords(figure, worked.figures[figure.key], say, language)}</td>
            ))}
            <td>{statusWords(worked.status)}</td>
            <td className="pw-number">
              {worked.points === null ? '–' : showNumber(worked.points, language)}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
