import type { DossierEvent, DossierFacts, ProcedureRule } from '@parix/one-stop';
import type { WorkingClock } from '@parix/working-days';
import type { Context, Db } from '../../platform/context.ts';
import { loadProcedureRules } from '../procedures/procedure-rules.read-model.ts';
import { loadWorkingClock } from '../working-calendar/working-clock.read-model.ts';
import { toDossierEvent } from './read-event.ts';
import { factsOf } from './facts-of-dossier.ts';
import { procedureOf, recountDossiers, standing } from './recount-dossiers.ts';
import { type EventRow, eventsOf, insertEvents, type NewEvent, noteTaken } from './take-events.queries.ts';

export {
  builtInSource,
  counterKeyOf,
  type CounterList,
  listOfCounter,
  lockCounter,
} from './built-in-source.queries.ts';
export type { DossierRow } from './take-events.queries.ts';
export { kindOf } from './read-event.ts';
export { unitNames } from './units-of.ts';

/** A dossier of the built-in source with everything that was told of it, and what that comes to. */
export interface ToldDossier {
  readonly unitId: string;
  readonly code: string;
  readonly sourceId: string;
  readonly rows: readonly EventRow[];
  /** Rows that no higher revision has replaced or taken back. */
  readonly standing: ReadonlySet<EventRow>;
  readonly events: readonly DossierEvent[];
  readonly facts: DossierFacts;
  readonly procedureCode: string | null;
  readonly rule: ProcedureRule;
  readonly clock: WorkingClock;
}

export async function readTold(
  db: Db,
  { unitId, code, sourceId }: Pick<ToldDossier, 'unitId' | 'code' | 'sourceId'>,
): Promise<ToldDossier> {
  const rows = await eventsOf(db, sourceId, [{ unitId, code }]);
  const events = rows.map(toDossierEvent);
  const procedureCode = procedureOf(rows);
  const ruleOf = await loadProcedureRules(db, procedureCode === null ? [] : [procedureCode]);
  const clock = await loadWorkingClock(db);
  const facts = factsOf(events, procedureCode, ruleOf, clock);
  const rule = ruleOf(procedureCode, facts.receivedAt);
  return {
    ...{ unitId, code, sourceId, rows, events, facts },
    standing: new Set(standing(rows)),
    procedureCode,
    rule,
    clock,
  };
}

/** Stores an event of the built-in source and counts the dossier anew; the caller holds `lockCounter`. */
export async function tell(
  { db, now, requestId }: Pick<Context, 'db' | 'now' | 'requestId'>,
  sourceId: string,
  event: NewEvent,
): Promise<void> {
  const stored = await insertEvents(db, sourceId, [event], { now, requestId });
  if (stored.size !== 1) throw new Error(`event ${event.eventId} of ${event.dossierCode} was told before`);
  await recountDossiers(db, sourceId, [{ unitId: event.unitId, code: event.dossierCode }], now);
  await noteTaken(db, sourceId, now);
}
