import type { AssigneeRef, RemediationTask, UnitRemediation } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { readDate, showDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, SelectField, TextArea, TextField } from '../../ui/index.ts';

interface TaskBody {
  readonly shortcoming: string;
  readonly measure: string;
  readonly product: string;
  readonly owner: AssigneeRef | null;
  readonly dueOn: string | null;
}

/** What is done about a shortcoming, by whom, until when. */
export function TaskForm(props: {
  readonly remediation: UnitRemediation;
  /** null: a task of the unit's own, which does not exist yet. */
  readonly task: RemediationTask | null;
  readonly send: (body: TaskBody, areaId: string) => Promise<unknown>;
  readonly onDone: () => void;
}) {
  const say = useWords('remediation');
  const queries = useQueryClient();
  const { remediation, task } = props;
  const [typed, setTyped] = useState({
    shortcoming: task?.shortcoming ?? '',
    measure: task?.measure ?? '',
    product: task?.product ?? '',
    dueOn: task?.dueOn ? showDate(task.dueOn) : '',
    owner: task?.owner ? `${task.owner.kind} ${task.owner.id}` : '',
    areaId: task?.areaId ?? remediation.areas[0]?.id ?? '',
  });
  const [asked, setAsked] = useState(false);
  const dueOn = typed.dueOn.trim() === '' ? null : readDate(typed.dueOn);
  const owner = remediation.owners.find(({ kind, id }) => `${kind} ${id}` === typed.owner);
  const save = useMutation({
    mutationFn: () =>
      props.send(
        {
          shortcoming: typed.shortcoming.trim(),
          measure: typed.measure.trim(),
          product: typed.product.trim(),
          owner: owner ? { kind: owner.kind, id: owner.id } : null,
          dueOn: dueOn ?? null,
        },
        typed.areaId,
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['remediation'] });
      props.onDone();
    },
  });
  const set = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change });
  const empty = typed.shortcoming.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!empty && dueOn !== undefined && !save.isPending) save.mutate();
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      {save.isError ? <Failure error={save.error} /> : null}
      {task ? null : (
        <SelectField
          label={say('remediation:area')}
          value={typed.areaId}
          choices={remediation.areas.map(({ id, name }) => ({ value: id, label: `${id} ${name}` }))}
          onChange={(event) => set({ areaId: event.target.value })}
        />
      )}
      <TextArea
        label={say('remediation:shortcoming')}
        fault={asked && empty ? say('remediation:missing') : null}
        maxLength={4000}
        value={typed.shortcoming}
        onChange={(event) => set({ shortcoming: event.target.value })}
      />
      <TextArea
        label={say('remediation:measure')}
        maxLength={4000}
        value={typed.measure}
        onChange={(event) => set({ measure: event.target.value })}
      />
      <TextField
        label={say('remediation:product')}
        hint={say('remediation:productHint')}
        maxLength={1000}
        value={typed.product}
        onChange={(event) => set({ product: event.target.value })}
      />
      <SelectField
        label={say('remediation:owner')}
        value={typed.owner}
        choices={[
          { value: '', label: say('remediation:ownerNone') },
          ...remediation.owners.map(({ kind, id, name }) => ({ value: `${kind} ${id}`, label: name })),
        ]}
        onChange={(event) => set({ owner: event.target.value })}
      />
      <TextField
        label={say('remediation:dueOn')}
        hint={say('remediation:dueOnHint')}
        fault={asked && dueOn === undefined ? say('common:fault.not-a-date') : null}
        inputMode="numeric"
        autoComplete="off"
        value={typed.dueOn}
        onChange={(event) => set({ dueOn: event.target.value })}
      />
      <div className="pw-actions">
        <Button type="submit" busy={save.isPending && say('remediation:saving')}>
          {say('remediation:save')}
        </Button>
        <Button look="second" onClick={props.onDone}>
          {say('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
