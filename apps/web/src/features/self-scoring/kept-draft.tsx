import { useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import type { Entry } from '../../drafts/save-state.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button, Notice, TextArea } from '../../ui/index.ts';

/** Typed text that the server will not take (the deadline, the card's step): kept, readable, and let go only by hand. */
export function KeptDraft(props: {
  readonly entry: Entry<unknown, unknown>;
  readonly editable: boolean;
  readonly text: string;
  readonly onAgain: () => void;
  readonly onDiscard: () => void;
}) {
  const say = useWords('self-scoring');
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  const { entry } = props;
  const refused = entry.state.kind === 'refused' ? entry.state.error : null;
  if (entry.draft === null || (entry.state.kind !== 'refused' && props.editable)) return null;
  const sides = refused instanceof ApiError ? (refused.problem?.errors ?? []) : [];
  const late = refused instanceof ApiError && refused.code === 'deadline-passed';
  const copy = () =>
    void Promise.resolve()
      .then(() => navigator.clipboard.writeText(props.text))
      .then(
        () => setCopied('yes'),
        () => setCopied('no'),
      );
  return (
    <Notice tone="bad" title={say(late ? 'self-scoring:kept.late' : 'self-scoring:kept.title')}>
      {sides.map((side) => (
        <p key={side.place}>{side.message}</p>
      ))}
      <TextArea label={say('self-scoring:kept.text')} readOnly value={props.text} rows={4} />
      <div className="pw-actions">
        <Button look="second" size="small" onClick={copy}>
          {say('self-scoring:kept.copy')}
        </Button>
        <Button look="second" size="small" onClick={props.onAgain}>
          {say('common:save.again')}
        </Button>
        <Button look="quiet" size="small" onClick={props.onDiscard}>
          {say('self-scoring:kept.discard')}
        </Button>
        {copied ? <span role="status">{say(`self-scoring:kept.copied.${copied}`)}</span> : null}
      </div>
    </Notice>
  );
}
