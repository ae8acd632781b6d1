import { SECOND_DECISIONS, type ReadingTask, type SetDetail } from '@parix/api-contract';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { call } from '../../api/call.ts';
import { ReadLink } from '../../evidence-parts/linked-document.tsx';
import { readNumber, showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { figureWords } from '../../item-parts/figure-words.ts';
import { itemsInOrder, treeOf } from '../../set-tree/tree.ts';
import { Failure } from '../../states/loaded.tsx';
import { Paged } from '../../states/paged.tsx';
import { Button, Empty, Section, SelectField, TextArea, TextField } from '../../ui/index.ts';
import { readingsKey } from './draw-panel.tsx';

type Item = ReturnType<typeof itemsInOrder>[number];

/** Drawn items that wait for the person's second appraisal; nothing of the first one is shown. */
export function ReadingTasks({ roundId, set }: { readonly roundId: string; readonly set: SetDetail }) {
  const say = useWords('appraisal');
  const items = useMemo(() => new Map(itemsInOrder(treeOf(set)).map((item) => [item.id, item])), [set]);
  const tasks = useInfiniteQuery({
    queryKey: [...readingsKey(roundId), 'tasks'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listReadingTasks', {
        params: { roundId },
        query: { cursor: pageParam || undefined, limit: 20 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
  });
  return (
    <Section title={say('appraisal:secondReadings')}>
      <p className="pw-hint">{say('appraisal:task.text')}</p>
      <Paged
        query={tasks}
        empty={<Empty title={say('appraisal:task.none')}>{say('appraisal:task.noneNext')}</Empty>}
      >
        {(found: readonly ReadingTask[]) =>
          found.map((task) => (
            <Task
              key={`${task.unitId} ${task.itemId}`}
              roundId={roundId}
              task={task}
              item={items.get(task.itemId)}
            />
          ))
        }
      </Paged>
    </Section>
  );
}

function Task(props: {
  readonly roundId: string;
  readonly task: ReadingTask;
  readonly item: Item | undefined;
}) {
  const say = useWords('appraisal');
  const language = useLanguage();
  const { roundId, task, item } = props;
  const { self } = task;
  return (
    <article className="pw-section pw-stack" aria-label={`${task.unitName} ${task.itemId}`}>
      <h3>
        {task.unitName} – <span className="pw-code">{item?.code ?? task.itemId}</span> {item?.name}
      </h3>
      <dl className="pw-pairs">
        {(item?.figures ?? []).map((figure) => (
          <div key={figure.key}>
            <dt>{figure.label}</dt>
            <dd>{figureWords(figure, task.figures[figure.key], say, language)}</dd>
          </div>
        ))}
        <div>
          <dt>{say('appraisal:column.self')}</dt>
          <dd>{self.printedPoints === null ? '–' : showNumber(self.printedPoints, language)}</dd>
        </div>
      </dl>
      {task.explanation ? <p className="pw-prewrap pw-small">{task.explanation}</p> : null}
      {task.evidence.map((link, at) => (
        <ReadLink key={at} unitId={task.unitId} link={link} />
      ))}
      <TaskForm roundId={roundId} task={task} />
    </article>
  );
}

function TaskForm({ roundId, task }: { readonly roundId: string; readonly task: ReadingTask }) {
  const say = useWords('appraisal');
  const queries = useQueryClient();
  const [decision, setDecision] = useState<(typeof SECOND_DECISIONS)[number]>('accept');
  const [points, setPoints] = useState('');
  const [reason, setReason] = useState('');
  const changes = decision === 'reduce' || decision === 'raise';
  const read = readNumber(points);
  const value = changes && read.ok ? read.value : null;
  const ready = (!changes || value !== null) && (decision === 'accept' || reason.trim() !== '');
  const store = useMutation({
    mutationFn: () =>
      call('readSecond', {
        params: { roundId },
        body: {
          unitId: task.unitId,
          itemId: task.itemId,
          decision,
          points: value,
          reason: decision === 'accept' ? null : reason.normalize('NFC').trim(),
        },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: readingsKey(roundId) }),
  });
  return (
    <div className="pw-form-row">
      <SelectField
        label={say('appraisal:column.decision')}
        value={decision}
        choices={SECOND_DECISIONS.map((each) => ({ value: each, label: say(`appraisal:decision.${each}`) }))}
        onChange={(event) =>
          setDecision(SECOND_DECISIONS.find((each) => each === event.target.value) ?? decision)
        }
      />
      {changes ? (
        <TextField
          label={say('appraisal:points')}
          inputMode="decimal"
          value={points}
          onChange={(event) => setPoints(event.target.value)}
        />
      ) : null}
      {decision === 'accept' ? null : (
        <TextArea
          label={say('appraisal:reason')}
          rows={2}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      <Button
        look="second"
        disabled={!ready}
        busy={store.isPending && say('appraisal:rest.busy')}
        onClick={() => ready && store.mutate()}
      >
        {say('appraisal:task.save')}
      </Button>
      {store.isError ? <Failure error={store.error} /> : null}
    </div>
  );
}
