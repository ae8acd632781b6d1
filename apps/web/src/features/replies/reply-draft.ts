import type { EvidenceLink, ReplyItem } from '@parix/api-contract';
import type { ReplyStance } from '@parix/workflow';
import { clean, inOrder, readEvidence } from '../../evidence-parts/read-evidence.ts';
import type { FigureFault } from '../../item-parts/read-figure.ts';

/** One answer as it stands in the form; no stance: nothing is answered yet. */
export interface ReplyDraft {
  readonly stance: ReplyStance | null;
  readonly reason: string;
  readonly evidence: readonly EvidenceLink[];
}

export interface ReadReply {
  readonly body: {
    readonly stance: ReplyStance;
    readonly reason: string | null;
    readonly evidence: EvidenceLink[];
  };
  /** `stance`, `reason`, `evidence.<n>.title`, `evidence.<n>.url`. */
  readonly faults: ReadonlyMap<string, FigureFault>;
}

/** What the form begins with. Whether the unit agrees with a decision that replaced the answered one, nobody has said. */
export const draftOf = ({ reply, answered }: Pick<ReplyItem, 'reply' | 'answered'>): ReplyDraft => ({
  stance: answered ? (reply?.stance ?? null) : null,
  reason: reply?.reason ?? '',
  evidence: reply?.evidence ?? [],
});

/** The request that the draft means. Whoever disagrees says why; a reason without a stance is not sent. */
export function readReply({ stance, reason, evidence }: ReplyDraft): ReadReply {
  const faults = new Map<string, FigureFault>();
  const links = readEvidence(evidence, faults);
  const text = clean(reason);
  if (stance === null) faults.set('stance', { why: 'reason-missing' });
  if (stance === 'disagree' && text === '') faults.set('reason', { why: 'reason-missing' });
  return { body: { stance: stance ?? 'agree', reason: text || null, evidence: links }, faults };
}

/** Whether the server already holds what the draft says. */
export function serverHolds({ reply, answered }: ReplyItem, draft: ReplyDraft): boolean {
  const { body, faults } = readReply(draft);
  return (
    faults.size === 0 &&
    answered &&
    reply !== null &&
    reply.stance === body.stance &&
    reply.reason === body.reason &&
    JSON.stringify(reply.evidence.map(inOrder)) === JSON.stringify(body.evidence)
  );
}
