import { may, type Role, type RoundPhase } from '@parix/workflow';

export type RoundTab = 'overview' | 'card' | 'cards' | 'progress' | 'appraisers' | 'appraisal' | 'results';

/** Parts of a round by the table of rights. A unit has its own card; whoever reads others' cards has the list. */
export function tabsOf(roles: readonly Role[], phase: RoundPhase): readonly RoundTab[] {
  const tabs: RoundTab[] = ['overview'];
  if (may(roles, 'scorecard.read', { phase, ownUnit: false })) tabs.push('cards');
  else if (may(roles, 'scorecard.read', { phase, ownUnit: true })) tabs.push('card');
  if (may(roles, 'progress.read', { phase })) tabs.push('progress');
  if (may(roles, 'appraisal-groups.read')) tabs.push('appraisers');
  if (may(roles, 'appraisal.read', { phase, ownUnit: false })) tabs.push('appraisal');
  if (may(roles, 'results.read', { phase })) tabs.push('results');
  return tabs;
}
