import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Section } from '../../ui/index.ts';
import { DelegateDialog } from './delegate-dialog.tsx';
import { DelegationList } from './delegation-list.tsx';
import type { UnitPerson } from './unit-people-page.tsx';

/** Who does whose work in the unit for a time. Own work is delegated on the own account’s page. */
export function UnitDelegations({
  unitId,
  people,
}: {
  readonly unitId: string;
  readonly people: readonly UnitPerson[];
}) {
  const say = useWords('access');
  const me = useAccount();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const key = ['delegations', unitId];
  const delegations = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call('listDelegations', { params: { unitId }, signal }),
  });
  const refresh = () => queries.invalidateQueries({ queryKey: key });
  const revoke = useMutation({
    mutationFn: (delegationId: string) => call('revokeDelegation', { params: { unitId, delegationId } }),
    onSettled: refresh,
  });
  const manageable = new Set(people.filter((person) => person.manageable).map(({ id }) => id));
  const able = people.filter(({ state }) => state === 'active' || state === 'invited');
  return (
    <Section title={say('access:delegations.inUnit')}>
      {revoke.isError ? <Failure error={revoke.error} /> : null}
      <Loaded query={delegations}>
        {({ items }) => (
          <DelegationList
            delegations={items}
            mayRevoke={({ from }) => manageable.has(from.id) || from.id === me.id}
            onRevoke={(id) => revoke.mutate(id)}
          />
        )}
      </Loaded>
      <div className="pw-actions">
        <Button look="second" onClick={() => setAsking(true)}>
          {say('access:delegations.addInUnit')}
        </Button>
      </div>
      {asking ? (
        <DelegateDialog
          from={able.filter(({ id }) => manageable.has(id))}
          people={able.filter(({ id }) => id !== me.id)}
          send={(body) => call('createDelegation', { params: { unitId }, body })}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            void refresh();
          }}
        />
      ) : null}
    </Section>
  );
}
