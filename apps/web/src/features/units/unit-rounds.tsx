import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Paged } from '../../states/paged.tsx';
import { Empty, Table } from '../../ui/index.ts';

/** Rounds the unit took part in, under the name it had in each. */
export function UnitRounds({ unitId }: { readonly unitId: string }) {
  const say = useWords('units');
  const rounds = useInfiniteQuery({
    queryKey: ['unit-rounds', unitId],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listUnitRounds', {
        params: { unitId },
        query: { cursor: pageParam || undefined, limit: 20 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
  });
  return (
    <Paged query={rounds} empty={<Empty title={say('units:noRound')}>{say('units:noRoundText')}</Empty>}>
      {(items) => (
        <Table caption={say('units:roundsCaption')} hideCaption cards>
          <thead>
            <tr>
              <th scope="col">{say('units:column.round')}</th>
              <th scope="col" className="pw-number">
                {say('units:column.year')}
              </th>
              <th scope="col">{say('units:column.nameThen')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((round) => (
              <tr key={round.roundId}>
                <th scope="row" data-name={say('units:column.round')}>
                  <Link to="/rounds/$roundId" params={{ roundId: round.roundId }}>
                    {round.title}
                  </Link>
                </th>
                <td className="pw-number" data-name={say('units:column.year')}>
                  {round.indexYear}
                </td>
                <td data-name={say('units:column.nameThen')}>{round.unitName}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Paged>
  );
}
