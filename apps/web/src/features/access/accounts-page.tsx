import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { isAreaRole } from '@parix/workflow';
import { useState } from 'react';
import { call, type Answer } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Paged } from '../../states/paged.tsx';
import { Button, Dialog, Empty, Notice, Page, Table, Tag } from '../../ui/index.ts';
import { CreateAccount } from './create-account.tsx';

type Account = Answer<'listAccounts'>['items'][number];
const ACCOUNTS = ['accounts'] as const;

export function AccountsPage() {
  const say = useWords('access');
  const queries = useQueryClient();
  const [creating, setCreating] = useState(false);
  const [created, setCreated] = useState('');
  const accounts = useInfiniteQuery({
    queryKey: ACCOUNTS,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listAccounts', { query: { cursor: pageParam || undefined }, signal }),
    getNextPageParam: (last) => last.next,
  });
  return (
    <Page
      title={say('access:accounts.title')}
      lead={say('access:accounts.lead')}
      actions={<Button onClick={() => setCreating(true)}>{say('access:create.open')}</Button>}
    >
      {created ? <Notice tone="good">{say('access:create.done', { username: created })}</Notice> : null}
      <Paged query={accounts} empty={<Empty title={say('access:accounts.empty')} />}>
        {(items: readonly Account[]) => <AccountTable accounts={items} />}
      </Paged>
      {creating ? (
        <CreateAccount
          onClose={() => setCreating(false)}
          onCreated={(username) => {
            setCreating(false);
            setCreated(username);
            void queries.invalidateQueries({ queryKey: ACCOUNTS });
          }}
        />
      ) : null}
    </Page>
  );
}

function AccountTable({ accounts }: { readonly accounts: readonly Account[] }) {
  const say = useWords('access');
  const [disabling, setDisabling] = useState<Account | null>(null);
  const heads = ['username', 'name', 'role', 'unit', 'areas', 'state', 'act'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`access:accounts.${head}`)]));
  return (
    <>
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
                <span>{account.username}</span>
              </th>
              <td data-name={names.name}>{account.displayName}</td>
              <td data-name={names.role}>
                {account.roles.map((role) => say(`common:role.${role}`)).join(', ')}
              </td>
              <td data-name={names.unit}>{account.unitName ?? '–'}</td>
              <td data-name={names.areas}>
                {account.roles.some(isAreaRole)
                  ? account.areas.join(', ') || say('access:accounts.allAreas')
                  : '–'}
              </td>
              <td data-name={names.state}>
                <span>
                  <Tag tone={account.disabled ? 'bad' : 'good'}>
                    {say(account.disabled ? 'access:accounts.disabled' : 'access:accounts.active')}
                  </Tag>
                </span>
              </td>
              <td data-name={names.act}>
                {account.disabled ? (
                  '–'
                ) : (
                  <Button
                    look="second"
                    size="small"
                    aria-label={say('access:accounts.disableOf', { username: account.username })}
                    onClick={() => setDisabling(account)}
                  >
                    {say('access:accounts.disable')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {disabling ? <DisableDialog account={disabling} onClose={() => setDisabling(null)} /> : null}
    </>
  );
}

function DisableDialog({ account, onClose }: { readonly account: Account; readonly onClose: () => void }) {
  const say = useWords('access');
  const queries = useQueryClient();
  const disable = useMutation({
    mutationFn: () => call('disableAccount', { params: { accountId: account.id } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ACCOUNTS });
      onClose();
    },
  });
  return (
    <Dialog title={say('access:accounts.disableTitle', { username: account.username })} onClose={onClose}>
      <p>{say('access:accounts.disableText')}</p>
      {disable.isError ? <Failure error={disable.error} /> : null}
      <div className="pw-actions">
        <Button
          look="danger"
          busy={disable.isPending && say('access:accounts.disabling')}
          onClick={() => disable.mutate()}
        >
          {say('access:accounts.disable')}
        </Button>
        <Button look="second" onClick={onClose}>
          {say('common:cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
