import { COUNTER_LISTS, type CounterRow } from '@parix/api-contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { mightCall } from '../../layout/pages.ts';
import { Paged } from '../../states/paged.tsx';
import { Button, Empty, Page, SelectField, Table, TextField } from '../../ui/index.ts';
import { StateTag, UrgencyTag } from './state-tag.tsx';

/** The queue of the own counter: what is urgent first, found by state, code or scanned receipt. */
export function CounterPage() {
  const say = useWords('one-stop-counter');
  const { unitId, unitName, roles } = useAccount();
  const { list = 'open', q = '' } = useSearch({ from: '/inside/counter' });
  const rows = useInfiniteQuery({
    queryKey: ['counter', unitId, 'list', list, q],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listCounterDossiers', {
        params: { unitId: unitId ?? '' },
        query: { list, q, cursor: pageParam || undefined },
        signal,
      }),
    getNextPageParam: (last) => last.next,
    enabled: unitId !== null,
  });
  if (unitId === null)
    return (
      <Page title={say('one-stop-counter:title')}>
        <Empty title={say('one-stop-counter:noUnit')}>{say('one-stop-counter:noUnitNext')}</Empty>
      </Page>
    );
  return (
    <Page
      wide
      title={say('one-stop-counter:title')}
      lead={say('one-stop-counter:lead', { unit: unitName ?? '' })}
      actions={
        mightCall(roles, 'receiveCounterDossier') ? (
          <Link className="pw-button" data-look="main" to="/counter/receive">
            {say('one-stop-counter:receive')}
          </Link>
        ) : null
      }
    >
      <Filters key={q} list={list} q={q} />
      {q === '' ? null : <p role="status">{say('one-stop-counter:searchedAll')}</p>}
      <Paged
        query={rows}
        empty={
          <Empty title={say(q === '' ? 'one-stop-counter:none' : 'one-stop-counter:notFound')}>
            {say(q === '' ? 'one-stop-counter:noneNext' : 'one-stop-counter:notFoundNext')}
          </Empty>
        }
      >
        {(items: readonly CounterRow[]) => <Queue rows={items} />}
      </Paged>
    </Page>
  );
}

type List = (typeof COUNTER_LISTS)[number];

function Filters({ list, q }: { readonly list: List; readonly q: string }) {
  const say = useWords('one-stop-counter');
  const navigate = useNavigate({ from: '/counter' });
  const [typed, setTyped] = useState(q);
  const search = (event: FormEvent) => {
    event.preventDefault();
    void navigate({ search: { list, q: typed.trim() || undefined } });
  };
  return (
    <form className="pw-form-row" role="search" onSubmit={search} noValidate>
      <SelectField
        label={say('one-stop-counter:list')}
        value={list}
        choices={COUNTER_LISTS.map((value) => ({ value, label: say(`one-stop-counter:list.${value}`) }))}
        onChange={(event) =>
          void navigate({
            search: { list: COUNTER_LISTS.find((each) => each === event.target.value) ?? 'open' },
          })
        }
      />
      <TextField
        label={say('one-stop-counter:search')}
        hint={say('one-stop-counter:searchHint')}
        autoComplete="off"
        spellCheck={false}
        maxLength={300}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="pw-actions">
        <Button type="submit" look="second">
          {say('one-stop-counter:find')}
        </Button>
        {q === '' ? null : (
          <Button look="quiet" onClick={() => void navigate({ search: { list } })}>
            {say('one-stop-counter:clear')}
          </Button>
        )}
      </div>
    </form>
  );
}

const HEADS = ['code', 'procedure', 'state', 'due', 'urgency', 'received'] as const;

function Queue({ rows }: { readonly rows: readonly CounterRow[] }) {
  const say = useWords('one-stop-counter');
  const names = Object.fromEntries(HEADS.map((head) => [head, say(`one-stop-counter:column.${head}`)]));
  return (
    <Table caption={say('one-stop-counter:caption')} hideCaption cards>
      <thead>
        <tr>
          {HEADS.map((head) => (
            <th scope="col" key={head}>
              {names[head]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.code}>
            <th scope="row" data-name={names.code}>
              <Link to="/counter/$code" params={{ code: row.code }}>
                {row.code}
              </Link>
            </th>
            <td data-name={names.procedure}>{row.procedureName ?? '–'}</td>
            <td data-name={names.state}>
              <span>
                <StateTag state={row.state} />
              </span>
            </td>
            <td data-name={names.due}>{row.dueAt === null ? '–' : showInstant(row.dueAt)}</td>
            <td data-name={names.urgency}>
              <span>
                <UrgencyTag urgency={row.urgency} />
              </span>
            </td>
            <td data-name={names.received}>{row.receivedAt === null ? '–' : showInstant(row.receivedAt)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
