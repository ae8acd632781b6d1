import type { CounterProcedure } from '@parix/api-contract';
import { CHANNELS, type Channel } from '@parix/one-stop';
import { readDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { SelectField, TextField } from '../../ui/index.ts';
import { ProcedurePicker } from './procedure-picker.tsx';

export interface ReceiptDraft {
  readonly procedure: CounterProcedure | null;
  readonly channel: Channel;
  /** As typed; only where the procedure has no time of its own. */
  readonly dueOn: string;
}
export const EMPTY_RECEIPT: ReceiptDraft = { procedure: null, channel: 'counter', dueOn: '' };

const takesDay = ({ procedure }: ReceiptDraft): boolean => procedure?.processingMinutes === null;

/** What is sent; undefined while something is missing. */
export function receiptOf(draft: ReceiptDraft) {
  const { procedure, channel } = draft;
  const typed = takesDay(draft) ? draft.dueOn.trim() : '';
  const dueOn = typed === '' ? null : readDate(typed);
  if (procedure === null || dueOn === undefined) return undefined;
  return { procedureCode: procedure.code, channel, dueOn };
}

/** Procedure, way and, where no law sets the time, the day agreed with the applicant. */
export function ReceiptFields({
  unitId,
  draft,
  asked,
  onChange,
}: {
  readonly unitId: string;
  readonly draft: ReceiptDraft;
  /** Sending was tried: what is missing is named. */
  readonly asked: boolean;
  readonly onChange: (draft: ReceiptDraft) => void;
}) {
  const say = useWords('one-stop-counter');
  const wrongDay = draft.dueOn.trim() !== '' && readDate(draft.dueOn) === undefined;
  return (
    <>
      <ProcedurePicker
        unitId={unitId}
        chosen={draft.procedure}
        fault={asked && draft.procedure === null ? say('one-stop-counter:procedureFault') : null}
        onChoose={(procedure) => onChange({ ...draft, procedure })}
      />
      <SelectField
        label={say('one-stop-counter:channel')}
        value={draft.channel}
        choices={CHANNELS.toSorted(counterFirst).map((value) => ({
          value,
          label: say(`one-stop-counter:channel.${value}`),
        }))}
        onChange={(event) =>
          onChange({ ...draft, channel: CHANNELS.find((each) => each === event.target.value) ?? 'counter' })
        }
      />
      {takesDay(draft) ? (
        <TextField
          label={say('one-stop-counter:dueOn')}
          hint={say('one-stop-counter:dueOnHint')}
          fault={asked && wrongDay ? say('one-stop-counter:dayFault') : null}
          inputMode="numeric"
          autoComplete="off"
          value={draft.dueOn}
          onChange={(event) => onChange({ ...draft, dueOn: event.target.value })}
        />
      ) : null}
    </>
  );
}

const counterFirst = (a: Channel, b: Channel): number => Number(b === 'counter') - Number(a === 'counter');
