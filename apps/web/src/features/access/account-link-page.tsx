import type { Me } from '@parix/api-contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { call, type Answer } from '../../api/call.ts';
import { session } from '../../api/session-state.ts';
import { ME_KEY } from '../../api/use-me.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Notice, Waiting } from '../../ui/index.ts';
import { Entrance } from './entrance.tsx';
import { ChoosePassword } from './choose-password.tsx';

type LinkFacts = Answer<'readLink'>;

/**
 * What a mailed link opens. Its token stands behind the # of the address, which browsers send nowhere; it is taken
 * off the address bar, so that it stays in no history and on no screenshot.
 */
export function AccountLinkPage() {
  const say = useWords('access');
  const [token] = useState(() => window.location.hash.slice(1));
  useEffect(() => window.history.replaceState(window.history.state, '', window.location.pathname), []);
  const link = useQuery({
    queryKey: ['account-link', token],
    queryFn: ({ signal }) => call('readLink', { body: { token }, signal }),
    enabled: /^[\w-]{43}$/.test(token),
    retry: false,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  if (!/^[\w-]{43}$/.test(token)) {
    return (
      <Entrance title={say('access:link.title')}>
        <Notice tone="bad" title={say('access:link.broken')}>
          {say('access:link.brokenNext')}
        </Notice>
      </Entrance>
    );
  }
  return (
    <Entrance title={say(link.data ? `access:link.${link.data.kind}` : 'access:link.title')}>
      {link.isPending ? <Waiting /> : null}
      {link.isError ? <Failure error={link.error} again={() => void link.refetch()} /> : null}
      {link.data ? <Open token={token} facts={link.data} /> : null}
      <p>
        <Link to="/sign-in">{say('access:forgot.back')}</Link>
      </p>
    </Entrance>
  );
}

function Open({ token, facts }: { readonly token: string; readonly facts: LinkFacts }) {
  const say = useWords('access');
  const values = { username: facts.username, name: facts.displayName, until: showInstant(facts.expiresAt) };
  return (
    <>
      <p>{say(`access:link.${facts.kind}-text`, values)}</p>
      {facts.kind === 'email-change' ? (
        <ConfirmEmail token={token} email={facts.email ?? ''} />
      ) : (
        <NewPassword token={token} facts={facts} />
      )}
    </>
  );
}

function NewPassword({ token, facts }: { readonly token: string; readonly facts: LinkFacts }) {
  const say = useWords('access');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const enter = (me: Me) => {
    session.begin(me);
    queries.setQueryData(ME_KEY, me);
    void navigate({ to: me.state === 'open' ? '/' : '/sign-in', replace: true });
  };
  const choose = useMutation({
    mutationFn: async (password: string) => {
      if (facts.kind === 'invitation')
        return enter(await call('acceptInvitation', { body: { token, password } }));
      await call('resetPassword', { body: { token, password } });
      await navigate({ to: '/sign-in', search: { done: 'password' }, replace: true });
    },
  });
  return (
    <ChoosePassword
      username={facts.username}
      minLength={facts.minLength}
      submit={say(
        facts.kind === 'invitation' ? 'access:link.invitation-submit' : 'access:link.password-reset-submit',
      )}
      busy={choose.isPending}
      error={choose.error}
      onChosen={(password) => choose.mutate(password)}
    />
  );
}

function ConfirmEmail({ token, email }: { readonly token: string; readonly email: string }) {
  const say = useWords('access');
  const confirm = useMutation({ mutationFn: () => call('confirmEmail', { body: { token } }) });
  if (confirm.data) {
    return <Notice tone="good">{say('access:link.emailDone', { email: confirm.data.email })}</Notice>;
  }
  return (
    <div className="pw-stack">
      {confirm.isError ? <Failure error={confirm.error} /> : null}
      <p>
        <strong>{email}</strong>
      </p>
      <div className="pw-actions">
        <Button busy={confirm.isPending && say('common:proof.busy')} onClick={() => confirm.mutate()}>
          {say('access:link.email-submit')}
        </Button>
      </div>
    </div>
  );
}
