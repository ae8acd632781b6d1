import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { signInWaysQuery } from '../../api/queries.ts';
import { ME_KEY } from '../../api/use-me.ts';
import { showDate, showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog, Notice, Section, Tag } from '../../ui/index.ts';
import { AddPasskey } from './add-passkey.tsx';
import { type OwnAccount, ownAccountQuery } from './own-account-query.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { RemoveFactor, type Removable } from './remove-factor.tsx';
import { RenamePasskey } from './rename-passkey.tsx';
import { SetUpApp } from './set-up-app.tsx';

type Passkey = OwnAccount['passkeys'][number];
type Opened =
  | { readonly what: 'app' | 'passkey' }
  | { readonly what: 'remove'; readonly factor: Removable }
  | { readonly what: 'rename'; readonly passkey: Passkey }
  | { readonly what: 'codes'; readonly codes: readonly string[] };

/** Authenticator app, passkeys, recovery codes. */
export function OwnFactors({ own }: { readonly own: OwnAccount }) {
  const say = useWords('access');
  const queries = useQueryClient();
  const ways = useQuery(signInWaysQuery);
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const refresh = () =>
    Promise.all(
      [ownAccountQuery.queryKey, ME_KEY].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
  const added = (codes: readonly string[] | null) => {
    setOpened(codes ? { what: 'codes', codes } : null);
    void refresh();
  };
  const has = own.totp !== null || own.passkeys.length > 0;
  const last = (own.totp ? 1 : 0) + own.passkeys.length === 1;
  return (
    <Section title={say('access:factors.title')}>
      <p className="pw-soft">
        {say(own.secondFactorRequired ? 'access:factors.required' : 'access:factors.optional')}
      </p>
      <ul className="pw-lines">
        <li className="pw-line">
          <strong>{say('access:factors.app')}</strong>
          {own.totp ? (
            <>
              <Tag tone="good">{say('access:factors.on')}</Tag>
              {say('access:factors.since', { date: showDate(own.totp.since) })}
              <Button
                look="second"
                size="small"
                aria-label={say('access:factors.removeApp')}
                onClick={() => setOpened({ what: 'remove', factor: { kind: 'app', last } })}
              >
                {say('access:factors.remove')}
              </Button>
            </>
          ) : (
            <Button look="second" size="small" onClick={() => setOpened({ what: 'app' })}>
              {say('access:factors.addApp')}
            </Button>
          )}
        </li>
        {own.passkeys.map((passkey) => (
          <PasskeyLine
            key={passkey.id}
            passkey={passkey}
            onRename={() => setOpened({ what: 'rename', passkey })}
            onRemove={() => setOpened({ what: 'remove', factor: { kind: 'passkey', passkey, last } })}
          />
        ))}
      </ul>
      {ways.data?.passkeys ? (
        <div className="pw-actions">
          <Button look="second" onClick={() => setOpened({ what: 'passkey' })}>
            {say('access:factors.addPasskey')}
          </Button>
        </div>
      ) : null}
      {has ? (
        <Codes left={own.recoveryCodes} onMade={(codes) => setOpened({ what: 'codes', codes })} />
      ) : null}
      {opened?.what === 'app' ? (
        <Dialog title={say('access:factors.addApp')} onClose={close}>
          <SetUpApp onAdded={added} />
        </Dialog>
      ) : null}
      {opened?.what === 'passkey' ? (
        <Dialog title={say('access:factors.addPasskey')} onClose={close}>
          <AddPasskey onAdded={added} />
        </Dialog>
      ) : null}
      {opened?.what === 'codes' ? (
        <Dialog title={say('access:codes.label')} onClose={close}>
          <RecoveryCodes codes={opened.codes} username={own.username} />
          <div className="pw-actions">
            <Button onClick={close}>{say('access:codes.kept')}</Button>
          </div>
        </Dialog>
      ) : null}
      {opened?.what === 'remove' ? (
        <RemoveFactor
          own={own}
          factor={opened.factor}
          onClose={close}
          onRemoved={() => (close(), void refresh())}
        />
      ) : null}
      {opened?.what === 'rename' ? (
        <RenamePasskey passkey={opened.passkey} onClose={close} onRenamed={() => (close(), void refresh())} />
      ) : null}
    </Section>
  );
}

function PasskeyLine(props: {
  readonly passkey: Passkey;
  readonly onRename: () => void;
  readonly onRemove: () => void;
}) {
  const say = useWords('access');
  const { name, createdAt, lastUsedAt, backedUp } = props.passkey;
  return (
    <li className="pw-line">
      <strong>{name}</strong> {say(backedUp ? 'access:passkey.synced' : 'access:passkey.device')}{' '}
      <span className="pw-soft">
        {say('access:factors.since', { date: showDate(createdAt) })}
        {lastUsedAt === null ? '' : ` · ${say('access:passkey.used', { at: showInstant(lastUsedAt) })}`}
      </span>
      <Button
        look="second"
        size="small"
        aria-label={say('access:passkey.renameOf', { name })}
        onClick={props.onRename}
      >
        {say('access:passkey.rename')}
      </Button>
      <Button
        look="second"
        size="small"
        aria-label={say('access:passkey.removeOf', { name })}
        onClick={props.onRemove}
      >
        {say('access:factors.remove')}
      </Button>
    </li>
  );
}

function Codes({
  left,
  onMade,
}: {
  readonly left: number | null;
  readonly onMade: (codes: readonly string[]) => void;
}) {
  const say = useWords('access');
  const queries = useQueryClient();
  const make = useMutation({
    mutationFn: () => call('makeRecoveryCodes', {}),
    onSuccess: ({ recoveryCodes }) => {
      onMade(recoveryCodes);
      void queries.invalidateQueries({ queryKey: ownAccountQuery.queryKey });
    },
  });
  return (
    <div className="pw-stack">
      {make.isError ? <Failure error={make.error} /> : null}
      {(left ?? 0) < 3 ? (
        <Notice tone="warning" quiet>
          {say('access:codes.few', { number: left ?? 0 })}
        </Notice>
      ) : (
        <p>{say('access:codes.left', { number: left ?? 0 })}</p>
      )}
      <div className="pw-actions">
        <Button look="second" busy={make.isPending && say('access:codes.busy')} onClick={() => make.mutate()}>
          {say('access:codes.make')}
        </Button>
      </div>
    </div>
  );
}
