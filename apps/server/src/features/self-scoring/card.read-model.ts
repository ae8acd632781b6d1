/** What other features show of a stored entry. */
export { evidenceOf, figuresOf, withProvenance } from './describe-card.ts';
