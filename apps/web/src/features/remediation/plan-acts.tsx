import type { RemediationPlan } from '@parix/api-contract';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ActDialog } from '../../states/act-dialog.tsx';
import { Button } from '../../ui/index.ts';
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
      {act ? <PlanActDialog {...props} kind={act} onClose={() => setAct(null)} /> : null}
    </div>
  );
}

function PlanActDialog(props: PlanProps & { readonly kind: Act; readonly onClose: () => void }) {
  const say = useWords('remediation');
  const { kind, onClose } = props;
  return (
    <ActDialog
      title={say(`remediation:act.${kind}`)}
      act={say(`remediation:act.${kind}`)}
      busy={say('remediation:busy')}
      reason={kind === 'returned' ? { label: say('remediation:actReason'), maxLength: 4000 } : null}
      run={(reason) => send(props, kind, reason)}
      renews={['remediation']}
      onClose={onClose}
    >
      <p>{say(`remediation:actText.${kind}`)}</p>
    </ActDialog>
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
