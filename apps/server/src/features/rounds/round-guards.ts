import type { RoundGuard, RoundMove } from '@parix/workflow';
import type { Context } from '../../platform/context.ts';
import { requireEqualResults } from '../ranking/frozen-results.read-model.ts';
import type { ScoredRound } from '../ranking/scored-round.read-model.ts';
import { refuseIncomplete } from './complete-round.ts';
import { requireAreasSigned, requireMinutesSigned, requireSurveysFrozen } from './council-guards.ts';
import {
  requireContestedJudged,
  requireJudged,
  requireReasons,
  requireRepliesOver,
  requireReplyWindow,
  requireWaived,
} from './hearing-guards.ts';
import { requireReason } from './step-back.ts';
import type { Round } from './rounds.read-model.ts';
import { requireOpenable, requireSelfScored } from './self-scoring-guards.ts';

/** What the person says with the step. */
export interface SaidWithMove {
  readonly reason: string;
  /** Warnings of an earlier answer are known. */
  readonly acknowledge: boolean;
}

/** The round as it stands, read and scored when it is first asked for, once for a step. */
export type ScoredOnce = () => Promise<ScoredRound>;

type Guard = (context: Context, round: Round, said: SaidWithMove, scored: ScoredOnce) => Promise<void>;

/** How each guard of `ROUND_MOVES` finds out; it refuses with what is missing. */
const GUARDS: Readonly<Record<RoundGuard, Guard>> = {
  openable: (context, round, { acknowledge }) => requireOpenable(context, round, acknowledge),
  'self-scoring-over': (context, round, { acknowledge }) => requireSelfScored(context, round, acknowledge),
  'all-judged': async (context, _round, _said, scored) => requireJudged(context, await scored()),
  'reasons-given': async (context, _round, _said, scored) => requireReasons(context, await scored()),
  'reply-window': requireReplyWindow,
  'reply-waived': requireWaived,
  'replies-over': requireRepliesOver,
  'contested-judged': requireContestedJudged,
  'all-concluded': async ({ locale }, _round, _said, scored) => refuseIncomplete(await scored(), locale),
  'areas-signed': requireAreasSigned,
  'surveys-frozen': requireSurveysFrozen,
  'minutes-signed': requireMinutesSigned,
  'results-equal': async (context, round, _said, scored) =>
    requireEqualResults(context, round, await scored()),
  // Part of the act that publishes: it cannot be called without.
  'decision-given': () => Promise.resolve(),
  'reason-given': requireReason,
};

/** Asks the guards of the step in their order; the first that does not hold refuses. */
export async function requireGuards(
  context: Context,
  round: Round,
  { guards }: RoundMove,
  said: SaidWithMove,
  scored: ScoredOnce,
): Promise<void> {
  for (const guard of guards) await GUARDS[guard](context, round, said, scored);
}
