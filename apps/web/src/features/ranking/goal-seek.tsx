import type { UnitResult } from '@parix/api-contract';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call, type Answer } from '../../api/call.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Notice, Table, TextField } from '../../ui/index.ts';

type Goal = Answer<'goalSeek'>;

/** Which items win back so many ranks at least effort, with alternatives. Nothing is stored. */
export function GoalSeek(props: {
  readonly roundId: string;
  readonly unitId: string;
  readonly result: UnitResult;
}) {
  const say = useWords('ranking');
  const { roundId, unitId, result } = props;
  const [ranks, setRanks] = useState('2');
  const seek = useMutation({
    mutationFn: (wanted: number) =>
      call('goalSeek', { params: { roundId, unitId }, body: { ranks: wanted } }),
  });
  const { rank } = result.row;
  if (rank === null) return <p>{say('ranking:goal.noRank')}</p>;
  if (rank === 1) return <p>{say('ranking:goal.first')}</p>;
  const wanted = /^\d{1,4}$/.test(ranks.trim()) ? Number(ranks) : 0;
  const fault = wanted < 1 || wanted >= rank ? say('ranking:goal.fault', { most: rank - 1 }) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fault === null && !seek.isPending) seek.mutate(wanted);
  };
  return (
    <div className="pw-stack">
      <form className="pw-form-row" onSubmit={submit} noValidate>
        <TextField
          label={say('ranking:goal.ranks')}
          hint={say('ranking:goal.hint', { rank })}
          fault={fault}
          inputMode="numeric"
          value={ranks}
          onChange={(event) => setRanks(event.target.value)}
        />
        <Button type="submit" busy={seek.isPending && say('ranking:goal.busy')}>
          {say('ranking:goal.seek')}
        </Button>
      </form>
      {seek.isError ? <Failure error={seek.error} /> : null}
      {seek.data ? <Alternatives goal={seek.data} /> : null}
    </div>
  );
}

function Alternatives({ goal }: { readonly goal: Goal }) {
  const say = useWords('ranking');
  const language = useLanguage();
  if (!goal.reachable)
    return (
      <Notice tone="warning" title={say('ranking:goal.unreachable')}>
        {say('ranking:goal.unreachableNext')}
      </Notice>
    );
  return (
    <div className="pw-stack" role="status">
      {goal.alternatives.map((way, at) => (
        <Table
          key={at}
          caption={say('ranking:goal.way', {
            number: at + 1,
            rank: way.reaches.rank ?? '–',
            index: showNumber(way.reaches.printedIndex, language),
            class: way.reaches.className ?? '–',
          })}
        >
          <thead>
            <tr>
              <th scope="col">{say('ranking:tree.code')}</th>
              <th scope="col">{say('ranking:tree.name')}</th>
              <th scope="col">{say('ranking:goal.how')}</th>
              <th scope="col" className="pw-number">
                {say('ranking:goal.gain')}
              </th>
            </tr>
          </thead>
          <tbody>
            {way.items.map((item) => (
              <tr key={item.itemId}>
                <td className="pw-code">{item.code}</td>
                <th scope="row">{item.name}</th>
                <td>{item.how}</td>
                <td className="pw-number">{`+${showNumber(item.gain, language)}`}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      ))}
    </div>
  );
}
