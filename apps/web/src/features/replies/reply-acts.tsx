import type { UnitReplies } from '@parix/api-contract';
import type { ReplyEvent } from '@parix/workflow';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog, TextArea } from '../../ui/index.ts';

/** What the person may do with the answers as a whole now. */
export function ReplyActs(props: {
  readonly replies: UnitReplies;
  /** Something typed has not reached the server. */
  readonly unsaved: boolean;
  readonly flush: () => void;
}) {
  const say = useWords('replies');
  const [act, setAct] = useState<ReplyEvent | null>(null);
  const { replies } = props;
  if (replies.acts.length === 0) return null;
  return (
    <div className="pw-actions">
      {replies.acts.map((kind) => (
        <Button
          key={kind}
          look={kind === 'returned' || kind === 'reopened' ? 'second' : 'main'}
          onClick={() => {
            props.flush();
            setAct(kind);
          }}
        >
          {say(`replies:act.${kind}`)}
        </Button>
      ))}
      {act ? (
        <ActDialog replies={replies} kind={act} unsaved={props.unsaved} onClose={() => setAct(null)} />
      ) : null}
    </div>
  );
}

function ActDialog(props: {
  readonly replies: UnitReplies;
  readonly kind: ReplyEvent;
  readonly unsaved: boolean;
  readonly onClose: () => void;
}) {
  const say = useWords('replies');
  const queries = useQueryClient();
  const { replies, kind, onClose } = props;
  const [reason, setReason] = useState('');
  const needsReason = kind === 'returned' || kind === 'reopened';
  const run = useMutation({
    mutationFn: () => send(replies, kind, reason.trim()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['replies'] });
      onClose();
    },
    onError: () => void queries.invalidateQueries({ queryKey: ['replies'] }),
  });
  const silent = replies.items.filter(({ answered }) => !answered).length;
  return (
    <Dialog title={say(`replies:act.${kind}`)} onClose={onClose}>
      {run.isError ? <Failure error={run.error} /> : null}
      <p>{say(`replies:actText.${kind}`)}</p>
      {kind === 'sent' && silent > 0 ? <p>{say('replies:silent', { number: silent })}</p> : null}
      {props.unsaved ? <p role="status">{say('replies:unsaved')}</p> : null}
      {needsReason ? (
        <TextArea
          label={say('replies:actReason')}
          required
          maxLength={4000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      ) : null}
      <div className="pw-actions">
        <Button
          disabled={(needsReason && reason.trim() === '') || props.unsaved}
          busy={run.isPending && say('replies:busy')}
          onClick={() => run.mutate()}
        >
          {say(`replies:act.${kind}`)}
        </Button>
        <Button look="second" onClick={onClose}>
          {say('common:cancel')}
        </Button>
      </div>
    </Dialog>
  );
}

function send({ roundId, unitId, sequence }: UnitReplies, kind: ReplyEvent, reason: string) {
  const params = { roundId, unitId };
  switch (kind) {
    case 'sent':
      return call('sendReplies', { params, body: { sequence } });
    case 'approved':
      return call('approveReplies', { params, body: { sequence } });
    case 'returned':
      return call('returnReplies', { params, body: { sequence, reason } });
    case 'reopened':
      return call('reopenReplies', { params, body: { sequence, reason } });
  }
}
