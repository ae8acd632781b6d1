import { couldBeAllowed, may, type Role, ROUND_PHASES, type RoundPhase } from '@parix/workflow';

export type RoundTab =
  | 'overview'
  | 'card'
  | 'cards'
  | 'progress'
  | 'appraisers'
  | 'appraisal'
  | 'replies'
  | 'council'
  | 'surveys'
  | 'results'
  | 'analysis'
  | 'remediation';

/** Phases from which on there is something to answer, or that was answered. */
const HEARD: readonly RoundPhase[] = ROUND_PHASES.slice(ROUND_PHASES.indexOf('explanation'));

/** Parts of a round by the table of rights. A unit has its own card; whoever reads others' cards has the list. */
export function tabsOf(roles: readonly Role[], phase: RoundPhase): readonly RoundTab[] {
  const tabs: RoundTab[] = ['overview'];
  if (may(roles, 'scorecard.read', { phase, ownUnit: false })) tabs.push('cards');
  else if (may(roles, 'scorecard.read', { phase, ownUnit: true })) tabs.push('card');
  if (may(roles, 'progress.read', { phase })) tabs.push('progress');
  if (may(roles, 'appraisal-groups.read')) tabs.push('appraisers');
  if (may(roles, 'appraisal.read', { phase, ownUnit: false })) tabs.push('appraisal');
  if (HEARD.includes(phase) && couldBeAllowed(roles, 'replies.read', { phase })) tabs.push('replies');
  if (may(roles, 'surveys.read', { phase })) tabs.push('surveys');
  if (may(roles, 'council.read', { phase })) tabs.push('council');
  if (may(roles, 'results.read', { phase })) tabs.push('results');
  if (may(roles, 'analysis.read', { phase, ownUnit: false })) tabs.push('analysis');
  if (isRemedied(roles, phase)) tabs.push('remediation');
  return tabs;
}

/** Once something was judged or found; and before, for whoever takes the outcome of earlier years into the round. */
function isRemedied(roles: readonly Role[], phase: RoundPhase): boolean {
  const judged = ROUND_PHASES.indexOf(phase) >= ROUND_PHASES.indexOf('appraisal');
  return (
    couldBeAllowed(roles, 'remediation.read', { phase }) && (judged || may(roles, 'facts.import', { phase }))
  );
}
