import type { Round } from '@parix/api-contract';
import { may, type Role, type RoundPhase } from '@parix/workflow';
import type { WordKey } from '../../i18n/keys.ts';

export type StepPlace = 'round' | 'cards' | 'card' | 'appraisal' | 'results';
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
  approved: 'common:todo.publish',
  published: 'common:todo.readResults',
};

/** What a person can do next in a round, by the table of rights; the most pressing first. */
export function nextSteps(role: Role, round: Pick<Round, 'phase'>): readonly NextStep[] {
  const { phase } = round;
  const own = { phase, ownUnit: true };
  const steps: NextStep[] = [];
  if (may(role, 'scorecard.edit', own))
    steps.push({ words: 'common:todo.score', place: 'card', urgent: true });
  if (may(role, 'appraisal.edit', { phase, ownUnit: false, ownArea: true }))
    steps.push({ words: 'common:todo.appraise', place: 'appraisal', urgent: true });
  if (may(role, 'rounds.manage', { phase }))
    steps.push({
      words: STANDING_BODY[phase],
      place: phase === 'published' ? 'results' : 'round',
      urgent: ['draft', 'self-closed', 'approved'].includes(phase),
    });
  else if (may(role, 'results.read', { phase }))
    steps.push({ words: 'common:todo.readResults', place: 'results', urgent: false });
  else if (role === 'unit' && !may(role, 'scorecard.edit', own))
    steps.push({ words: 'common:todo.readCard', place: 'card', urgent: false });
  return steps;
}
