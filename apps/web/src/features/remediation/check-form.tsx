import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, TextArea } from '../../ui/index.ts';
import type { TaskProps } from './task-panel.tsx';

const OUTCOMES = ['fixed', 'not-fixed'] as const;

/** What the lead agency of the area finds when it looks at the proof. */
export function CheckForm({ remediation, task, onDone }: TaskProps & { readonly onDone: () => void }) {
  const say = useWords('remediation');
  const queries = useQueryClient();
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>('fixed');
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const missing = outcome === 'not-fixed' && note.trim() === '';
  const check = useMutation({
    mutationFn: () =>
      call('checkRemediationTask', {
        params: { unitId: remediation.unitId, taskId: task.id },
        body: { sequence: task.sequence, outcome, note: note.trim() },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['remediation'] });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!missing && !check.isPending) check.mutate();
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      {check.isError ? <Failure error={check.error} /> : null}
      <fieldset className="pw-stack-tight">
        <legend className="pw-legend">{say('remediation:outcome')}</legend>
        {OUTCOMES.map((each) => (
          <label key={each} className="pw-check">
            <input type="radio" name="outcome" checked={outcome === each} onChange={() => setOutcome(each)} />
            <span>{say(`remediation:outcome.${each}`)}</span>
          </label>
        ))}
      </fieldset>
      <TextArea
        label={say(outcome === 'fixed' ? 'remediation:checkNote' : 'remediation:checkNoteRequired')}
        fault={asked && missing ? say('remediation:missing') : null}
        maxLength={4000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="pw-actions">
        <Button type="submit" busy={check.isPending && say('remediation:busy')}>
          {say('remediation:check')}
        </Button>
        <Button look="second" onClick={onDone}>
          {say('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
