/** Results of the round before, for what is published. */
export { previousResults } from './ranking.service.ts';
