/* What putting dossiers into an archive and taking them out again needs of them. */
export { COUNTER_PLACES } from './counter-places.ts';
export { recountDossiers } from './recount-dossiers.ts';
export {
  type DossierKey,
  type DossierRow,
  type EventRow,
  eventsOf,
  lockSource,
} from './take-events.queries.ts';
