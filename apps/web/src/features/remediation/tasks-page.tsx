import { type ListedTask, ROUTES, TASK_LISTS } from '@parix/api-contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { roundsQuery, setQuery } from '../../api/queries.ts';
import { addressOf } from '../../api/request.ts';
import { showDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Paged } from '../../states/paged.tsx';
import { Empty, Page, SelectField, Table } from '../../ui/index.ts';
import { TaskMarks } from './task-marks.tsx';

type List = (typeof TASK_LISTS)[number];

/** Tasks over units and rounds: what is overdue, what came back, what waits to be checked. */
export function TasksPage() {
  const say = useWords('remediation');
  const { list = 'overdue', round, area } = useSearch({ from: '/inside/remediation' });
  const query = { list, round, area };
  const tasks = useInfiniteQuery({
    queryKey: ['remediation', 'tasks', query],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listRemediationTasks', {
        query: { ...query, cursor: pageParam || undefined, limit: 100 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  return (
    <Page wide title={say('remediation:listTitle')} lead={say('remediation:listLead')}>
      <TaskFilters filter={query} />
      <p>
        <a href={addressOf(ROUTES.exportRemediationTasks, { query })} download>
          {say('remediation:export')}
        </a>
      </p>
      <Paged
        query={tasks}
        empty={<Empty title={say('remediation:noTask')}>{say('remediation:noTaskNext')}</Empty>}
      >
        {(items: readonly ListedTask[]) => <TaskTable tasks={items} />}
      </Paged>
    </Page>
  );
}

interface TaskFilter {
  readonly list: List;
  readonly round: string | undefined;
  readonly area: string | undefined;
}

function TaskFilters({ filter }: { readonly filter: TaskFilter }) {
  const say = useWords('remediation');
  const navigate = useNavigate({ from: '/remediation' });
  const rounds = useQuery(roundsQuery);
  const chosen = rounds.data?.items.find(({ id }) => id === filter.round);
  // Areas have names within a criteria set only.
  const set = useQuery({ ...setQuery(chosen?.setVersionId ?? ''), enabled: chosen !== undefined });
  const choose = (change: Partial<TaskFilter>) =>
    void navigate({ search: { ...filter, ...change }, replace: true });
  return (
    <div className="pw-form-row" role="search">
      <SelectField
        label={say('remediation:list')}
        value={filter.list}
        choices={TASK_LISTS.map((each) => ({ value: each, label: say(`remediation:list.${each}`) }))}
        onChange={(event) =>
          choose({ list: TASK_LISTS.find((each) => each === event.target.value) ?? 'all' })
        }
      />
      <SelectField
        label={say('remediation:filterRound')}
        value={filter.round ?? ''}
        choices={[
          { value: '', label: say('remediation:allRounds') },
          ...(rounds.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onChange={(event) => choose({ round: event.target.value || undefined, area: undefined })}
      />
      {chosen && set.data ? (
        <SelectField
          label={say('remediation:area')}
          value={filter.area ?? ''}
          choices={[
            { value: '', label: say('remediation:allAreas') },
            ...set.data.groups
              .filter(({ level }) => level === 'area')
              .map(({ id, name }) => ({ value: id, label: `${id} ${name}` })),
          ]}
          onChange={(event) => choose({ area: event.target.value || undefined })}
        />
      ) : null}
    </div>
  );
}

const HEADS = ['unit', 'shortcoming', 'area', 'owner', 'dueOn', 'taskState', 'round'] as const;

function TaskTable({ tasks }: { readonly tasks: readonly ListedTask[] }) {
  const say = useWords('remediation');
  return (
    <Table caption={say('remediation:taskCaption', { number: tasks.length })} cards>
      <thead>
        <tr>
          {HEADS.map((head) => (
            <th scope="col" key={head}>
              {say(`remediation:column.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {tasks.map((task) => (
          <tr key={task.id}>
            <th scope="row" data-name={say('remediation:column.unit')}>
              <Link
                to="/rounds/$roundId/remediation/$unitId"
                params={{ roundId: task.roundId, unitId: task.unitId }}
              >
                {task.unitName}
              </Link>
            </th>
            <td data-name={say('remediation:column.shortcoming')}>
              {/* One child: on a phone the cell is a row of two columns. */}
              <span>
                {task.itemId === null ? null : <strong>{`${task.itemId} ${task.itemName ?? ''}. `}</strong>}
                {task.shortcoming}
              </span>
            </td>
            <td data-name={say('remediation:column.area')}>{task.areaName ?? '–'}</td>
            <td data-name={say('remediation:column.owner')}>{task.owner?.name ?? '–'}</td>
            <td data-name={say('remediation:column.dueOn')}>
              {task.dueOn === null ? '–' : showDate(task.dueOn)}
            </td>
            <td data-name={say('remediation:column.taskState')}>
              <span>
                <TaskMarks task={task} />
              </span>
            </td>
            <td data-name={say('remediation:column.round')}>{task.roundTitle}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
