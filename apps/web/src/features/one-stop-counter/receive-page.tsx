import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Empty, Page } from '../../ui/index.ts';
import { nameNewDossier, NEW_DOSSIER, usePaperWords } from './applicant-memory.ts';
import { counterQuery } from './counter-keys.ts';
import { PaperFields } from './paper-fields.tsx';
import { EMPTY_RECEIPT, ReceiptFields, receiptOf } from './receipt-fields.tsx';
import './one-stop-counter.css';

/** Receives a dossier and goes on to its receipt, ready to print. */
export function ReceivePage() {
  const say = useWords('one-stop-counter');
  const { unitId } = useAccount();
  return (
    <Page
      title={say('one-stop-counter:receive')}
      crumbs={[{ label: say('one-stop-counter:title'), to: '/counter' }]}
      lead={say('one-stop-counter:receiveLead')}
    >
      {unitId === null ? (
        <Empty title={say('one-stop-counter:noUnit')}>{say('one-stop-counter:noUnitNext')}</Empty>
      ) : (
        <ReceiveForm unitId={unitId} />
      )}
    </Page>
  );
}

function ReceiveForm({ unitId }: { readonly unitId: string }) {
  const say = useWords('one-stop-counter');
  const account = useAccount();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(EMPTY_RECEIPT);
  const [asked, setAsked] = useState(false);
  const [words, changeWords] = usePaperWords(account.id, NEW_DOSSIER);
  const receive = useMutation({
    mutationFn: (body: NonNullable<ReturnType<typeof receiptOf>>) =>
      call('receiveCounterDossier', { params: { unitId }, body }),
    onSuccess: async (dossier) => {
      nameNewDossier(dossier.code);
      queries.setQueryData(counterQuery(unitId, dossier.code).queryKey, dossier);
      void queries.invalidateQueries({ queryKey: ['counter', unitId, 'list'] });
      await navigate({
        to: '/counter/$code',
        params: { code: dossier.code },
        search: { print: 'receipt' },
      });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    const body = receiptOf(draft);
    if (body !== undefined && !receive.isPending) receive.mutate(body);
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      <ReceiptFields unitId={unitId} draft={draft} asked={asked} onChange={setDraft} />
      <PaperFields kind="receipt" words={words} onChange={changeWords} />
      <div role="status">{receive.isPending ? say('one-stop-counter:saving') : ''}</div>
      {receive.isError ? (
        <>
          <p className="pw-fault">{say('one-stop-counter:notSaved')}</p>
          <Failure error={receive.error} />
        </>
      ) : null}
      <div className="pw-actions">
        <Button type="submit" busy={receive.isPending && say('one-stop-counter:saving')}>
          {say('one-stop-counter:receiveAndPrint')}
        </Button>
      </div>
    </form>
  );
}
