import type { SentEvent } from '@parix/api-contract';
import { type DossierEvent, EVENT_KINDS, type EventKind } from '@parix/one-stop';
import type { EventRow, NewEvent } from './take-events.queries.ts';

const ms = (at: string | null | undefined): number | null => (at == null ? null : Date.parse(at));

/** What an event says besides its head, instants as epoch milliseconds; what was not said is left out. */
function dataOf(event: SentEvent): Record<string, unknown> {
  const { channel, level, online, state, dueMoved, returnChannel } = event;
  const { pausedMinutes, supplementRequests, digitised, fee, paidOnline, rating, petitioned } = event;
  const said = {
    channel,
    level,
    online,
    state,
    dueMoved,
    returnChannel,
    pausedMinutes,
    supplementRequests,
    digitised,
    fee,
    paidOnline,
    rating,
    petitioned,
    unit: event.toUnit,
    due: ms(event.due),
    firstDue: ms(event.firstDue),
    received: ms(event.received),
    finished: ms(event.finished),
    returned: ms(event.returned),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value != null));
}

export const toNewEvent = (event: SentEvent, unitId: string): NewEvent => ({
  unitId,
  dossierCode: event.dossier,
  eventId: event.id,
  revision: event.revision,
  voided: event.voided,
  kind: event.kind,
  at: Date.parse(event.at),
  procedureCode: event.procedure ?? null,
  data: dataOf(event),
});

export function kindOf(kind: string): EventKind {
  const known = EVENT_KINDS.find((each) => each === kind);
  if (known === undefined) throw new Error(`a stored event is of kind ${kind}`);
  return known;
}

type Said = Pick<EventRow, 'eventId' | 'revision' | 'voided' | 'kind' | 'data'>;

/** An event as the fold reads it; what was checked at the door is not checked again. `at`: epoch milliseconds. */
export const dossierEvent = ({ eventId, revision, voided, kind, data }: Said, at: number): DossierEvent =>
  ({ ...data, id: eventId, revision, voided, kind: kindOf(kind), at }) as DossierEvent;

/** The same of a stored event. */
export const toDossierEvent = (row: Said & Pick<EventRow, 'at'>): DossierEvent =>
  dossierEvent(row, row.at.getTime());
