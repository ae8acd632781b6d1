import { COUNTERS, type Counter } from '@parix/one-stop';

/**
 * Place of each counter in the stored sums. Rows of years stand in this order: a new counter is added at the end, none
 * is ever moved or taken out.
 */
const PLACES: Readonly<Record<Counter, number>> = {
  received: 0,
  'settled-early': 1,
  'settled-on-time': 2,
  'settled-late': 3,
  'settled-without-deadline': 4,
  'settled-after-first-due': 5,
  'settled-on-time-766': 6,
  'settled-late-766': 7,
  'refused-received': 8,
  withdrawn: 9,
  stopped: 10,
  'refused-unreceived': 11,
  'withdrawn-unreceived': 12,
  'stopped-unreceived': 13,
  'received-online': 14,
  'received-counter': 15,
  'received-post': 16,
  'received-no-channel': 17,
  'online-level-3': 18,
  'online-level-4': 19,
  'online-partial': 20,
  'online-full': 21,
  'fully-online-possible': 22,
  'fully-online': 23,
  'by-post': 24,
  digitised: 25,
  'with-fee': 26,
  'paid-online': 27,
  'supplement-requests': 28,
  apologies: 29,
  reappointed: 30,
  open: 31,
  'near-due': 32,
  overdue: 33,
  paused: 34,
  'without-deadline': 35,
  'late-766': 36,
  'settled-rated': 37,
  'settled-satisfied': 38,
  'settled-complained-766': 39,
};

export const placeOf = (counter: Counter): number => PLACES[counter];

/** Counters by their places. */
export const COUNTER_PLACES: readonly Counter[] = COUNTERS.toSorted((a, b) => PLACES[a] - PLACES[b]);
