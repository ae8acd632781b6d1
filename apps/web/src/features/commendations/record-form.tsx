import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { roundsQuery } from '../../api/queries.ts';
import { readDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Empty, SelectField, TextField, type Choice } from '../../ui/index.ts';

interface Recipient {
  readonly unitId: string;
  readonly personName: string;
  readonly personTitle: string;
}
const NOBODY: Recipient = { unitId: '', personName: '', personTitle: '' };

/** A decision that commends, entered for the result of a round that is published. */
export function RecordForm({ onDone }: { readonly onDone: () => void }) {
  const say = useWords('commendations');
  const rounds = useQuery(roundsQuery);
  return (
    <Loaded query={rounds}>
      {({ items }) => {
        const published = items.filter(({ phase }) => phase === 'published');
        return published.length === 0 ? (
          <Empty title={say('commendations:noPublished')}>{say('commendations:noneNext')}</Empty>
        ) : (
          <DecisionForm
            rounds={published.map(({ id, title }) => ({ value: id, label: title }))}
            onDone={onDone}
          />
        );
      }}
    </Loaded>
  );
}

function DecisionForm(props: { readonly rounds: readonly Choice[]; readonly onDone: () => void }) {
  const say = useWords('commendations');
  const queries = useQueryClient();
  const [roundId, setRoundId] = useState(props.rounds[0]?.value ?? '');
  const [typed, setTyped] = useState({ title: '', decisionNumber: '', decisionDate: '', signer: '' });
  const [recipients, setRecipients] = useState<readonly Recipient[]>([NOBODY]);
  const [asked, setAsked] = useState(false);
  const decisionDate = readDate(typed.decisionDate);
  const texts = { ...typed, decisionDate: decisionDate ?? '' };
  const record = useMutation({
    mutationFn: () =>
      call('recordCommendation', {
        params: { roundId },
        body: {
          ...texts,
          recipients: recipients.map(({ unitId, ...person }) => ({ ...person, unitId: unitId || null })),
        },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['commendations'] });
      props.onDone();
    },
  });
  const complete =
    Object.values(texts).every((text) => text.trim() !== '') &&
    recipients.every(({ unitId, personName }) => unitId !== '' || personName.trim() !== '');
  const missing = (text: string) => (asked && text.trim() === '' ? say('commendations:missing') : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (complete && !record.isPending) record.mutate();
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      {record.isError ? <Failure error={record.error} /> : null}
      <SelectField
        label={say('commendations:round')}
        value={roundId}
        choices={props.rounds}
        onChange={(event) => setRoundId(event.target.value)}
      />
      <TextField
        label={say('commendations:what')}
        hint={say('commendations:whatHint')}
        fault={missing(typed.title)}
        maxLength={300}
        value={typed.title}
        onChange={(event) => setTyped({ ...typed, title: event.target.value })}
      />
      <TextField
        label={say('commendations:number')}
        fault={missing(typed.decisionNumber)}
        maxLength={100}
        value={typed.decisionNumber}
        onChange={(event) => setTyped({ ...typed, decisionNumber: event.target.value })}
      />
      <TextField
        label={say('commendations:date')}
        hint={say('commendations:dateHint')}
        fault={asked && decisionDate === undefined ? say('common:fault.not-a-date') : null}
        inputMode="numeric"
        autoComplete="off"
        value={typed.decisionDate}
        onChange={(event) => setTyped({ ...typed, decisionDate: event.target.value })}
      />
      <TextField
        label={say('commendations:signer')}
        fault={missing(typed.signer)}
        maxLength={300}
        value={typed.signer}
        onChange={(event) => setTyped({ ...typed, signer: event.target.value })}
      />
      <Recipients roundId={roundId} recipients={recipients} asked={asked} onChange={setRecipients} />
      <div className="pw-actions">
        <Button type="submit" busy={record.isPending && say('commendations:busy')}>
          {say('commendations:save')}
        </Button>
        <Button look="second" onClick={props.onDone}>
          {say('common:cancel')}
        </Button>
      </div>
    </form>
  );
}

function Recipients(props: {
  readonly roundId: string;
  readonly recipients: readonly Recipient[];
  readonly asked: boolean;
  readonly onChange: (recipients: readonly Recipient[]) => void;
}) {
  const say = useWords('commendations');
  const { roundId, recipients, onChange } = props;
  const ranking = useQuery({
    queryKey: ['ranking', roundId, 'final'],
    queryFn: ({ signal }) => call('getRanking', { params: { roundId }, query: { layer: 'final' }, signal }),
  });
  const units = (ranking.data?.rows ?? []).map(({ unitId, unitName, rank }) => ({
    value: unitId,
    label: rank === null ? unitName : say('commendations:unitRanked', { unit: unitName, rank }),
  }));
  const put = (at: number, change: Partial<Recipient>) =>
    onChange(recipients.map((each, other) => (other === at ? { ...each, ...change } : each)));
  return (
    <>
      {ranking.isError ? <Failure error={ranking.error} again={() => void ranking.refetch()} /> : null}
      {recipients.map((recipient, at) => (
        <fieldset key={at} className="pw-stack">
          <legend className="pw-legend">{say('commendations:recipient', { number: at + 1 })}</legend>
          <SelectField
            label={say('commendations:unit')}
            value={recipient.unitId}
            choices={[{ value: '', label: say('commendations:unitNone') }, ...units]}
            onChange={(event) => put(at, { unitId: event.target.value })}
          />
          <TextField
            label={say('commendations:person')}
            fault={
              props.asked && recipient.unitId === '' && recipient.personName.trim() === ''
                ? say('commendations:missing')
                : null
            }
            maxLength={200}
            value={recipient.personName}
            onChange={(event) => put(at, { personName: event.target.value })}
          />
          <TextField
            label={say('commendations:office')}
            maxLength={300}
            value={recipient.personTitle}
            onChange={(event) => put(at, { personTitle: event.target.value })}
          />
          {recipients.length === 1 ? null : (
            <div className="pw-actions">
              <Button
                look="quiet"
                size="small"
                onClick={() => onChange(recipients.filter((_, other) => other !== at))}
              >
                {say('commendations:removeRecipient', { number: at + 1 })}
              </Button>
            </div>
          )}
        </fieldset>
      ))}
      <div className="pw-actions">
        <Button look="second" onClick={() => onChange([...recipients, NOBODY])}>
          {say('commendations:add')}
        </Button>
      </div>
    </>
  );
}
