import type { WordKey } from '../../i18n/keys.ts';

const REASONS: ReadonlyMap<string, WordKey> = new Map([
  ['below-step', 'analysis:reason.below-step'],
  ['below-target', 'analysis:reason.below-target'],
  ['below-floor', 'analysis:reason.below-floor'],
  ['requirement-unmet', 'analysis:reason.requirement-unmet'],
  ['lower-state', 'analysis:reason.lower-state'],
  ['too-few', 'analysis:reason.too-few'],
  ['occurrences', 'analysis:reason.occurrences'],
  ['late', 'analysis:reason.late'],
  ['survey', 'analysis:reason.survey'],
  ['given', 'analysis:reason.given'],
  ['formula', 'analysis:reason.formula'],
  ['no-data', 'analysis:reason.no-data'],
  ['not-appraised', 'analysis:reason.not-appraised'],
  ['appraiser-reduced', 'analysis:reason.appraiser-reduced'],
  ['policy-zero', 'analysis:reason.policy-zero'],
  ['older-value', 'analysis:reason.older-value'],
]);

/** Why points were lost; a reason that this page does not know yet is named as another one. */
export const reasonWord = (code: string): WordKey => REASONS.get(code) ?? 'analysis:reason.other';

const CAUSES: ReadonlyMap<string, WordKey> = new Map([
  ['mapping', 'analysis:cause.mapping'],
  ['item-added', 'analysis:cause.item-added'],
  ['item-dropped', 'analysis:cause.item-dropped'],
  ['not-applicable-before', 'analysis:cause.not-applicable-before'],
  ['not-applicable-after', 'analysis:cause.not-applicable-after'],
  ['no-data', 'analysis:cause.no-data'],
  ['facts-do-not-fit', 'analysis:cause.facts-do-not-fit'],
  ['no-maximum', 'analysis:cause.no-maximum'],
]);

/** Why an item is not compared. */
export const causeWord = (code: string): WordKey => CAUSES.get(code) ?? 'analysis:cause.mapping';
