export { evidenceOf } from './describe-card.ts';
export { findRoundBefore } from './last-year.queries.ts';
