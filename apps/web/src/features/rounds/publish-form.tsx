import type { Round } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { instantOfField, readDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, CheckField, TextArea, TextField } from '../../ui/index.ts';

interface Order {
  readonly decisionNumber: string;
  readonly decisionDate: string;
  readonly publicFrom?: string;
  readonly correctionReason?: string;
}

/** The decision, the end of an embargo if there is one, and for a correction its reason. */
export function PublishForm({ round, standing }: { readonly round: Round; readonly standing: boolean }) {
  const say = useWords('rounds');
  const queries = useQueryClient();
  const [typed, setTyped] = useState({ number: '', date: '', from: '', reason: '' });
  const [sure, setSure] = useState(false);
  const [checked, setChecked] = useState(false);
  const publish = useMutation({
    mutationFn: (body: Order) => call('publish', { params: { roundId: round.id }, body }),
    onSuccess: (build) => queries.setQueryData(['publication-build', round.id], { build }),
  });
  const order = readOrder(typed, standing);
  const type = (name: keyof typeof typed) => (event: { readonly target: { readonly value: string } }) =>
    setTyped((before) => ({ ...before, [name]: event.target.value }));
  const fault = (isFault: boolean, words: string) => (checked && isFault ? words : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (order && sure && !publish.isPending) publish.mutate(order);
  };
  return (
    <>
      <p className="pw-prose">{say(standing ? 'rounds:publishAgainText' : 'rounds:publishText')}</p>
      <p className="pw-prose">{say('rounds:publishScope', { units: round.unitCount })}</p>
      <form className="pw-form" onSubmit={submit} noValidate>
        {publish.isError ? <Failure error={publish.error} /> : null}
        <TextField
          label={say('rounds:decisionNumber')}
          hint={say('rounds:decisionNumberHint')}
          fault={fault(typed.number.trim() === '', say('rounds:fault.decisionNumber'))}
          value={typed.number}
          onChange={type('number')}
        />
        <TextField
          label={say('rounds:decisionDate')}
          hint={say('rounds:decisionDateHint')}
          autoComplete="off"
          fault={fault(readDate(typed.date) === undefined, say('rounds:fault.decisionDate'))}
          value={typed.date}
          onChange={type('date')}
        />
        <TextField
          label={say('rounds:publicFrom')}
          hint={say('rounds:publicFromHint')}
          autoComplete="off"
          fault={fault(instantOfField(typed.from) === undefined, say('rounds:fault.date'))}
          value={typed.from}
          onChange={type('from')}
        />
        {standing ? (
          <TextArea
            label={say('rounds:correctionReason')}
            hint={say('rounds:correctionReasonHint')}
            fault={fault(typed.reason.trim() === '', say('rounds:fault.correctionReason'))}
            value={typed.reason}
            onChange={type('reason')}
          />
        ) : null}
        <CheckField
          label={say('rounds:publishSure', { units: round.unitCount })}
          checked={sure}
          onChange={(event) => setSure(event.target.checked)}
        />
        {checked && !sure ? <p className="pw-fault">{say('rounds:fault.sure')}</p> : null}
        <div className="pw-actions">
          <Button type="submit" busy={publish.isPending && say('rounds:publishing')}>
            {say('rounds:publishNow')}
          </Button>
        </div>
      </form>
    </>
  );
}

/** Undefined while something is missing or cannot be read. */
function readOrder(
  { number, date, from, reason }: Readonly<Record<'number' | 'date' | 'from' | 'reason', string>>,
  standing: boolean,
): Order | undefined {
  const decisionDate = readDate(date);
  const publicFrom = instantOfField(from);
  const lacks = number.trim() === '' || (standing && reason.trim() === '');
  if (lacks || decisionDate === undefined || publicFrom === undefined) return undefined;
  return {
    decisionNumber: number,
    decisionDate,
    ...(publicFrom !== null && { publicFrom }),
    ...(standing && { correctionReason: reason }),
  };
}
