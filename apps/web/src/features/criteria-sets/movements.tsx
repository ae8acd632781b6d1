import { useState } from 'react';
import type { Answer } from '../../api/call.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { CheckField, Empty, Table, Tag } from '../../ui/index.ts';

type Movement = Answer<'amendSet'>['movements'][number]['units'][number];

/** Every unit before and after: points, index, class and rank; those that move can be shown alone. */
export function Movements(props: { readonly units: readonly Movement[]; readonly roundTitle: string }) {
  const say = useWords('criteria-sets');
  const { units, roundTitle } = props;
  const [onlyMoved, setOnlyMoved] = useState(true);
  const moved = units.filter((unit) => unit.moved);
  if (moved.length === 0) return <Empty title={say('criteria-sets:nobodyMoves', { number: units.length })} />;
  return (
    <div className="pw-stack">
      <p>{say('criteria-sets:moveCount', { moved: moved.length, all: units.length })}</p>
      <CheckField
        label={say('criteria-sets:onlyMoved')}
        checked={onlyMoved}
        onChange={(event) => setOnlyMoved(event.target.checked)}
      />
      <MovementTable units={onlyMoved ? moved : units} roundTitle={roundTitle} />
    </div>
  );
}

function MovementTable(props: { readonly units: readonly Movement[]; readonly roundTitle: string }) {
  const say = useWords('criteria-sets');
  const language = useLanguage();
  const pair = (before: string, after: string) => (before === after ? before : `${before} → ${after}`);
  const heads = ['unit', 'points', 'index', 'class', 'rank', 'items'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`criteria-sets:move.${head}`)]));
  return (
    <Table caption={say('criteria-sets:movements', { round: props.roundTitle })} cards>
      <thead>
        <tr>
          {heads.map((head) => (
            <th
              scope="col"
              key={head}
              className={['points', 'index', 'rank'].includes(head) ? 'pw-number' : undefined}
            >
              {names[head]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.units.map(({ before, after, ...unit }) => (
          <tr key={unit.unitId}>
            <th scope="row" data-name={names.unit}>
              <span>{unit.unitName}</span>
            </th>
            <td className="pw-number" data-name={names.points}>
              {pair(showNumber(before.printedPoints, language), showNumber(after.printedPoints, language))}
            </td>
            <td className="pw-number" data-name={names.index}>
              {pair(showNumber(before.printedIndex, language), showNumber(after.printedIndex, language))}
            </td>
            <td data-name={names.class}>
              {before.className === after.className ? (
                (after.className ?? '–')
              ) : (
                <Tag tone="warning">{`${before.className ?? '–'} → ${after.className ?? '–'}`}</Tag>
              )}
            </td>
            <td className="pw-number" data-name={names.rank}>
              {pair(String(before.rank ?? '–'), String(after.rank ?? '–'))}
            </td>
            <td data-name={names.items}>
              {unit.items
                .map(
                  (item) => `${item.code}: ${shown(item.before, language)} → ${shown(item.after, language)}`,
                )
                .join('; ') || '–'}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function shown(points: string | null, language: 'vi' | 'en'): string {
  return points === null ? '–' : showNumber(points, language);
}
