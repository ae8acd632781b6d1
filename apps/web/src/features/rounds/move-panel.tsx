import type { Round } from '@parix/api-contract';
import { isStepBack, movesFrom, type RoundState } from '@parix/workflow';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, CheckField, Dialog, Section, TextArea } from '../../ui/index.ts';

/** The steps a round may take from here. Publishing has its own form, with its decision. */
export function MovePanel({ round }: { readonly round: Round }) {
  const say = useWords('rounds');
  const [to, setTo] = useState<RoundState | null>(null);
  // Without a right of reply the way leads straight to the council, and with one it does not.
  const skipped: RoundState = round.replyWaivedReason === null ? 'council' : 'explanation';
  const moves = movesFrom(round.state).filter(
    (state) => state !== 'published' && !(round.state === 'appraisal' && state === skipped),
  );
  if (moves.length === 0) return null;
  return (
    <Section title={say('rounds:nextStep')}>
      <p>{say(`rounds:stepText.${round.phase}`)}</p>
      <div className="pw-actions">
        {moves.map((state) => (
          <Button
            key={state}
            look={isStepBack(round.state, state) ? 'second' : 'main'}
            onClick={() => setTo(state)}
          >
            {say(moveKey(round.state, state))}
          </Button>
        ))}
      </div>
      {to ? <MoveDialog round={round} to={to} onClose={() => setTo(null)} /> : null}
    </Section>
  );
}

const moveKey = (from: RoundState, to: RoundState) =>
  isStepBack(from, to) ? (`rounds:back.${to}` as const) : (`rounds:move.${to}` as const);

function MoveDialog(props: { readonly round: Round; readonly to: RoundState; readonly onClose: () => void }) {
  const say = useWords('rounds');
  const queries = useQueryClient();
  const { round, to, onClose } = props;
  const [reason, setReason] = useState('');
  const [known, setKnown] = useState(false);
  const back = isStepBack(round.state, to);
  const move = useMutation({
    mutationFn: () =>
      call('moveRound', {
        params: { roundId: round.id },
        ifMatch: round.version,
        body: { to, reason: reason.trim(), acknowledge: known },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
    },
  });
  // Warnings of the server stand above the box that takes note of them.
  const warned = move.error instanceof ApiError && move.error.problem?.code === 'round-warnings';
  return (
    <Dialog title={say(moveKey(round.state, to))} onClose={onClose}>
      <p>{say(back ? 'rounds:backText' : `rounds:moveText.${to}`)}</p>
      {move.isError ? <Failure error={move.error} /> : null}
      {warned ? (
        <CheckField
          label={say('rounds:moveKnown')}
          checked={known}
          onChange={(event) => setKnown(event.target.checked)}
        />
      ) : null}
      <TextArea
        label={say(back ? 'rounds:reason' : 'rounds:reasonOptional')}
        hint={back ? say('rounds:reasonHint') : undefined}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="pw-actions">
        <Button
          disabled={(back && reason.trim() === '') || (warned && !known)}
          busy={move.isPending && say('rounds:moving')}
          onClick={() => move.mutate()}
        >
          {say(moveKey(round.state, to))}
        </Button>
        <Button look="second" onClick={onClose}>
          {say('common:cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
