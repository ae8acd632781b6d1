import type { Round } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Section, TextField } from '../../ui/index.ts';
import { DateFields } from './date-fields.tsx';
import { HearingFields } from './hearing-fields.tsx';
import { hearingBody, hearingOf, lacksReason } from './hearing-draft.ts';
import { dateFaults, datesOf, instantsOf } from './round-draft.ts';

/** Title and dates; extending a deadline is done here and is recorded. */
export function EditDates({ round }: { readonly round: Round }) {
  const say = useWords('rounds');
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => ({ ...datesOf(round), ...hearingOf(round) }));
  const faults = dateFaults(draft);
  const save = useMutation({
    mutationFn: () =>
      call('updateRound', {
        params: { roundId: round.id },
        ifMatch: round.version,
        body: { title: draft.title, ...instantsOf(draft), ...hearingBody(draft) },
      }),
    onSuccess: () => queries.invalidateQueries(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const whole = faults.size === 0 && draft.title.trim() !== '' && !lacksReason(draft);
    if (whole && !save.isPending) save.mutate();
  };
  return (
    <Section title={say('rounds:edit')}>
      <details className="pw-details">
        <summary>{say('rounds:editOpen')}</summary>
        <form className="pw-form" onSubmit={submit} noValidate>
          {save.isError ? <Failure error={save.error} /> : null}
          <TextField
            label={say('rounds:column.title')}
            fault={draft.title.trim() === '' ? say('rounds:fault.title') : null}
            value={draft.title}
            onChange={(event) => setDraft({ ...draft, title: event.target.value })}
          />
          <DateFields
            dates={draft}
            faults={faults}
            onChange={(change) => setDraft({ ...draft, ...change })}
          />
          <HearingFields hearing={draft} onChange={(change) => setDraft({ ...draft, ...change })} />
          <div className="pw-actions">
            <Button type="submit" busy={save.isPending && say('rounds:saving')}>
              {say('common:save')}
            </Button>
          </div>
        </form>
      </details>
    </Section>
  );
}
