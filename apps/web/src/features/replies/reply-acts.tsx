import type { UnitReplies } from '@parix/api-contract';
import type { ReplyEvent } from '@parix/workflow';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ActDialog } from '../../states/act-dialog.tsx';
import { Button } from '../../ui/index.ts';

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
        <ReplyActDialog replies={replies} kind={act} unsaved={props.unsaved} onClose={() => setAct(null)} />
      ) : null}
    </div>
  );
}

function ReplyActDialog(props: {
  readonly replies: UnitReplies;
  readonly kind: ReplyEvent;
  readonly unsaved: boolean;
  readonly onClose: () => void;
}) {
  const say = useWords('replies');
  const { replies, kind, unsaved, onClose } = props;
  const needsReason = kind === 'returned' || kind === 'reopened';
  const silent = replies.items.filter(({ answered }) => !answered).length;
  return (
    <ActDialog
      title={say(`replies:act.${kind}`)}
      act={say(`replies:act.${kind}`)}
      busy={say('replies:busy')}
      reason={needsReason ? { label: say('replies:actReason'), maxLength: 4000 } : null}
      blocked={unsaved}
      run={(reason) => send(replies, kind, reason)}
      renews={['replies']}
      onClose={onClose}
    >
      <p>{say(`replies:actText.${kind}`)}</p>
      {kind === 'sent' && silent > 0 ? <p>{say('replies:silent', { number: silent })}</p> : null}
      {unsaved ? <p role="status">{say('replies:unsaved')}</p> : null}
    </ActDialog>
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
