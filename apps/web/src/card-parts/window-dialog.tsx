import type { SignOff } from '@parix/api-contract';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../api/call.ts';
import { session } from '../api/session-state.ts';
import { instantOfField, showInstant } from '../format/dates.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../states/loaded.tsx';
import { Button, Dialog, TextArea, TextField } from '../ui/index.ts';
import { useRenewCard, type CardKey } from './sign-off-query.ts';
import { untilFault } from './until-fault.ts';

/** More time for one unit, or its submitted card opened again; both with a reason that the unit is told. */
export function WindowDialog(props: {
  readonly card: CardKey;
  readonly unitName: string;
  readonly standing: SignOff;
  readonly act: 'extend' | 'reopen';
  readonly onClose: () => void;
}) {
  const say = useWords('sign-off');
  const { card, act, standing } = props;
  const renew = useRenewCard(card);
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const fault = untilFault(until, standing.closesAt, session.now(), act);
  const open = useMutation({
    mutationFn: () =>
      call(act === 'extend' ? 'extendCards' : 'reopenCards', {
        params: { roundId: card.roundId },
        body: { unitIds: [card.unitId], reason: reason.trim(), until: instantOfField(until) ?? '' },
      }),
    onSuccess: () => {
      props.onClose();
      void renew();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!open.isPending && fault === null && reason.trim() !== '') open.mutate();
  };
  return (
    <Dialog title={say(`sign-off:${act}.title`, { unit: props.unitName })} onClose={props.onClose}>
      <form className="pw-form" onSubmit={submit} noValidate>
        {standing.closesAt ? (
          <p>{say('sign-off:window.now', { at: showInstant(standing.closesAt) })}</p>
        ) : null}
        {open.isError ? <Failure error={open.error} /> : null}
        <TextField
          label={say('sign-off:window.until')}
          hint={say('sign-off:window.untilHint')}
          fault={asked && fault !== null ? say(`sign-off:window.fault.${fault}`) : null}
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
        <TextArea
          label={say('sign-off:window.reason')}
          fault={asked && reason.trim() === '' ? say('sign-off:return.reasonMissing') : null}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="pw-actions">
          <Button type="submit" busy={open.isPending && say('sign-off:sending')}>
            {say(`sign-off:${act}.do`)}
          </Button>
          <Button look="quiet" onClick={props.onClose}>
            {say('common:cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
