import type { CalendarYear } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, TextArea } from '../../ui/index.ts';

/** Takes a day of the authority's own back; what was recorded stays on record. */
export function WithdrawForm(props: {
  readonly calendar: CalendarYear;
  readonly date: string;
  readonly onDone: () => void;
}) {
  const say = useWords('working-calendar');
  const queries = useQueryClient();
  const { calendar, date } = props;
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const withdraw = useMutation({
    mutationFn: () =>
      call('withdrawLocalException', {
        params: { year: String(calendar.year), date },
        body: { reason: reason.trim() },
        ifMatch: calendar.sequence,
      }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      props.onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (reason.trim() !== '' && !withdraw.isPending) withdraw.mutate();
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      {withdraw.isError ? <Failure error={withdraw.error} /> : null}
      <p>{say('working-calendar:withdrawText')}</p>
      <TextArea
        label={say('working-calendar:reason')}
        fault={asked && reason.trim() === '' ? say('working-calendar:missing') : null}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="pw-actions">
        <Button type="submit" busy={withdraw.isPending && say('working-calendar:saving')}>
          {say('working-calendar:withdraw')}
        </Button>
        <Button look="second" onClick={props.onDone}>
          {say('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
