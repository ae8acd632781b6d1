import type { SetDetail } from '@parix/api-contract';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../api/call.ts';
import { useWords } from '../i18n/use-words.ts';
import { itemsInOrder, treeOf } from '../set-tree/tree.ts';
import { Failure } from '../states/loaded.tsx';
import { Button, Dialog, SelectField, TextArea } from '../ui/index.ts';
import { remarksOf, type RemarkDraft } from './remarks.ts';
import { useRenewCard, type CardKey } from './sign-off-query.ts';

/** Returning the card: one reason for all, and words on single items. */
export function ReturnDialog(props: {
  readonly card: CardKey;
  readonly set: SetDetail;
  readonly sentSequence: number;
  readonly onClose: () => void;
}) {
  const say = useWords('sign-off');
  const { card } = props;
  const renew = useRenewCard(card);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [remarks, setRemarks] = useState<readonly RemarkDraft[]>([]);
  const back = useMutation({
    mutationFn: () =>
      call('returnCard', {
        params: { roundId: card.roundId, unitId: card.unitId },
        body: { sentSequence: props.sentSequence, reason: reason.trim(), remarks: remarksOf(remarks) },
      }),
    onSuccess: () => {
      props.onClose();
      void renew();
    },
    onError: () => void renew(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!back.isPending && reason.trim() !== '') back.mutate();
  };
  return (
    <Dialog title={say('sign-off:return.title')} onClose={props.onClose}>
      <form className="pw-form" onSubmit={submit} noValidate>
        {back.isError ? <Failure error={back.error} /> : null}
        <TextArea
          label={say('sign-off:return.reason')}
          fault={asked && reason.trim() === '' ? say('sign-off:return.reasonMissing') : null}
          maxLength={2000}
          required
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Remarks set={props.set} remarks={remarks} onChange={setRemarks} />
        <div className="pw-actions">
          <Button type="submit" busy={back.isPending && say('sign-off:sending')}>
            {say('sign-off:return.do')}
          </Button>
          <Button look="quiet" onClick={props.onClose}>
            {say('common:cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Remarks(props: {
  readonly set: SetDetail;
  readonly remarks: readonly RemarkDraft[];
  readonly onChange: (remarks: readonly RemarkDraft[]) => void;
}) {
  const say = useWords('sign-off');
  const { remarks, onChange } = props;
  const items = itemsInOrder(treeOf(props.set));
  const free = items.filter((item) => !remarks.some((remark) => remark.itemId === item.id));
  const codes = new Map(items.map((item) => [item.id, item.code]));
  const change = (itemId: string, remark: string) =>
    onChange(remarks.map((known) => (known.itemId === itemId ? { itemId, remark } : known)));
  return (
    <>
      {remarks.map(({ itemId, remark }) => (
        <div key={itemId} className="pw-stack-tight">
          <TextArea
            label={say('sign-off:return.remark', { code: codes.get(itemId) ?? itemId })}
            rows={2}
            maxLength={2000}
            value={remark}
            onChange={(event) => change(itemId, event.target.value)}
          />
          <div>
            <Button
              look="quiet"
              size="small"
              onClick={() => onChange(remarks.filter((known) => known.itemId !== itemId))}
            >
              {say('sign-off:return.removeRemark', { code: codes.get(itemId) ?? itemId })}
            </Button>
          </div>
        </div>
      ))}
      <SelectField
        label={say('sign-off:return.addRemark')}
        value=""
        choices={[
          { value: '', label: say('sign-off:return.chooseItem') },
          ...free.map((item) => ({ value: item.id, label: `${item.code} ${item.name}` })),
        ]}
        onChange={(event) =>
          event.target.value === ''
            ? undefined
            : onChange([...remarks, { itemId: event.target.value, remark: '' }])
        }
      />
    </>
  );
}
