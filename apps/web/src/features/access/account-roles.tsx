import { ROLES, type Role } from '@parix/workflow';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useServerNow } from '../../api/use-me.ts';
import { instantOfField, showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog, Empty, Section, SelectField, Table, Tag, TextField } from '../../ui/index.ts';
import { accountKey, type AccountDetail } from './account-page.tsx';
import { ACCOUNTS } from './accounts-page.tsx';

type Grant = AccountDetail['grants'][number];

/** Roles with their time, those that have ended included; each change acts at once. */
export function AccountRoles({ account }: { readonly account: AccountDetail }) {
  const say = useWords('access');
  const queries = useQueryClient();
  const [giving, setGiving] = useState(false);
  const [ending, setEnding] = useState<Grant | null>(null);
  const done = () => {
    setGiving(false);
    setEnding(null);
    void queries.invalidateQueries({ queryKey: accountKey(account.id) });
    void queries.invalidateQueries({ queryKey: ACCOUNTS });
  };
  return (
    <Section
      title={say('access:roles.title')}
      actions={
        <Button look="second" onClick={() => setGiving(true)}>
          {say('access:roles.give')}
        </Button>
      }
    >
      {account.grants.length === 0 ? (
        <Empty title={say('access:roles.none')} />
      ) : (
        <GrantTable grants={account.grants} onEnd={setEnding} />
      )}
      {giving ? <GiveRole accountId={account.id} onClose={() => setGiving(false)} onDone={done} /> : null}
      {ending ? (
        <EndRole accountId={account.id} grant={ending} onClose={() => setEnding(null)} onDone={done} />
      ) : null}
    </Section>
  );
}

function GrantTable({
  grants,
  onEnd,
}: {
  readonly grants: readonly Grant[];
  readonly onEnd: (grant: Grant) => void;
}) {
  const say = useWords('access');
  const now = useServerNow(30);
  const heads = ['role', 'from', 'to', 'act'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`access:roles.${head}`)]));
  const stateOf = ({ startsAt, endsAt }: Grant): 'held' | 'coming' | 'over' => {
    if (endsAt !== null && (Date.parse(endsAt) <= now || endsAt === startsAt)) return 'over';
    return Date.parse(startsAt) > now ? 'coming' : 'held';
  };
  return (
    <Table caption={say('access:roles.title')} hideCaption cards>
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
        {grants.map((grant) => (
          <tr key={grant.id}>
            <th scope="row" data-name={names.role}>
              <span>
                {say(`common:role.${grant.role}`)}{' '}
                <Tag tone={stateOf(grant) === 'held' ? 'good' : 'plain'}>
                  {say(`access:roles.${stateOf(grant)}`)}
                </Tag>
                {grant.bySignOn ? ` ${say('access:roles.bySignOn')}` : ''}
              </span>
            </th>
            <td data-name={names.from}>{showInstant(grant.startsAt)}</td>
            <td data-name={names.to}>
              {grant.endsAt === null ? say('access:roles.open') : showInstant(grant.endsAt)}
            </td>
            <td data-name={names.act}>
              {stateOf(grant) === 'over' ? (
                '–'
              ) : (
                <Button
                  look="second"
                  size="small"
                  aria-label={say('access:roles.endOf', { role: say(`common:role.${grant.role}`) })}
                  onClick={() => onEnd(grant)}
                >
                  {say('access:roles.end')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const roleOf = (value: string): Role => ROLES.find((role) => role === value) ?? 'viewer';

interface DialogProps {
  readonly accountId: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function GiveRole({ accountId, onClose, onDone }: DialogProps) {
  const say = useWords('access');
  const [draft, setDraft] = useState({ role: 'viewer' as Role, starts: '', ends: '' });
  const [checked, setChecked] = useState(false);
  const startsAt = instantOfField(draft.starts);
  const endsAt = instantOfField(draft.ends);
  const give = useMutation({
    mutationFn: () =>
      call('grantRole', {
        params: { accountId },
        body: { role: draft.role, startsAt: startsAt ?? null, endsAt: endsAt ?? null },
      }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (startsAt !== undefined && endsAt !== undefined && !give.isPending) give.mutate();
  };
  return (
    <Dialog title={say('access:roles.give')} onClose={onClose}>
      <form className="pw-form" onSubmit={submit} noValidate>
        {give.isError ? <Failure error={give.error} /> : null}
        <SelectField
          label={say('access:roles.role')}
          value={draft.role}
          choices={ROLES.map((role) => ({ value: role, label: say(`common:role.${role}`) }))}
          onChange={(event) => setDraft({ ...draft, role: roleOf(event.target.value) })}
        />
        <TextField
          label={say('access:roles.starts')}
          hint={say('access:roles.startsHint')}
          fault={checked && startsAt === undefined ? say('access:roles.instantFault') : null}
          value={draft.starts}
          onChange={(event) => setDraft({ ...draft, starts: event.target.value })}
        />
        <TextField
          label={say('access:roles.ends')}
          hint={say('access:roles.endsHint')}
          fault={checked && endsAt === undefined ? say('access:roles.instantFault') : null}
          value={draft.ends}
          onChange={(event) => setDraft({ ...draft, ends: event.target.value })}
        />
        <div className="pw-actions">
          <Button type="submit" busy={give.isPending && say('access:own.saving')}>
            {say('access:roles.give')}
          </Button>
          <Button look="second" onClick={onClose}>
            {say('common:cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function EndRole({ accountId, grant, onClose, onDone }: DialogProps & { readonly grant: Grant }) {
  const say = useWords('access');
  const [ends, setEnds] = useState('');
  const [checked, setChecked] = useState(false);
  const endsAt = instantOfField(ends);
  const end = useMutation({
    mutationFn: () =>
      call('endRole', { params: { accountId, grantId: grant.id }, body: { endsAt: endsAt ?? null } }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (endsAt !== undefined && !end.isPending) end.mutate();
  };
  return (
    <Dialog title={say('access:roles.endOf', { role: say(`common:role.${grant.role}`) })} onClose={onClose}>
      <form className="pw-form" onSubmit={submit} noValidate>
        {end.isError ? <Failure error={end.error} /> : null}
        <TextField
          label={say('access:roles.ends')}
          hint={say('access:roles.endNowHint')}
          fault={checked && endsAt === undefined ? say('access:roles.instantFault') : null}
          value={ends}
          onChange={(event) => setEnds(event.target.value)}
        />
        <div className="pw-actions">
          <Button type="submit" look="danger" busy={end.isPending && say('access:own.saving')}>
            {say('access:roles.end')}
          </Button>
          <Button look="second" onClick={onClose}>
            {say('common:cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
