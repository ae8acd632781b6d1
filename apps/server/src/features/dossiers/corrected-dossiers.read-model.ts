import { countsOf, type DayCount } from '@parix/one-stop';
import type { DayNumber, WorkingClock } from '@parix/working-days';
import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import { loadProcedureRules } from '../procedures/procedure-rules.read-model.ts';
import type { RuleOfProcedure } from '../procedures/rules-in-force.read-model.ts';
import { loadWorkingClock } from '../working-calendar/working-clock.read-model.ts';
import { toDossierEvent } from './read-event.ts';
import { factsOf } from './facts-of-dossier.ts';
import { procedureOf } from './recount-dossiers.ts';
import { eventsOf, type EventRow } from './take-events.queries.ts';

/** One dossier by the names under which its story is read. */
export interface DossierName {
  readonly unitId: string;
  readonly sourceId: string;
  readonly code: string;
}

/** Dossiers that are looked into, newest news first: each is computed twice from its events. */
const MOST = 2000;

/**
 * Dossiers of the units that add something else to the days up to `last` than they did by what was known at `since`:
 * corrected, taken back or heard of late. `more`: not all of the news was looked into, because there was so much of it or
 * because events of it are archived.
 */
export async function correctedDossiers(
  db: Db,
  unitIds: readonly string[],
  since: Date,
  last: DayNumber,
): Promise<{ readonly dossiers: readonly DossierName[]; readonly more: boolean }> {
  const changed = await changedSince(db, unitIds, since);
  const looked = changed
    .slice(0, MOST)
    .flatMap(({ archived, ...dossier }): DossierName[] => (archived ? [] : [dossier]));
  const events = await eventsByDossier(db, looked);
  const clock = await loadWorkingClock(db);
  const codes = [...events.values()].flatMap((rows) => [procedureOf(rows), procedureOf(known(rows, since))]);
  const ruleOf = await loadProcedureRules(db, [...new Set(codes.filter((code) => code !== null))]);
  const dossiers = looked.filter((dossier) => {
    const rows = events.get(nameOf(dossier)) ?? [];
    const adds = (of: readonly EventRow[]): string => addedUpTo(of, last, ruleOf, clock);
    return adds(rows) !== adds(known(rows, since));
  });
  return { dossiers, more: changed.length > looked.length };
}

const known = (rows: readonly EventRow[], since: Date): readonly EventRow[] =>
  rows.filter(({ recordedAt }) => recordedAt <= since);

const nameOf = ({ unitId, sourceId, code }: DossierName): string => `${unitId}\n${sourceId}\n${code}`;

async function changedSince(
  db: Db,
  unitIds: readonly string[],
  since: Date,
): Promise<(DossierName & { readonly archived: boolean })[]> {
  const { rows } = await sql<DossierName & { archived: boolean }>`
    select unit_id, source_id, code, archive_id is not null as archived from dossier
    where unit_id = any(${unitIds}::uuid[]) and changed_at > ${since}
    order by changed_at desc, unit_id, source_id, code limit ${MOST + 1}`.execute(db);
  return rows;
}

async function eventsByDossier(
  db: Db,
  dossiers: readonly DossierName[],
): Promise<ReadonlyMap<string, readonly EventRow[]>> {
  const found = new Map<string, EventRow[]>();
  for (const sourceId of new Set(dossiers.map((dossier) => dossier.sourceId))) {
    const keys = dossiers.filter((dossier) => dossier.sourceId === sourceId);
    for (const row of await eventsOf(db, sourceId, keys)) {
      const name = nameOf({ unitId: row.unitId, sourceId, code: row.dossierCode });
      const rows = found.get(name);
      if (rows) rows.push(row);
      else found.set(name, [row]);
    }
  }
  return found;
}

/** What the events add to the days up to the last, in one order. */
function addedUpTo(
  rows: readonly EventRow[],
  last: DayNumber,
  ruleOf: RuleOfProcedure,
  clock: WorkingClock,
): string {
  if (rows.length === 0) return '';
  const facts = factsOf(rows.map(toDossierEvent), procedureOf(rows), ruleOf, clock);
  return countsOf(facts, clock)
    .filter(({ day }) => day <= last)
    .map(({ day, counter, by }: DayCount) => `${day} ${counter} ${by}`)
    .sort()
    .join('\n');
}
