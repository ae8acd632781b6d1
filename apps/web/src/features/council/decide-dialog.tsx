import type { AgendaItem } from '@parix/api-contract';
import { type Decision, DECISIONS_AT } from '@parix/workflow';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { readNumber } from '../../format/numbers.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog, SelectField, TextArea, TextField } from '../../ui/index.ts';
import { readVotes, type VoteTexts } from './votes.ts';

/** The council's decision on one item: what it is, why, and how it was voted on. */
export function DecideDialog({ roundId, item }: { readonly roundId: string; readonly item: AgendaItem }) {
  const say = useWords('council', 'appraisal');
  const [open, setOpen] = useState(false);
  return (
    <>
      <div className="pw-actions">
        <Button look="second" onClick={() => setOpen(true)}>
          {say('council:decide')}
        </Button>
      </div>
      {open ? (
        <Dialog
          title={say('council:decideOn', { unit: item.unitName, item: item.itemId })}
          onClose={() => setOpen(false)}
        >
          <DecideForm roundId={roundId} item={item} onDone={() => setOpen(false)} />
        </Dialog>
      ) : null}
    </>
  );
}

const NO_VOTES: VoteTexts = { inFavour: '', against: '', abstained: '' };

function DecideForm(props: {
  readonly roundId: string;
  readonly item: AgendaItem;
  readonly onDone: () => void;
}) {
  const say = useWords('council', 'appraisal');
  const queries = useQueryClient();
  const { roundId, item, onDone } = props;
  const [decision, setDecision] = useState<Decision>('keep');
  const [points, setPoints] = useState('');
  const [reason, setReason] = useState('');
  const [votes, setVotes] = useState(NO_VOTES);
  const [asked, setAsked] = useState(false);
  const needsPoints = decision === 'reduce' || decision === 'raise';
  const read = readNumber(points);
  const counted = readVotes(votes);
  const decide = useMutation({
    mutationFn: () =>
      call('councilDecide', {
        params: { roundId, unitId: item.unitId, itemId: item.itemId },
        ifMatch: item.version,
        body: {
          decision,
          points: needsPoints && read.ok ? read.value : null,
          reason: reason.trim(),
          reasonCode: null,
          requirement: null,
          votes: counted ?? null,
        },
      }),
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries({ queryKey: ['council', roundId] });
    },
  });
  const complete = reason.trim() !== '' && counted !== undefined && (!needsPoints || read.ok);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (complete && !decide.isPending) decide.mutate();
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      {decide.isError ? <Failure error={decide.error} /> : null}
      <SelectField
        label={say('council:decision')}
        value={decision}
        choices={DECISIONS_AT.council.map((value) => ({
          value,
          label: say(`appraisal:decision.${value}`),
        }))}
        onChange={(event) =>
          setDecision(DECISIONS_AT.council.find((each) => each === event.target.value) ?? decision)
        }
      />
      {needsPoints ? (
        <TextField
          label={say('council:points')}
          inputMode="decimal"
          autoComplete="off"
          fault={asked && !read.ok ? say('council:pointsFault') : null}
          value={points}
          onChange={(event) => setPoints(event.target.value)}
        />
      ) : null}
      <TextArea
        label={say('council:reason')}
        required
        maxLength={4000}
        fault={asked && reason.trim() === '' ? say('council:reasonMissing') : null}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <fieldset className="pw-stack-tight">
        <legend className="pw-legend">{say('council:votesTitle')}</legend>
        <p className="pw-hint">{say('council:votesHint')}</p>
        {(['inFavour', 'against', 'abstained'] as const).map((part) => (
          <TextField
            key={part}
            label={say(`council:vote.${part}`)}
            inputMode="numeric"
            autoComplete="off"
            fault={asked && counted === undefined ? say('council:votesFault') : null}
            value={votes[part]}
            onChange={(event) => setVotes({ ...votes, [part]: event.target.value })}
          />
        ))}
      </fieldset>
      <div className="pw-actions">
        <Button type="submit" busy={decide.isPending && say('council:saving')}>
          {say('council:record')}
        </Button>
        <Button look="second" onClick={onDone}>
          {say('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
