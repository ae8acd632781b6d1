import { DOSSIER_QUEUES, type DossierRow } from '@parix/api-contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { session } from '../../api/session-state.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Paged } from '../../states/paged.tsx';
import { Empty, Page, Table, Tag } from '../../ui/index.ts';
import { queueQuery } from './dossier-queries.ts';
import { DossierTabs } from './dossier-tabs.tsx';
import './dossiers.css';
import { RemindButton } from './remind-button.tsx';

/** Open dossiers that somebody has to look at, the most urgent first. */
export function QueuePage() {
  const say = useWords('dossiers');
  const { queue = 'overdue', unit } = useSearch({ from: '/inside/dossiers/queue' });
  const dossiers = useInfiniteQuery(queueQuery({ queue, unitId: unit }));
  return (
    <Page wide title={say('dossiers:queue.title')} lead={say('dossiers:queue.lead')}>
      <DossierTabs />
      {unit === undefined ? null : <RemindButton unitIds={[unit]} />}
      <nav className="pw-tabs" aria-label={say('dossiers:queue.lists')}>
        {DOSSIER_QUEUES.map((each) => (
          <Link
            key={each}
            to="/dossiers/queue"
            search={{ unit, queue: each === 'overdue' ? undefined : each }}
            activeOptions={{ explicitUndefined: true }}
            activeProps={{ 'aria-current': 'page' }}
          >
            {say(`dossiers:queue.${each}`)}
          </Link>
        ))}
      </nav>
      <Paged
        query={dossiers}
        empty={<Empty title={say(`dossiers:queue.none.${queue}`)}>{say('dossiers:queue.noneNext')}</Empty>}
      >
        {(items) => <QueueTable items={items} />}
      </Paged>
    </Page>
  );
}

function QueueTable({ items }: { readonly items: readonly DossierRow[] }) {
  const say = useWords('dossiers');
  const now = session.now();
  return (
    <Table caption={say('dossiers:queue.caption', { number: items.length })} cards>
      <thead>
        <tr>
          {(['dossier', 'unit', 'procedure', 'state', 'received', 'due'] as const).map((column) => (
            <th scope="col" key={column}>
              {say(`dossiers:column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((row) => (
          <tr key={`${row.sourceId}${row.unitId}${row.code}`}>
            <th scope="row" data-name={say('dossiers:column.dossier')}>
              <Link
                to="/dossiers/$unitId/$sourceId/$code"
                params={{ unitId: row.unitId, sourceId: row.sourceId, code: row.code }}
              >
                {row.code}
              </Link>
            </th>
            <td data-name={say('dossiers:column.unit')}>{row.unitName}</td>
            <td data-name={say('dossiers:column.procedure')}>
              {row.procedureName ?? row.procedureCode ?? say('dossiers:noProcedure')}
            </td>
            <td data-name={say('dossiers:column.state')}>
              {row.state === null ? '–' : say(`dossiers:state.${row.state}`)}
            </td>
            <td data-name={say('dossiers:column.received')}>
              {row.receivedAt === null ? '–' : showInstant(row.receivedAt)}
            </td>
            <td data-name={say('dossiers:column.due')}>
              <Due dueAt={row.dueAt} now={now} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const DAY = 86_400_000;

/** The appointment with how far away it is, in words: colour alone says nothing. */
function Due({ dueAt, now }: { readonly dueAt: string | null; readonly now: number }) {
  const say = useWords('dossiers');
  if (dueAt === null) return say('dossiers:noDue');
  const days = Math.floor((Date.parse(dueAt) - now) / DAY);
  return (
    <span>
      {showInstant(dueAt)}{' '}
      <Tag tone={days < 0 ? 'bad' : days < 2 ? 'warning' : 'plain'}>
        {days < 0 ? say('dossiers:lateBy', { days: -days }) : say('dossiers:leftDays', { days })}
      </Tag>
    </span>
  );
}
