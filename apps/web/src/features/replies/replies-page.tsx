import type { ReplySummary, Round } from '@parix/api-contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { RoundFrame } from '../../layout/round-frame.tsx';
import { Paged } from '../../states/paged.tsx';
import { Empty, Table } from '../../ui/index.ts';
import { StateTag } from './state-tag.tsx';

/** Units of a round with the state of their replies to the preliminary result. */
export function RepliesPage() {
  const say = useWords('replies');
  const { roundId } = useParams({ from: '/inside/rounds/$roundId/replies' });
  return (
    <RoundFrame roundId={roundId} title={say('replies:title')}>
      {(data) => <UnitList round={data} />}
    </RoundFrame>
  );
}

function UnitList({ round }: { readonly round: Round }) {
  const say = useWords('replies');
  const units = useInfiniteQuery({
    queryKey: ['replies', round.id],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listReplies', {
        params: { roundId: round.id },
        query: { cursor: pageParam || undefined, limit: 200 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
  });
  return (
    <Paged query={units} empty={<Empty title={say('replies:noUnit')}>{say('replies:noUnitNext')}</Empty>}>
      {(items: readonly ReplySummary[]) => <UnitTable round={round} units={items} />}
    </Paged>
  );
}

const HEADS = ['unit', 'state', 'open', 'answered', 'disagreed', 'undecided', 'lastAt'] as const;

function UnitTable({ round, units }: { readonly round: Round; readonly units: readonly ReplySummary[] }) {
  const say = useWords('replies');
  return (
    <Table caption={say('replies:caption', { number: units.length })} cards>
      <thead>
        <tr>
          {HEADS.map((head) => (
            <th scope="col" key={head}>
              {say(`replies:column.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {units.map((unit) => (
          <tr key={unit.unitId}>
            <th scope="row" data-name={say('replies:column.unit')}>
              <Link to="/rounds/$roundId/replies/$unitId" params={{ roundId: round.id, unitId: unit.unitId }}>
                {unit.unitName}
              </Link>
            </th>
            <td data-name={say('replies:column.state')}>
              <StateTag state={unit.state} answered={unit.answered} open={unit.open} />
            </td>
            {(['open', 'answered', 'disagreed', 'undecided'] as const).map((count) => (
              <td key={count} data-name={say(`replies:column.${count}`)} data-numeric>
                {unit[count]}
              </td>
            ))}
            <td data-name={say('replies:column.lastAt')}>
              {unit.lastAt === null ? '–' : showInstant(unit.lastAt)}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
