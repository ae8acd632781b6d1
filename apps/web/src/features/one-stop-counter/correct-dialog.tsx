import type { CounterDossier } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, CheckField, Dialog, TextField } from '../../ui/index.ts';
import type { CounterWork } from './act-section.tsx';
import { counterQuery } from './counter-keys.ts';
import { EMPTY_RECEIPT, ReceiptFields, receiptOf } from './receipt-fields.tsx';

/** Takes the latest act back, or says what a receipt should have said; what stood before stays in the history. */
export function CorrectDialog({
  unitId,
  dossier,
  onClose,
  onDone,
}: CounterWork & { readonly onClose: () => void; readonly onDone: (next: CounterDossier) => Promise<void> }) {
  const say = useWords('one-stop-counter');
  const queries = useQueryClient();
  const { code, version } = dossier;
  const kind = dossier.correctable?.kind ?? 'accepted';
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [anew, setAnew] = useState(false);
  const [draft, setDraft] = useState(EMPTY_RECEIPT);
  const correct = useMutation({
    mutationFn: (receipt: ReturnType<typeof receiptOf> | null) =>
      call('correctCounterDossier', {
        params: { unitId, code },
        body: { reason: reason.trim(), receipt: receipt ?? null },
        ifMatch: version,
      }),
    onSuccess: onDone,
    // Somebody else may have acted: what stands is read before the person decides again.
    onError: () => void queries.invalidateQueries({ queryKey: counterQuery(unitId, code).queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    const receipt = anew ? receiptOf(draft) : null;
    if (reason.trim() !== '' && receipt !== undefined && !correct.isPending) correct.mutate(receipt);
  };
  return (
    <Dialog title={say('one-stop-counter:correct')} onClose={onClose}>
      <form className="pw-form" onSubmit={submit} noValidate>
        {correct.isError ? <Failure error={correct.error} /> : null}
        <p>{say('one-stop-counter:correctText', { act: say(`one-stop-counter:event.${kind}`) })}</p>
        <TextField
          label={say('one-stop-counter:reason')}
          hint={say('one-stop-counter:reasonHint')}
          fault={asked && reason.trim() === '' ? say('one-stop-counter:reasonFault') : null}
          autoComplete="off"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {kind === 'accepted' ? (
          <CheckField
            label={say('one-stop-counter:receiptAnew')}
            checked={anew}
            onChange={(event) => setAnew(event.target.checked)}
          />
        ) : null}
        {anew ? <ReceiptFields unitId={unitId} draft={draft} asked={asked} onChange={setDraft} /> : null}
        <div className="pw-actions">
          <Button
            type="submit"
            look={anew ? 'main' : 'danger'}
            busy={correct.isPending && say('one-stop-counter:saving')}
          >
            {say(anew ? 'one-stop-counter:correctReceipt' : 'one-stop-counter:takeBack')}
          </Button>
          <Button look="second" onClick={onClose}>
            {say('common:cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
