import { type ProcedureRow, ROUTES } from '@parix/api-contract';
import { mightEver } from '@parix/workflow';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { call } from '../../api/call.ts';
import { addressOf } from '../../api/request.ts';
import { useAccount } from '../../api/use-me.ts';
import { RecountNotice } from '../../dossier-parts/recount-notice.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Paged } from '../../states/paged.tsx';
import { Button, Dialog, Empty, Page, Table, Tag } from '../../ui/index.ts';
import { ProcedureForm } from './procedure-form.tsx';
import { type ProcedureQuery, ProcedureSearch } from './procedure-search.tsx';
import { levelWords, spanWords, timeWords } from './procedure-words.ts';

/** The catalogue: what procedures there are, how long they may take, on which day. */
export function ProceduresPage() {
  const say = useWords('procedures', 'working-calendar');
  const manages = mightEver(useAccount().roles, 'procedures.manage');
  const search = useSearch({ from: '/inside/procedures' });
  const navigate = useNavigate({ from: '/procedures' });
  const [adding, setAdding] = useState(false);
  const change = useCallback(
    (next: ProcedureQuery) => void navigate({ search: next, replace: true }),
    [navigate],
  );
  const sectors = useQuery({
    queryKey: ['procedure-sectors'],
    queryFn: ({ signal }) => call('listProcedureSectors', { signal }),
  });
  const rows = useInfiniteQuery({
    queryKey: ['procedures', search],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listProcedures', { query: { ...search, cursor: pageParam || undefined, limit: 50 }, signal }),
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  const narrowed = Object.values(search).some((value) => value !== undefined);
  return (
    <Page
      wide
      title={say('procedures:title')}
      lead={say('procedures:lead')}
      actions={
        manages ? (
          <>
            <Button onClick={() => setAdding(true)}>{say('procedures:add')}</Button>
            <Link to="/procedure-catalogue/import" className="pw-button" data-look="second">
              {say('procedures:import')}
            </Link>
          </>
        ) : undefined
      }
    >
      <RecountNotice />
      {sectors.isError ? <Failure error={sectors.error} again={() => void sectors.refetch()} /> : null}
      <ProcedureSearch query={search} sectors={sectors.data?.items ?? []} onChange={change} />
      <p className="pw-actions">
        {(['xlsx', 'csv'] as const).map((format) => (
          <a
            key={format}
            href={addressOf(ROUTES.exportProcedures, { query: { ...search, format } })}
            download
          >
            {say(`procedures:export.${format}`)}
          </a>
        ))}
      </p>
      <Paged
        query={rows}
        empty={
          narrowed ? (
            <Empty title={say('procedures:noMatch')}>{say('procedures:noMatchNext')}</Empty>
          ) : (
            <Empty title={say('procedures:none')}>
              {say(manages ? 'procedures:noneManage' : 'procedures:noneWait')}
            </Empty>
          )
        }
      >
        {(items) => <ProcedureTable rows={items} />}
      </Paged>
      {adding ? (
        <Dialog title={say('procedures:add')} onClose={() => setAdding(false)}>
          <ProcedureForm row={null} act="add" onDone={() => setAdding(false)} />
        </Dialog>
      ) : null}
    </Page>
  );
}

function ProcedureTable({ rows }: { readonly rows: readonly ProcedureRow[] }) {
  const say = useWords('procedures');
  const heads = ['name', 'sector', 'time', 'level', 'span'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`procedures:column.${head}`)]));
  return (
    <Table caption={say('procedures:caption', { number: rows.length })} cards>
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
        {rows.map((row) => (
          <tr key={row.code}>
            <th scope="row" data-name={names['name']}>
              <span>
                <Link to="/procedures/$code/rows" params={{ code: row.code }}>
                  {row.name}
                </Link>
                <br />
                <span className="pw-small">{row.code}</span>
              </span>
            </th>
            <td data-name={names['sector']}>{row.sector}</td>
            <td data-name={names['time']}>{timeWords(row, say)}</td>
            <td data-name={names['level']}>{levelWords(row, say)}</td>
            <td data-name={names['span']}>
              <span>
                {spanWords(row, say)} {row.endedOn === null ? null : <Tag>{say('procedures:endedTag')}</Tag>}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
