import type { CardItem } from '@parix/api-contract';
import { useMemo } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import type { AreaNode } from '../../set-tree/tree.ts';
import { Table } from '../../ui/index.ts';
import { cardProgress, type Share } from './card-progress.ts';

/** How far the card is: by area, by person or division, by evidence. */
export function ProgressPanel(props: {
  readonly tree: readonly AreaNode[];
  readonly stored: ReadonlyMap<string, CardItem>;
}) {
  const say = useWords('self-scoring');
  const { tree, stored } = props;
  const nobody = say('self-scoring:people.nobody');
  const progress = useMemo(
    () =>
      cardProgress(
        tree.map(({ area, items }) => ({ name: `${area.code} ${area.name}`, items })),
        stored,
        nobody,
      ),
    [tree, stored, nobody],
  );
  return (
    <details className="pw-details">
      <summary>
        {say('self-scoring:progress.title', {
          there: progress.evidence.there,
          asked: progress.evidence.asked,
        })}
      </summary>
      <div className="pw-columns">
        <ShareTable caption={say('self-scoring:progress.byArea')} shares={progress.areas} />
        <ShareTable caption={say('self-scoring:progress.byPerson')} shares={progress.people} />
      </div>
    </details>
  );
}

function ShareTable({ caption, shares }: { readonly caption: string; readonly shares: readonly Share[] }) {
  const say = useWords('self-scoring');
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <th scope="col">{say('self-scoring:progress.who')}</th>
          <th scope="col">{say('self-scoring:progress.filled')}</th>
          <th scope="col">{say('self-scoring:progress.ready')}</th>
        </tr>
      </thead>
      <tbody>
        {shares.map((one) => (
          <tr key={one.name}>
            <th scope="row">{one.name}</th>
            <td>{`${one.done} / ${one.all}`}</td>
            <td>{`${one.ready} / ${one.all}`}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
