import type { Card } from '@parix/api-contract';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Notice } from '../../ui/index.ts';
import { useRenewAssignments } from './assignments-queries.ts';

/** Takes over who filled what in the round before; tells what could not be taken over. */
export function CopyAssignments({ card }: { readonly card: Card }) {
  const say = useWords('assignments');
  const renew = useRenewAssignments();
  const copy = useMutation({
    mutationFn: () =>
      call('copyAssignments', { params: { roundId: card.roundId, unitId: card.unitId }, body: {} }),
    onSuccess: () => renew(),
  });
  return (
    <div className="pw-stack">
      <div className="pw-actions">
        <Button
          look="second"
          busy={copy.isPending && say('assignments:working')}
          onClick={() => copy.mutate()}
        >
          {say('assignments:copy')}
        </Button>
      </div>
      {copy.isError ? <Failure error={copy.error} /> : null}
      {copy.data ? (
        <Notice
          tone={copy.data.skipped.length > 0 ? 'warning' : 'good'}
          title={say('assignments:copied', {
            round: copy.data.fromRoundId,
            assigned: copy.data.assigned,
            unchanged: copy.data.unchanged,
          })}
        >
          <ul>
            {copy.data.skipped.map((one) => (
              <li key={`${one.itemId} ${one.name}`}>
                {one.itemId}: {one.name} – {say(`assignments:skipped.${one.why}`)}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </div>
  );
}
