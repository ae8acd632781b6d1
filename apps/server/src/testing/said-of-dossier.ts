import type { SaidOfDossier } from '../features/dossiers/compute-records.read-model.ts';

/** A row of a file that says nothing but which dossier it is. */
export const NOTHING_SAID: SaidOfDossier = {
  state: null,
  received: null,
  due: null,
  firstDue: null,
  finished: null,
  returned: null,
  channel: null,
  returnChannel: null,
  level: null,
  pausedMinutes: null,
  supplementRequests: null,
  digitised: null,
  fee: null,
  paidOnline: null,
  rating: null,
};
