import type { RemediationPlan } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog, TextArea } from '../../ui/index.ts';
import type { PlanProps } from './plan-section.tsx';

type Act = Exclude<RemediationPlan['acts'][number], 'opened'>;

/** What the person may do with the plan as a whole now. */
export function PlanActs(props: PlanProps) {
  const say = useWords('remediation');
  const [act, setAct] = useState<Act | null>(null);
  const acts = props.plan.acts.filter((kind): kind is Act => kind !== 'opened');
  if (acts.length === 0) return null;
  return (
    <div className="pw-actions">
      {acts.map((kind) => (
        <Button key={kind} look={kind === 'returned' ? 'second' : 'main'} onClick={() => setAct(kind)}>
          {say(`remediation:act.${kind}`)}
        </Button>
      ))}
      {act ? <ActDialog {...props} kind={act} onClose={() => setAct(null)} /> : null}
    </div>
  );
}

function ActDialog(props: PlanProps & { readonly kind: Act; readonly onClose: () => void }) {
  const say = useWords('remediation');
  const queries = useQueryClient();
  const { kind, onClose } = props;
  const [reason, setReason] = useState('');
  const needsReason = kind === 'returned';
  const run = useMutation({
    mutationFn: () => send(props, kind, reason.trim()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['remediation'] });
      onClose();
    },
    onError: () => void queries.invalidateQueries({ queryKey: ['remediation'] }),
  });
  return (
    <Dialog title={say(`remediation:act.${kind}`)} onClose={onClose}>
      {run.isError ? <Failure error={run.error} /> : null}
      <p>{say(`remediation:actText.${kind}`)}</p>
      {needsReason ? (
        <TextArea
          label={say('remediation:actReason')}
          required
          maxLength={4000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      ) : null}
      <div className="pw-actions">
        <Button
          disabled={needsReason && reason.trim() === ''}
          busy={run.isPending && say('remediation:busy')}
          onClick={() => run.mutate()}
        >
          {say(`remediation:act.${kind}`)}
        </Button>
        <Button look="second" onClick={onClose}>
          {say('common:cancel')}
        </Button>
      </div>
    </Dialog>
  );
}

function send({ remediation, plan }: PlanProps, kind: Act, reason: string) {
  const { roundId, unitId } = remediation;
  const params = { roundId, unitId, number: String(plan.number) };
  const { sequence } = plan;
  switch (kind) {
    case 'sent':
      return call('sendRemediationPlan', { params, body: { sequence } });
    case 'approved':
      return call('approveRemediationPlan', { params, body: { sequence } });
    case 'returned':
      return call('returnRemediationPlan', { params, body: { sequence, reason } });
  }
}
