import type { SetDetail, SignOff } from '@parix/api-contract';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../api/call.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../states/loaded.tsx';
import { Button, CheckField, Dialog, Notice, TextArea } from '../ui/index.ts';
import { GapList } from './gap-list.tsx';
import { ReportUnset } from './report-unset.tsx';
import { useRenewCard, type CardKey } from './sign-off-query.ts';

/** Sending the card to the leader: what is missing stands before the button and is acknowledged by hand. */
export function SendDialog(props: {
  readonly card: CardKey;
  readonly set: SetDetail;
  readonly standing: SignOff;
  readonly onClose: () => void;
}) {
  const say = useWords('sign-off');
  const { card, standing } = props;
  const renew = useRenewCard(card);
  const [known, setKnown] = useState(false);
  const [note, setNote] = useState('');
  const missing = standing.gaps.length;
  const send = useMutation({
    mutationFn: () =>
      call('sendCard', {
        params: { roundId: card.roundId, unitId: card.unitId },
        body: { withMissing: known, note },
      }),
    onSuccess: () => {
      props.onClose();
      void renew();
    },
    onError: () => void renew(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!send.isPending && (missing === 0 || known)) send.mutate();
  };
  return (
    <Dialog title={say('sign-off:send.title')} onClose={props.onClose}>
      <form className="pw-form" onSubmit={submit}>
        <p>{say('sign-off:send.text')}</p>
        <ReportUnset card={card} />
        {send.isError ? <Failure error={send.error} /> : null}
        {missing > 0 ? (
          <Notice tone="warning" quiet title={say('sign-off:send.missing', { number: missing })}>
            <GapList card={card} set={props.set} gaps={standing.gaps} onGo={props.onClose} />
          </Notice>
        ) : null}
        {missing > 0 ? (
          <CheckField
            label={say('sign-off:send.known', { number: missing })}
            checked={known}
            onChange={(event) => setKnown(event.target.checked)}
          />
        ) : null}
        <TextArea
          label={say('sign-off:note')}
          rows={2}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <div className="pw-actions">
          <Button
            type="submit"
            disabled={missing > 0 && !known}
            busy={send.isPending && say('sign-off:sending')}
          >
            {say('sign-off:send.do')}
          </Button>
          <Button look="quiet" onClick={props.onClose}>
            {say('common:cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
