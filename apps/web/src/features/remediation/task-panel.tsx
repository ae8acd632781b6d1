import type { RemediationTask, UnitRemediation } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { EvidenceList } from '../../evidence-parts/evidence-list.tsx';
import { showDate, showInstant } from '../../format/dates.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog } from '../../ui/index.ts';
import { CheckForm } from './check-form.tsx';
import { ClaimForm } from './claim-form.tsx';
import { TaskForm } from './task-form.tsx';
import { TaskMarks } from './task-marks.tsx';

export interface TaskProps {
  readonly remediation: UnitRemediation;
  readonly task: RemediationTask;
}
type Act = 'edit' | 'remove' | 'claim' | 'check';

/** One shortcoming, what is done about it, and what became of that. */
export function TaskPanel({ remediation, task }: TaskProps) {
  const say = useWords('remediation');
  const [act, setAct] = useState<Act | null>(null);
  const done = () => setAct(null);
  const acts: readonly Act[] = [
    ...(task.editable ? (['edit', 'remove'] as const) : []),
    ...(task.claimable ? (['claim'] as const) : []),
    ...(task.checkable ? (['check'] as const) : []),
  ];
  return (
    <article
      className="pw-section"
      aria-labelledby={`task-${task.id}`}
      data-task={task.itemId ?? task.source}
    >
      <h3 id={`task-${task.id}`}>{titleOf(task)}</h3>
      <p>
        <TaskMarks task={task} />
      </p>
      <Repeats task={task} />
      <TaskFacts task={task} />
      <TaskStory remediation={remediation} task={task} />
      {acts.length === 0 ? null : (
        <div className="pw-actions">
          {acts.map((each) => (
            <Button
              key={each}
              look={each === 'remove' ? 'quiet' : each === 'edit' ? 'second' : 'main'}
              onClick={() => setAct(each)}
            >
              {say(`remediation:${each}`)}
            </Button>
          ))}
        </div>
      )}
      {act ? <ActDialog remediation={remediation} task={task} act={act} onDone={done} /> : null}
    </article>
  );
}

const titleOf = ({ itemId, itemName, shortcoming }: RemediationTask): string =>
  itemId === null ? shortcoming.slice(0, 120) : `${itemId} ${itemName ?? ''}`;

function ActDialog(props: TaskProps & { readonly act: Act; readonly onDone: () => void }) {
  const say = useWords('remediation');
  const { remediation, task, act, onDone } = props;
  const what = titleOf(task);
  const titles = {
    edit: say('remediation:editOf', { what }),
    remove: say('remediation:remove'),
    claim: say('remediation:claim'),
    check: say('remediation:checkOf', { what }),
  };
  const params = { unitId: remediation.unitId, taskId: task.id };
  return (
    <Dialog title={titles[act]} onClose={onDone}>
      {act === 'edit' ? (
        <TaskForm
          remediation={remediation}
          task={task}
          send={(body) => call('saveRemediationTask', { params, ifMatch: task.version, body })}
          onDone={onDone}
        />
      ) : act === 'remove' ? (
        <RemoveTask {...props} />
      ) : act === 'claim' ? (
        <ClaimForm remediation={remediation} task={task} onDone={onDone} />
      ) : (
        <CheckForm remediation={remediation} task={task} onDone={onDone} />
      )}
    </Dialog>
  );
}

function RemoveTask({ remediation, task, onDone }: TaskProps & { readonly onDone: () => void }) {
  const say = useWords('remediation');
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () =>
      call('removeRemediationTask', {
        params: { unitId: remediation.unitId, taskId: task.id },
        ifMatch: task.version,
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['remediation'] });
      onDone();
    },
  });
  return (
    <>
      {remove.isError ? <Failure error={remove.error} /> : null}
      <p>{say('remediation:removeText')}</p>
      <div className="pw-actions">
        <Button
          look="danger"
          busy={remove.isPending && say('remediation:busy')}
          onClick={() => remove.mutate()}
        >
          {say('remediation:remove')}
        </Button>
        <Button look="second" onClick={onDone}>
          {say('common:cancel')}
        </Button>
      </div>
    </>
  );
}

function Repeats({ task: { repeats } }: Pick<TaskProps, 'task'>) {
  const say = useWords('remediation');
  if (!repeats) return null;
  const { roundId, roundTitle, unitId, state } = repeats;
  return (
    <p>
      <Link to="/rounds/$roundId/remediation/$unitId" params={{ roundId, unitId }}>
        {say('remediation:repeatedOf', { round: roundTitle, state: say(`remediation:state.${state}`) })}
      </Link>
    </p>
  );
}

function TaskFacts({ task }: Pick<TaskProps, 'task'>) {
  const say = useWords('remediation');
  const language = useLanguage();
  const lost =
    task.lostPoints === null
      ? say(`remediation:source.${task.source}`)
      : say('remediation:lost', { points: showNumber(task.lostPoints, language) });
  const texts = [
    ...(task.itemId === null ? [] : [['shortcoming', task.shortcoming] as const]),
    ...(task.said !== null && task.said !== task.shortcoming ? [['said', task.said] as const] : []),
    ['measure', task.measure || say('remediation:missing')] as const,
  ];
  const facts = [
    [say('remediation:area'), task.areaName === null ? '–' : `${task.areaId ?? ''} ${task.areaName}`],
    [say('remediation:product'), task.product || say('remediation:missing')],
    [say('remediation:owner'), task.owner?.name ?? say('remediation:ownerNone')],
    [say('remediation:dueOn'), task.dueOn === null ? say('remediation:missing') : showDate(task.dueOn)],
  ] as const;
  return (
    <>
      <p className="pw-soft">{lost}</p>
      {texts.map(([name, text]) => (
        <p key={name} className="pw-prewrap">
          <strong>{say(`remediation:${name}`)}:</strong> {text}
        </p>
      ))}
      <dl className="pw-facts">
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="pw-prewrap">{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function TaskStory({ remediation, task }: TaskProps) {
  const say = useWords('remediation');
  if (task.events.length === 0) return null;
  const item = itemOf(remediation, task);
  return (
    <ol className="pw-stack-tight">
      {task.events.map(({ sequence, kind, at, by, note, evidence }) => (
        <li key={sequence}>
          {say(`remediation:taskEvent.${kind}`, { by: by ?? '–', at: showInstant(at) })}
          {note ? <p className="pw-prewrap">{note}</p> : null}
          {evidence.length > 0 ? (
            <EvidenceList
              item={item}
              links={evidence}
              disabled
              faultOf={() => null}
              onChange={() => undefined}
              onLeave={() => undefined}
            />
          ) : null}
        </li>
      ))}
    </ol>
  );
}

/** What documents are shown beside; a task about no item has none that an earlier round used. */
export const itemOf = ({ roundId, unitId }: UnitRemediation, { itemId }: RemediationTask) => ({
  roundId,
  unitId,
  itemId: itemId ?? '-',
});
