import type { CounterActBody, CounterDossier } from '@parix/api-contract';
import { CHANNELS, type CounterAct } from '@parix/one-stop';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { readDate, showDate, showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog, SelectField, TextField } from '../../ui/index.ts';
import { type EndingAct, isEnding } from './act-section.tsx';

/** The one thing that an act has to be told, or a second thought before one that ends the dossier. */
export function ActDialog({
  act,
  dossier,
  save,
  onClose,
}: {
  readonly act: Extract<CounterAct, 'paid' | 'apologised' | 'returned'> | EndingAct;
  readonly dossier: CounterDossier;
  readonly save: UseMutationResult<CounterDossier, Error, CounterActBody>;
  readonly onClose: () => void;
}) {
  const say = useWords('one-stop-counter');
  const [dueOn, setDueOn] = useState(dossier.newDueFrom === null ? '' : showDate(dossier.newDueFrom));
  const [online, setOnline] = useState('no');
  const [channel, setChannel] = useState('counter');
  const [asked, setAsked] = useState(false);
  const day = readDate(dueOn);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    const body = bodyOf(act, { day, online, channel });
    if (body !== null && !save.isPending) save.mutate(body);
  };
  return (
    <Dialog title={say(`one-stop-counter:act.${act}`)} onClose={onClose}>
      <form className="pw-form" onSubmit={submit} noValidate>
        {save.isError ? <Failure error={save.error} /> : null}
        {isEnding(act) ? <p>{say(`one-stop-counter:ask.${act}`)}</p> : null}
        {act === 'apologised' ? (
          <TextField
            label={say('one-stop-counter:newDue')}
            hint={say('one-stop-counter:newDueHint', {
              due: dossier.dueAt === null ? '–' : showInstant(dossier.dueAt),
            })}
            fault={asked && day === undefined ? say('one-stop-counter:dayFault') : null}
            inputMode="numeric"
            autoComplete="off"
            value={dueOn}
            onChange={(event) => setDueOn(event.target.value)}
          />
        ) : null}
        {act === 'paid' ? (
          <SelectField
            label={say('one-stop-counter:paidHow')}
            value={online}
            choices={(['no', 'yes'] as const).map((value) => ({
              value,
              label: say(`one-stop-counter:online.${value}`),
            }))}
            onChange={(event) => setOnline(event.target.value)}
          />
        ) : null}
        {act === 'returned' ? (
          <SelectField
            label={say('one-stop-counter:returnedHow')}
            value={channel}
            choices={(['counter', 'post', 'online'] as const).map((value) => ({
              value,
              label: say(`one-stop-counter:channel.${value}`),
            }))}
            onChange={(event) => setChannel(event.target.value)}
          />
        ) : null}
        <div className="pw-actions">
          <Button
            type="submit"
            look={isEnding(act) ? 'danger' : 'main'}
            busy={save.isPending && say('one-stop-counter:saving')}
          >
            {say(`one-stop-counter:act.${act}`)}
          </Button>
          <Button look="second" onClick={onClose}>
            {say('common:cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface Told {
  readonly day: string | undefined;
  readonly online: string;
  readonly channel: string;
}

/** null while something is missing. */
function bodyOf(
  act: Extract<CounterAct, 'paid' | 'apologised' | 'returned'> | EndingAct,
  { day, online, channel }: Told,
): CounterActBody | null {
  if (act === 'paid') return { act, online: online === 'yes' };
  if (act === 'apologised') return day === undefined ? null : { act, dueOn: day };
  if (act === 'returned') return { act, channel: CHANNELS.find((each) => each === channel) ?? 'counter' };
  return { act };
}
