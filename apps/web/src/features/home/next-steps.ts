import type { Round } from '@parix/api-contract';
import {
  type CardWindow,
  couldBeAllowed,
  isUnitRole,
  may,
  type Role,
  type RoundPhase,
} from '@parix/workflow';
import type { WordKey } from '../../i18n/keys.ts';

export type StepPlace = 'round' | 'cards' | 'card' | 'appraisal' | 'replies' | 'results';
export interface NextStep {
  readonly words: WordKey;
  readonly place: StepPlace;
  /** A thing to do now, not only something to look at. */
  readonly urgent: boolean;
}

const STANDING_BODY: Readonly<Record<RoundPhase, WordKey>> = {
  draft: 'common:todo.open',
  scheduled: 'common:todo.waitOpening',
  'self-scoring': 'common:todo.follow',
  'self-closed': 'common:todo.startAppraisal',
  appraisal: 'common:todo.followAppraisal',
  explanation: 'common:todo.followReplies',
  'explanation-closed': 'common:todo.startReappraisal',
  reappraisal: 'common:todo.followAppraisal',
  council: 'common:todo.prepareCouncil',
  approved: 'common:todo.publish',
  published: 'common:todo.readResults',
};

const WINDOW_OF: Readonly<Partial<Record<RoundPhase, CardWindow>>> = {
  draft: 'before',
  scheduled: 'before',
  'self-scoring': 'open',
};

/** Phases in which a unit may read its preliminary result, where the round shows it. */
const HEARD: ReadonlySet<RoundPhase> = new Set([
  'explanation',
  'explanation-closed',
  'reappraisal',
  'council',
]);

/** What a person can do next in a round, by the table of rights; the most pressing first. */
export function nextSteps(roles: readonly Role[], round: Pick<Round, 'phase'>): readonly NextStep[] {
  const { phase } = round;
  // What the card itself says (its step, whose items) is known when it is opened.
  const own = { phase, ownUnit: true, window: WINDOW_OF[phase] ?? ('closed' as const) };
  const steps: NextStep[] = [];
  if (couldBeAllowed(roles, 'scorecard.edit', own))
    steps.push({ words: 'common:todo.score', place: 'card', urgent: true });
  if (HEARD.has(phase) && couldBeAllowed(roles, 'replies.read', own) && roles.some(isUnitRole))
    steps.push(
      phase === 'explanation'
        ? { words: 'common:todo.reply', place: 'replies', urgent: true }
        : { words: 'common:todo.readPreliminary', place: 'replies', urgent: false },
    );
  if (couldBeAllowed(roles, 'appraisal.edit', { phase, ownUnit: false, ownArea: true }))
    steps.push({ words: 'common:todo.appraise', place: 'appraisal', urgent: true });
  if (may(roles, 'rounds.manage', { phase }))
    steps.push({
      words: STANDING_BODY[phase],
      place: phase === 'published' ? 'results' : 'round',
      urgent: ['draft', 'self-closed', 'explanation-closed', 'council', 'approved'].includes(phase),
    });
  else if (may(roles, 'results.read', { phase }))
    steps.push({ words: 'common:todo.readResults', place: 'results', urgent: false });
  else if (roles.some(isUnitRole) && !couldBeAllowed(roles, 'scorecard.edit', own))
    steps.push({ words: 'common:todo.readCard', place: 'card', urgent: false });
  return steps;
}
