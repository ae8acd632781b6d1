import type { RemediationPlan, UnitRemediation } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { addressOf } from '../../api/request.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog, Section } from '../../ui/index.ts';
import { PlanActs } from './plan-acts.tsx';
import { TaskForm } from './task-form.tsx';
import { PlanMark } from './task-marks.tsx';
import { TaskPanel } from './task-panel.tsx';

export interface PlanProps {
  readonly remediation: UnitRemediation;
  readonly plan: RemediationPlan;
}

/** One plan: where it stands, its tasks, what may be done with it. */
export function PlanSection({ remediation, plan }: PlanProps) {
  const say = useWords('remediation');
  const fixed = plan.tasks.filter(({ state }) => state === 'fixed').length;
  return (
    <>
      <Section
        title={say('remediation:plan', { number: plan.number })}
        actions={<Downloads {...{ remediation, plan }} />}
      >
        <p>
          <PlanMark state={plan.state} /> {say('remediation:tasksOf', { number: plan.tasks.length, fixed })}
        </p>
        {plan.editable ? <DraftActs remediation={remediation} plan={plan} /> : null}
      </Section>
      {plan.tasks.map((task) => (
        <TaskPanel key={task.id} remediation={remediation} task={task} />
      ))}
      <PlanActs remediation={remediation} plan={plan} />
      <Section title={say('remediation:story')}>
        <ol className="pw-stack-tight">
          {plan.events.map(({ sequence, kind, at, by, reason }) => (
            <li key={sequence}>
              {say(`remediation:event.${kind}`, { by: by ?? '–', at: showInstant(at) })}
              {reason ? <p className="pw-prewrap pw-small">{reason}</p> : null}
            </li>
          ))}
        </ol>
      </Section>
    </>
  );
}

const FORMATS = ['docx', 'pdf'] as const;

function Downloads({ remediation: { roundId, unitId }, plan }: PlanProps) {
  const say = useWords('remediation');
  return FORMATS.map((format) => (
    <a
      key={format}
      className="pw-button"
      data-look="second"
      download
      href={addressOf(
        { path: `/rounds/${roundId}/units/${unitId}/remediation/plans/${plan.number}/document/${format}` },
        {},
      )}
    >
      {say(`remediation:document.${format}`)}
    </a>
  ));
}

/** Takes in what came since, or adds a task of the unit's own. */
function DraftActs({ remediation, plan }: PlanProps) {
  const say = useWords('remediation');
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const { roundId, unitId, waiting } = remediation;
  const fill = useMutation({
    mutationFn: () =>
      call('fillRemediationPlan', { params: { roundId, unitId, number: String(plan.number) } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['remediation'] }),
  });
  return (
    <>
      {fill.isError ? <Failure error={fill.error} /> : null}
      {waiting.lostItems + waiting.findings > 0 ? (
        <p>{say('remediation:waiting', { items: waiting.lostItems, findings: waiting.findings })}</p>
      ) : null}
      <div className="pw-actions">
        {waiting.lostItems + waiting.findings > 0 ? (
          <Button
            look="second"
            busy={fill.isPending && say('remediation:busy')}
            onClick={() => fill.mutate()}
          >
            {say('remediation:fill')}
          </Button>
        ) : null}
        <Button look="second" onClick={() => setAdding(true)}>
          {say('remediation:add')}
        </Button>
      </div>
      {adding ? (
        <Dialog title={say('remediation:add')} onClose={() => setAdding(false)}>
          <TaskForm
            remediation={remediation}
            task={null}
            send={(body, areaId) =>
              call('addRemediationTask', {
                params: { roundId, unitId, number: String(plan.number) },
                body: { ...body, areaId },
              })
            }
            onDone={() => setAdding(false)}
          />
        </Dialog>
      ) : null}
    </>
  );
}
