import type { InspectionVisit } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { session } from '../../api/session-state.ts';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Notice } from '../../ui/index.ts';
import { deviceOwner } from '../../drafts/device-owner.ts';
import { deviceStore } from './device-store.ts';
import { openLocal } from './local-visit.ts';
import { prepareShell } from './offline-shell.ts';

/** Takes visits onto this device with everything that they need without a network. */
export function TakeAlong({ visits }: { readonly visits: readonly InspectionVisit[] }) {
  const say = useWords('inspections');
  const { id: account } = useAccount();
  const queries = useQueryClient();
  const take = useMutation({
    mutationFn: async () => {
      for (const { unitId, id: visitId } of visits) {
        const visit = await call('getInspectionVisit', { params: { unitId, visitId } });
        const before = await deviceStore.getVisit(account, visitId);
        const now = new Date(session.now()).toISOString();
        await deviceStore.putVisit(openLocal(account, visit, now, before));
      }
      deviceOwner.set(account);
      await queries.invalidateQueries({ queryKey: ['device-visits'] });
      return prepareShell();
    },
  });
  return (
    <>
      <div className="pw-actions">
        <Button
          look="second"
          busy={take.isPending && say('inspections:taking')}
          onClick={() => take.mutate()}
        >
          {say('inspections:takeAlong', { number: visits.length })}
        </Button>
        {take.data ? (
          // A whole page, so that it is the device's own copy that opens.
          <a href="/field-visits">{say('inspections:openOnDevice')}</a>
        ) : null}
      </div>
      {take.isError ? <Failure error={take.error} /> : null}
      {take.data ? (
        <Notice
          tone={take.data === 'ready' ? 'good' : 'warning'}
          title={say(`inspections:shell.${take.data}`)}
        />
      ) : null}
    </>
  );
}
