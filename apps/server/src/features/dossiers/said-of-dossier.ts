import type { DossierEvent } from '@parix/one-stop';

const SAID = [
  'state',
  'received',
  'due',
  'firstDue',
  'finished',
  'returned',
  'channel',
  'returnChannel',
  'level',
  'pausedMinutes',
  'supplementRequests',
  'digitised',
  'fee',
  'paidOnline',
  'rating',
] as const;

/** What a file says of a dossier as a whole; null: not said. Instants are epoch milliseconds. */
export type SaidOfDossier = Readonly<Record<(typeof SAID)[number], string | number | boolean | null>>;

/** What all records of one file have in common. `at`: the instant of which it speaks, epoch milliseconds. */
export interface RecordHead {
  readonly eventId: string;
  readonly revision: number;
  readonly at: number;
}

/** As it is stored: what was not said is left out. */
export function dataOf(said: SaidOfDossier): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const field of SAID) if (said[field] !== null) data[field] = said[field];
  return data;
}

/** The same as a text of JSON, without the object in between. */
export function dataText(said: SaidOfDossier): string {
  let text = '';
  for (const field of SAID) {
    const value = said[field];
    if (value !== null) text += `,"${field}":${typeof value === 'string' ? JSON.stringify(value) : value}`;
  }
  return `{${text.slice(1)}}`;
}

/** The event that it is for the fold, every one of the same shape; what was checked at the door is not checked again. */
export const recordEvent = (said: SaidOfDossier, { eventId, revision, at }: RecordHead): DossierEvent =>
  ({
    kind: 'reported',
    id: eventId,
    revision,
    voided: false,
    at,
    state: said.state,
    received: said.received,
    due: said.due,
    firstDue: said.firstDue,
    finished: said.finished,
    returned: said.returned,
    channel: said.channel,
    returnChannel: said.returnChannel,
    level: said.level,
    pausedMinutes: said.pausedMinutes,
    supplementRequests: said.supplementRequests,
    digitised: said.digitised,
    fee: said.fee,
    paidOnline: said.paidOnline,
    rating: said.rating,
  }) as DossierEvent;
