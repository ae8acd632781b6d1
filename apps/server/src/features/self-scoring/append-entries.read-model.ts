/** For features that write figures of items which units do not score themselves; the caller holds the round. */
export { insertEntries as appendEntries } from './item-entries.queries.ts';
