import type { Round } from '@parix/api-contract';

/** Whether units are heard in the round, and when they read their own appraised points. */
export interface HearingDraft {
  readonly waived: boolean;
  readonly waivedReason: string;
  readonly shown: Round['shownToUnits'];
}

export const hearingOf = (round: Round): HearingDraft => ({
  waived: round.replyWaivedReason !== null,
  waivedReason: round.replyWaivedReason ?? '',
  shown: round.shownToUnits,
});

/** Not to hear the units is a decision that says why. */
export const lacksReason = ({ waived, waivedReason }: HearingDraft): boolean =>
  waived && waivedReason.trim() === '';

export const hearingBody = ({ waived, waivedReason, shown }: HearingDraft) => ({
  replyWaivedReason: waived ? waivedReason.trim() : null,
  shownToUnits: [...shown],
});
