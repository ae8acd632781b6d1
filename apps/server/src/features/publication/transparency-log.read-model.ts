/** The installation's one log and its key, for features that record something in it. */
export { appendEntries, type Appended } from './append-log.ts';
export { appendRoundEvent, type RoundEvent } from './append-round-event.ts';
export { inclusionOf, type Inclusion } from './log-inclusion.ts';
export { findLeaf, latestCheckpoint, tryLockLog, type StoredCheckpoint } from './log.queries.ts';
export { loadLogKey, type LogKey } from './signing-key.ts';
