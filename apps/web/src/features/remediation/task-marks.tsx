import type { ListedTask, RemediationSummary, RemediationTask } from '@parix/api-contract';
import type { TaskState } from '@parix/workflow';
import { useWords } from '../../i18n/use-words.ts';
import { Tag, type TagTone } from '../../ui/index.ts';

const TONES: Readonly<Record<TaskState, TagTone>> = {
  open: 'plain',
  claimed: 'warning',
  fixed: 'good',
  'not-fixed': 'bad',
};

/** Where a task stands, whether it is late, and whether the shortcoming has come back. */
export function TaskMarks({ task }: { readonly task: RemediationTask | ListedTask }) {
  const say = useWords('remediation');
  return (
    <>
      <Tag tone={TONES[task.state]}>{say(`remediation:state.${task.state}`)}</Tag>{' '}
      {task.overdue ? <Tag tone="bad">{say('remediation:overdue', { number: task.daysLate })}</Tag> : null}{' '}
      {task.repeats ? <Tag tone="warning">{say('remediation:repeated')}</Tag> : null}
    </>
  );
}

const PLAN_TONES = { draft: 'warning', sent: 'warning', approved: 'good' } as const;

export function PlanMark({ state }: Pick<RemediationSummary, 'state'>) {
  const say = useWords('remediation');
  return (
    <Tag tone={state === null ? 'plain' : PLAN_TONES[state]}>
      {say(`remediation:planState.${state ?? 'none'}`)}
    </Tag>
  );
}
