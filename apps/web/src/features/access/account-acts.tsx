import { isUnitRole } from '@parix/workflow';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog, Notice, Section } from '../../ui/index.ts';
import { accountKey, type AccountDetail } from './account-page.tsx';
import { ACCOUNTS } from './accounts-page.tsx';
import { HandedLink } from './handed-link.tsx';
import { SubstituteDialog } from './substitute-dialog.tsx';

type Act = 'disable' | 'enable' | 'unlock' | 'endSessions' | 'review' | 'resetFactors';

/** What an administrator does about somebody’s sign-in; what cannot be undone by the person is asked first. */
export function AccountActs({ account }: { readonly account: AccountDetail }) {
  const say = useWords('access');
  const me = useAccount();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<Act | null>(null);
  const [replacing, setReplacing] = useState(false);
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: accountKey(account.id) });
    void queries.invalidateQueries({ queryKey: ACCOUNTS });
  };
  const act = useMutation({
    mutationFn: (name: Act) => CALLS[name](account.id),
    onSuccess: () => {
      setAsking(null);
      refresh();
    },
  });
  const link = useMutation({
    mutationFn: () => call('sendAccountLink', { params: { accountId: account.id } }),
    onSuccess: refresh,
  });
  const others = useQuery({
    queryKey: [...ACCOUNTS, 'of-unit', account.unitId],
    queryFn: ({ signal }) =>
      call('listAccounts', { query: { unitId: account.unitId ?? undefined, limit: 200 }, signal }),
    enabled: replacing,
  });
  const self = me.id === account.id;
  const inUnit = account.unitId !== null && account.roles.some(isUnitRole);
  const open: readonly Act[] = account.disabled
    ? ['enable']
    : [...(self ? [] : (['resetFactors', 'disable'] as const))];
  const simple: readonly Act[] = [
    'review',
    'endSessions',
    ...(account.lockedUntil === null ? [] : (['unlock'] as const)),
  ];
  return (
    <Section title={say('access:acts.title')}>
      {act.isError && asking === null ? <Failure error={act.error} /> : null}
      {act.isSuccess ? <Notice tone="good">{say('access:acts.done')}</Notice> : null}
      {account.lockedUntil === null ? null : (
        <Notice tone="warning" quiet>
          {say('access:acts.locked', { until: showInstant(account.lockedUntil) })}
        </Notice>
      )}
      {link.isError ? <Failure error={link.error} /> : null}
      {link.data ? <HandedLink link={link.data} email={account.email ?? ''} /> : null}
      <div className="pw-actions">
        {account.disabled ? null : (
          <Button
            look="second"
            busy={link.isPending && say('access:own.sending')}
            onClick={() => link.mutate()}
          >
            {say(account.state === 'invited' ? 'access:acts.inviteAgain' : 'access:acts.passwordLink')}
          </Button>
        )}
        {simple.map((name) => (
          <Button key={name} look="second" onClick={() => act.mutate(name)}>
            {say(`access:acts.${name}`)}
          </Button>
        ))}
        {inUnit ? (
          <Button look="second" onClick={() => setReplacing(true)}>
            {say('access:acts.substitute')}
          </Button>
        ) : null}
        {open.map((name) => (
          <Button key={name} look={name === 'enable' ? 'second' : 'danger'} onClick={() => setAsking(name)}>
            {say(`access:acts.${name}`)}
          </Button>
        ))}
      </div>
      {asking ? (
        <Dialog title={say(`access:acts.${asking}`)} onClose={() => setAsking(null)}>
          {act.isError ? <Failure error={act.error} /> : null}
          <p>{say(`access:acts.${asking}-text`, { name: account.displayName })}</p>
          <div className="pw-actions">
            <Button
              look={asking === 'enable' ? 'main' : 'danger'}
              busy={act.isPending && say('access:own.saving')}
              onClick={() => act.mutate(asking)}
            >
              {say(`access:acts.${asking}`)}
            </Button>
            <Button look="second" onClick={() => setAsking(null)}>
              {say('common:cancel')}
            </Button>
          </div>
        </Dialog>
      ) : null}
      {replacing && others.isError ? <Failure error={others.error} /> : null}
      {replacing && others.data ? (
        <SubstituteDialog
          name={account.displayName}
          people={others.data.items.filter(({ id, disabled }) => id !== account.id && !disabled)}
          send={(body) => call('substituteAccount', { params: { accountId: account.id }, body })}
          onClose={() => setReplacing(false)}
          onDone={refresh}
        />
      ) : null}
    </Section>
  );
}

const CALLS: Readonly<Record<Act, (accountId: string) => Promise<unknown>>> = {
  disable: (accountId) => call('disableAccount', { params: { accountId } }),
  enable: (accountId) => call('enableAccount', { params: { accountId } }),
  unlock: (accountId) => call('unlockAccount', { params: { accountId } }),
  endSessions: (accountId) => call('endAccountSessions', { params: { accountId } }),
  review: (accountId) => call('reviewAccount', { params: { accountId } }),
  resetFactors: (accountId) => call('resetFactors', { params: { accountId } }),
};
