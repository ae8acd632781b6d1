export type * from './criteria-set.ts';
export type * from './facts.ts';
export { FACT_PROBLEM_CODES } from './facts.ts';
export type * from './results.ts';
