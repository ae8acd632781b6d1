import type { ReplyItem } from '@parix/api-contract';
import type { ShownReply } from '../../item-parts/stage-table.tsx';

/**
 * The answers beside the decisions: the one in force, and the draft after it where it can be read. What the person is
 * writing stands in the form below and not here, unless it is about a decision that was replaced.
 */
export function shownReplies({
  reply,
  inForce,
  answered,
  editable,
}: Pick<ReplyItem, 'reply' | 'inForce' | 'answered' | 'editable'>): readonly ShownReply[] {
  const draft = reply !== null && reply.version !== inForce?.version ? reply : null;
  const inForm = editable && answered;
  return [
    ...(inForce === null || (inForm && draft === null) ? [] : [{ reply: inForce, draft: false }]),
    ...(draft === null || inForm ? [] : [{ reply: draft, draft: true }]),
  ];
}
