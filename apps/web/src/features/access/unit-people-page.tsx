import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, type Answer } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { showDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Button, Empty, Page, Table } from '../../ui/index.ts';
import { AccountState } from './account-state.tsx';
import { InvitePerson } from './invite-person.tsx';
import { UnitDelegations } from './unit-delegations.tsx';
import { UnitPersonActs } from './unit-person-acts.tsx';

export type UnitPerson = Answer<'listUnitPeople'>['items'][number];

/** People of the own unit, kept by its focal point and its leader; nobody raises anybody beyond themselves here. */
export function UnitPeoplePage() {
  const say = useWords('access');
  const { unitId, unitName } = useAccount();
  const queries = useQueryClient();
  const [inviting, setInviting] = useState(false);
  const key = ['unit-people', unitId];
  const people = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call('listUnitPeople', { params: { unitId: unitId ?? '' }, signal }),
    enabled: unitId !== null,
  });
  const refresh = () => void queries.invalidateQueries({ queryKey: key });
  if (unitId === null) {
    return (
      <Page title={say('access:people.title')}>
        <Empty title={say('access:people.noUnit')} />
      </Page>
    );
  }
  return (
    <Page
      title={say('access:people.title')}
      lead={say('access:people.lead', { unit: unitName ?? '' })}
      actions={<Button onClick={() => setInviting(true)}>{say('access:people.invite')}</Button>}
      wide
    >
      <Loaded query={people}>
        {({ items }) => (
          <>
            <PeopleTable unitId={unitId} people={items} onChanged={refresh} />
            <UnitDelegations unitId={unitId} people={items} />
          </>
        )}
      </Loaded>
      {inviting ? (
        <InvitePerson unitId={unitId} onClose={() => setInviting(false)} onInvited={refresh} />
      ) : null}
    </Page>
  );
}

function PeopleTable({
  unitId,
  people,
  onChanged,
}: {
  readonly unitId: string;
  readonly people: readonly UnitPerson[];
  readonly onChanged: () => void;
}) {
  const say = useWords('access');
  const heads = ['name', 'username', 'role', 'division', 'state', 'lastSignIn', 'act'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`access:accounts.${head}`)]));
  return (
    <Table caption={say('access:people.title')} hideCaption cards>
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
        {people.map((person) => (
          <tr key={person.id}>
            <th scope="row" data-name={names.name}>
              <span>{person.displayName}</span>
            </th>
            <td data-name={names.username}>{person.username}</td>
            <td data-name={names.role}>
              {person.roles.map((role) => say(`common:role.${role}`)).join(', ') || '–'}
            </td>
            <td data-name={names.division}>{person.divisionName ?? '–'}</td>
            <td data-name={names.state}>
              <AccountState state={person.state} />
            </td>
            <td data-name={names.lastSignIn}>
              {person.lastSignInAt === null ? say('access:accounts.never') : showDate(person.lastSignInAt)}
            </td>
            <td data-name={names.act}>
              {person.manageable && person.state !== 'disabled' && person.state !== 'dormant' ? (
                <UnitPersonActs unitId={unitId} person={person} people={people} onChanged={onChanged} />
              ) : (
                '–'
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
