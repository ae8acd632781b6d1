import type { RemediationSummary, Round } from '@parix/api-contract';
import { may } from '@parix/workflow';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { RoundFrame } from '../../layout/round-frame.tsx';
import { Paged } from '../../states/paged.tsx';
import { Empty, Table } from '../../ui/index.ts';
import { FiguresSection } from './figures-section.tsx';
import { PlanMark } from './task-marks.tsx';

/** Units of a round with where their remediation stands. */
export function RemediationPage() {
  const say = useWords('remediation');
  const { roundId } = useParams({ from: '/inside/rounds/$roundId/remediation' });
  const { roles } = useAccount();
  return (
    <RoundFrame roundId={roundId} title={say('remediation:title')}>
      {(round) => (
        <>
          <p>
            <Link to="/remediation" search={{ round: round.id }}>
              {say('remediation:toAll')}
            </Link>
          </p>
          <UnitList round={round} />
          {may(roles, 'facts.import', { phase: round.phase }) ? <FiguresSection round={round} /> : null}
        </>
      )}
    </RoundFrame>
  );
}

function UnitList({ round }: { readonly round: Round }) {
  const say = useWords('remediation');
  const units = useInfiniteQuery({
    queryKey: ['remediation', round.id],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listRemediation', {
        params: { roundId: round.id },
        query: { cursor: pageParam || undefined, limit: 200 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
  });
  return (
    <Paged
      query={units}
      empty={<Empty title={say('remediation:noUnit')}>{say('remediation:noUnitNext')}</Empty>}
    >
      {(items: readonly RemediationSummary[]) => <UnitTable roundId={round.id} units={items} />}
    </Paged>
  );
}

const COUNTS = ['tasks', 'claimed', 'fixed', 'overdue', 'repeated'] as const;

function UnitTable(props: { readonly roundId: string; readonly units: readonly RemediationSummary[] }) {
  const say = useWords('remediation');
  return (
    <Table caption={say('remediation:caption', { number: props.units.length })} cards>
      <thead>
        <tr>
          <th scope="col">{say('remediation:column.unit')}</th>
          <th scope="col">{say('remediation:column.state')}</th>
          {COUNTS.map((count) => (
            <th scope="col" key={count} data-numeric>
              {say(`remediation:column.${count}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.units.map((unit) => (
          <tr key={unit.unitId}>
            <th scope="row" data-name={say('remediation:column.unit')}>
              <Link
                to="/rounds/$roundId/remediation/$unitId"
                params={{ roundId: props.roundId, unitId: unit.unitId }}
              >
                {unit.unitName}
              </Link>
            </th>
            <td data-name={say('remediation:column.state')}>
              <PlanMark state={unit.state} />
            </td>
            {COUNTS.map((count) => (
              <td key={count} data-name={say(`remediation:column.${count}`)} data-numeric>
                {unit[count]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
