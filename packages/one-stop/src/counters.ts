/**
 * Flows of events: counted on the day on which the dossier was received or ended. `settled-*766` judge the same ends as
 * QĐ 766 does. `refused-received` is a refusal after the receipt; what ended before it was received is counted apart.
 * What applicants say of a settled dossier afterwards (`settled-rated`, `-satisfied`; `-complained-766`: judged
 * dissatisfied or petitioned about, and not late as well) is counted on the day of its end, so such a count of a past
 * day may still rise.
 */
export const FLOWS = [
  'received',
  'settled-early',
  'settled-on-time',
  'settled-late',
  'settled-without-deadline',
  'settled-after-first-due',
  'settled-on-time-766',
  'settled-late-766',
  'settled-rated',
  'settled-satisfied',
  'settled-complained-766',
  'refused-received',
  'withdrawn',
  'stopped',
  'refused-unreceived',
  'withdrawn-unreceived',
  'stopped-unreceived',
] as const;

/**
 * What the dossiers received on a day are, or became later: counted on the day of receipt, so that a share never has
 * more above the line than below it. Such a count of a past day may still rise.
 */
export const TRAITS = [
  'received-online',
  'received-counter',
  'received-post',
  'received-no-channel',
  'online-level-3',
  'online-level-4',
  'online-partial',
  'online-full',
  'fully-online-possible',
  'fully-online',
  'by-post',
  'digitised',
  'with-fee',
  'paid-online',
  'supplement-requests',
  'apologies',
  'reappointed',
] as const;

/**
 * Stocks: +1 on the first and -1 on the day after the last day at whose end the dossier stands so. `open` contains the
 * others; in time is what is open and none of near-due, overdue, paused, without-deadline, which exclude each other.
 * `late-766`: open and late as QĐ 766 judges.
 */
export const STOCKS = ['open', 'near-due', 'overdue', 'paused', 'without-deadline', 'late-766'] as const;

export const COUNTERS = [...FLOWS, ...TRAITS, ...STOCKS] as const;
export type Stock = (typeof STOCKS)[number];
export type Counter = (typeof COUNTERS)[number];
