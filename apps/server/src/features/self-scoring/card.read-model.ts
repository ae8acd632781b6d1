/** What other features show of a stored entry. */
export { evidenceOf, figuresOf } from './describe-card.ts';
