import { isAreaRole, ROLES } from '@parix/workflow';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { call, type Answer } from '../../api/call.ts';
import { showDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Paged } from '../../states/paged.tsx';
import { Button, CheckField, Empty, Page, SelectField, Table, TextField } from '../../ui/index.ts';
import { AccountState } from './account-state.tsx';
import { InviteAccount } from './invite-account.tsx';

type Account = Answer<'listAccounts'>['items'][number];
export const ACCOUNTS = ['accounts'] as const;
const STATES = ['active', 'invited', 'disabled', 'dormant'] as const;

/** Everybody who may sign in, searched and filtered; `review` shows whose yearly look-over is due. */
export function AccountsPage() {
  const say = useWords('access');
  const queries = useQueryClient();
  const { q, role, state, review } = useSearch({ from: '/inside/accounts' });
  const [inviting, setInviting] = useState(false);
  const accounts = useInfiniteQuery({
    queryKey: [...ACCOUNTS, q, role, state, review],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listAccounts', {
        query: { q, role, state, ...(review && { review: 'true' }), cursor: pageParam || undefined },
        signal,
      }),
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  const narrowed = q !== undefined || role !== undefined || state !== undefined;
  const none = narrowed
    ? 'access:accounts.notFound'
    : review
      ? 'access:accounts.nothingDue'
      : 'access:accounts.empty';
  return (
    <Page
      title={say('access:accounts.title')}
      lead={say(review ? 'access:accounts.reviewLead' : 'access:accounts.lead')}
      actions={<Button onClick={() => setInviting(true)}>{say('access:create.open')}</Button>}
      wide
    >
      <Filters />
      <Paged query={accounts} empty={<Empty title={say(none)} />}>
        {(items: readonly Account[]) => <AccountTable accounts={items} />}
      </Paged>
      {inviting ? (
        <InviteAccount
          onClose={() => setInviting(false)}
          onInvited={() => void queries.invalidateQueries({ queryKey: ACCOUNTS })}
        />
      ) : null}
    </Page>
  );
}

function Filters() {
  const say = useWords('access');
  const search = useSearch({ from: '/inside/accounts' });
  const navigate = useNavigate({ from: '/accounts' });
  const set = (change: object) => void navigate({ search: { ...search, ...change }, replace: true });
  return (
    <div className="pw-form-row" role="search">
      <TextField
        label={say('access:accounts.search')}
        type="search"
        value={search.q ?? ''}
        onChange={(event) => set({ q: event.target.value || undefined })}
      />
      <SelectField
        label={say('access:accounts.role')}
        value={search.role ?? ''}
        choices={[
          { value: '', label: say('access:accounts.anyRole') },
          ...ROLES.map((role) => ({ value: role, label: say(`common:role.${role}`) })),
        ]}
        onChange={(event) => set({ role: event.target.value || undefined })}
      />
      <SelectField
        label={say('access:accounts.state')}
        value={search.state ?? ''}
        choices={[
          { value: '', label: say('access:accounts.anyState') },
          ...STATES.map((state) => ({ value: state, label: say(`access:state.${state}`) })),
        ]}
        onChange={(event) => set({ state: event.target.value || undefined })}
      />
      <CheckField
        label={say('access:accounts.reviewOnly')}
        checked={search.review ?? false}
        onChange={(event) => set({ review: event.target.checked || undefined })}
      />
    </div>
  );
}

function AccountTable({ accounts }: { readonly accounts: readonly Account[] }) {
  const say = useWords('access');
  const heads = ['username', 'name', 'role', 'unit', 'areas', 'state', 'lastSignIn', 'reviewed'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`access:accounts.${head}`)]));
  return (
    <Table caption={say('access:accounts.caption')} hideCaption cards>
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
        {accounts.map((account) => (
          <tr key={account.id}>
            <th scope="row" data-name={names.username}>
              <Link to="/accounts/$accountId" params={{ accountId: account.id }}>
                {account.username}
              </Link>
            </th>
            <td data-name={names.name}>{account.displayName}</td>
            <td data-name={names.role}>
              {account.roles.map((role) => say(`common:role.${role}`)).join(', ') || '–'}
            </td>
            <td data-name={names.unit}>
              {[account.unitName, account.divisionName].filter((name) => name !== null).join(' · ') || '–'}
            </td>
            <td data-name={names.areas}>
              {account.roles.some(isAreaRole)
                ? account.areas.join(', ') || say('access:accounts.allAreas')
                : '–'}
            </td>
            <td data-name={names.state}>
              <AccountState state={account.state} secondFactor={account.secondFactor} />
            </td>
            <td data-name={names.lastSignIn}>
              {account.lastSignInAt === null ? say('access:accounts.never') : showDate(account.lastSignInAt)}
            </td>
            <td data-name={names.reviewed}>
              {account.reviewedAt === null ? '–' : showDate(account.reviewedAt)}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
