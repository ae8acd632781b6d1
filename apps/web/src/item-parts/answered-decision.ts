import type { ItemReply, Judgement } from '@parix/api-contract';

/** The stage whose standing decision is answered; `replaced`: another decision has taken the place of that one since. */
export type AnsweredDecision = Judgement['stage'] | 'replaced';

export const answeredDecision = (
  stages: readonly Pick<Judgement, 'stage' | 'version'>[],
  { appraisalVersion }: Pick<ItemReply, 'appraisalVersion'>,
): AnsweredDecision => stages.find(({ version }) => version === appraisalVersion)?.stage ?? 'replaced';

/** How many decisions stand before the reply in the order of time: those up to the one that it answers. */
export const stagesBefore = (
  stages: readonly Pick<Judgement, 'version'>[],
  { appraisalVersion }: Pick<ItemReply, 'appraisalVersion'>,
): number => stages.filter(({ version }) => version <= appraisalVersion).length;
