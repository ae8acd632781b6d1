import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { isUnitRole } from '@parix/workflow';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Section } from '../../ui/index.ts';
import { DelegateDialog } from './delegate-dialog.tsx';
import { DelegationList } from './delegation-list.tsx';

const OWN = ['own-delegations'] as const;

/** Who does the person’s work for a time, and whose work they do. Only for those who have work in a unit. */
export function OwnDelegations() {
  const say = useWords('access');
  const account = useAccount();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const inUnit = account.unitId !== null && account.roles.some(isUnitRole);
  const delegations = useQuery({
    queryKey: OWN,
    queryFn: ({ signal }) => call('listOwnDelegations', { signal }),
    enabled: account.unitId !== null,
  });
  const colleagues = useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => call('listColleagues', { signal }),
    enabled: asking,
  });
  const refresh = () => queries.invalidateQueries({ queryKey: OWN });
  const revoke = useMutation({
    mutationFn: (delegationId: string) => call('revokeOwnDelegation', { params: { delegationId } }),
    onSettled: refresh,
  });
  if (!inUnit) return null;
  return (
    <Section title={say('access:delegations.title')}>
      <p className="pw-soft">{say('access:delegations.text')}</p>
      {revoke.isError ? <Failure error={revoke.error} /> : null}
      <Loaded query={delegations}>
        {({ items }) => (
          <DelegationList
            delegations={items}
            mayRevoke={({ from }) => from.id === account.id}
            onRevoke={(id) => revoke.mutate(id)}
          />
        )}
      </Loaded>
      <div className="pw-actions">
        <Button look="second" onClick={() => setAsking(true)}>
          {say('access:delegations.add')}
        </Button>
      </div>
      {asking && colleagues.isError ? <Failure error={colleagues.error} /> : null}
      {asking && colleagues.data ? (
        <DelegateDialog
          people={colleagues.data.items}
          send={({ toAccountId, ...span }) => call('delegateOwnWork', { body: { toAccountId, ...span } })}
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
