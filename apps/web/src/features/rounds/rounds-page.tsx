import type { Round } from '@parix/api-contract';
import { mightEver } from '@parix/workflow';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Deadline, PhaseTag } from '../../layout/round-phase.tsx';
import { Paged } from '../../states/paged.tsx';
import { Empty, Page, Table, Tag } from '../../ui/index.ts';

export function RoundsPage() {
  const say = useWords('rounds');
  const { roles } = useAccount();
  const manages = mightEver(roles, 'rounds.manage');
  const rounds = useInfiniteQuery({
    queryKey: ['rounds', 'paged'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listRounds', { query: { cursor: pageParam || undefined }, signal }),
    getNextPageParam: (last) => last.next,
  });
  return (
    <Page
      title={say('rounds:title')}
      lead={say('rounds:lead')}
      actions={
        manages ? (
          <Link className="pw-button" to="/rounds/new">
            {say('rounds:create')}
          </Link>
        ) : null
      }
    >
      <Paged
        query={rounds}
        empty={
          <Empty title={say('rounds:none')}>{say(manages ? 'rounds:noneManage' : 'rounds:noneWait')}</Empty>
        }
      >
        {(items: readonly Round[]) => <RoundTable rounds={items} />}
      </Paged>
    </Page>
  );
}

function RoundTable({ rounds }: { readonly rounds: readonly Round[] }) {
  const say = useWords('rounds');
  const heads = ['title', 'year', 'block', 'set', 'phase'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`rounds:column.${head}`)]));
  return (
    <Table caption={say('rounds:caption')} hideCaption cards>
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col" key={head}>
              {names[head]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rounds.map((round) => (
          <tr key={round.id}>
            <th scope="row" data-name={names.title}>
              <span>
                <Link to="/rounds/$roundId" params={{ roundId: round.id }}>
                  {round.title}
                </Link>{' '}
                {round.sample ? <Tag tone="warning">{say('common:sample')}</Tag> : null}
              </span>
            </th>
            <td data-name={names.year}>{round.indexYear}</td>
            <td data-name={names.block}>
              {say('rounds:blockUnits', { block: round.blockName, units: round.unitCount })}
            </td>
            <td data-name={names.set}>{round.setTitle}</td>
            <td data-name={names.phase}>
              <div>
                <PhaseTag phase={round.phase} />
                <Deadline round={round} />
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
