import type { Round } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { readDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, CheckField, Notice, Section, TextField } from '../../ui/index.ts';

/** Publishing cannot be undone: it takes a decision, its date, and a confirmation. */
export function PublishPanel({ round }: { readonly round: Round }) {
  const say = useWords('rounds');
  const queries = useQueryClient();
  const [number, setNumber] = useState('');
  const [date, setDate] = useState('');
  const [sure, setSure] = useState(false);
  const [checked, setChecked] = useState(false);
  const decisionDate = readDate(date);
  const publish = useMutation({
    mutationFn: (body: { readonly decisionNumber: string; readonly decisionDate: string }) =>
      call('publish', { params: { roundId: round.id }, body }),
    onSuccess: () => queries.invalidateQueries(),
  });
  const complete = number.trim() !== '' && decisionDate !== undefined && sure;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (complete && !publish.isPending) publish.mutate({ decisionNumber: number, decisionDate });
  };
  if (publish.isSuccess)
    return (
      <Section title={say('rounds:publish')}>
        <Notice tone="good" title={say('rounds:published', { files: publish.data.fileCount })}>
          <p>
            <a href={publish.data.url}>{say('rounds:publicPage')}</a>
          </p>
          <p className="pw-small">
            {say('rounds:manifest')} <code>{publish.data.manifestHash}</code>
          </p>
        </Notice>
      </Section>
    );
  const again = round.phase === 'published';
  return (
    <Section title={say(again ? 'rounds:publishAgain' : 'rounds:publish')}>
      <p className="pw-prose">{say(again ? 'rounds:publishAgainText' : 'rounds:publishText')}</p>
      <form className="pw-form" onSubmit={submit} noValidate>
        {publish.isError ? <Failure error={publish.error} /> : null}
        <TextField
          label={say('rounds:decisionNumber')}
          hint={say('rounds:decisionNumberHint')}
          fault={checked && number.trim() === '' ? say('rounds:fault.decisionNumber') : null}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
        <TextField
          label={say('rounds:decisionDate')}
          hint={say('rounds:decisionDateHint')}
          autoComplete="off"
          fault={checked && decisionDate === undefined ? say('rounds:fault.decisionDate') : null}
          value={date}
          onChange={(event) => setDate(event.target.value)}
        />
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
    </Section>
  );
}
