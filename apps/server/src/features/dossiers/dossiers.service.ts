import type { DossierRow as ShownDossier, DossierStory, ROUTES } from '@parix/api-contract';
import { WARNING_CODES } from '@parix/one-stop';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { legalDayOf } from '../../platform/legal-day.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { dependsOnRelation } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import { type ArchiveName, archiveNamed } from '../dossier-archive/archives.read-model.ts';
import { knownProcedures, loadProcedureRules } from '../procedures/procedure-rules.read-model.ts';
import { relationToTree } from '../units/unit-tree.read-model.ts';
import { loadWorkingClock } from '../working-calendar/working-clock.read-model.ts';
import { findDossier, keyOf, listOpen, sourceName } from './dossiers.queries.ts';
import { kindOf, toDossierEvent } from './read-event.ts';
import { factsOf } from './facts-of-dossier.ts';
import { procedureOf, standing } from './recount-dossiers.ts';
import { type DossierRow, type EventRow, eventsOf } from './take-events.queries.ts';
import { unitNames, unitsBelow } from './units-of.ts';

const cursorKey = z.tuple([z.iso.datetime(), z.uuid(), z.uuid(), z.string()]);

/** Whoever sees only the own unit and those below it gets these, and is refused when asking for another. */
export async function listDossiers(
  context: Context,
  { queue, unitId: asked, limit, cursor }: z.output<typeof ROUTES.listDossiers.query>,
) {
  const { db, now, person } = context;
  const bound = dependsOnRelation(person, 'dossiers.read');
  const unitId = asked ?? (bound ? (person.unitId ?? undefined) : undefined);
  context.permit('dossiers.read', unitId === undefined ? {} : await relationToTree(db, person, unitId, now));
  const after = decodeCursor(cursor, cursorKey);
  const day = legalDayOf(now);
  const rows = await listOpen(db, queue, day, await unitsBelow(db, unitId, now), after, limit + 1);
  const shown = await describer(context, rows);
  return toPage(rows, limit, keyOf, shown);
}

async function describer(
  { db, now }: Context,
  rows: readonly DossierRow[],
): Promise<(row: DossierRow) => ShownDossier> {
  const names = await unitNames(db, [...new Set(rows.map(({ unitId }) => unitId))], legalDayOf(now));
  const codes = [...new Set(rows.flatMap(({ procedureCode }) => procedureCode ?? []))];
  const procedures = await knownProcedures(db, codes);
  return (row) => ({
    unitId: row.unitId,
    unitName: names.get(row.unitId) ?? row.unitId,
    sourceId: row.sourceId,
    code: row.code,
    procedureCode: row.procedureCode,
    procedureName: procedures.get(row.procedureCode ?? '')?.name ?? null,
    state: row.state,
    receivedAt: row.receivedAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    ending: row.ending,
    channel: row.channel,
  });
}

/** One dossier with everything that was said of it, computed before the reader's eyes from its events. */
export async function dossierStory(
  context: Context,
  { unitId, sourceId, code }: z.output<typeof ROUTES.dossierStory.params>,
): Promise<DossierStory> {
  const { db, now, person } = context;
  context.permit('dossiers.read', await relationToTree(db, person, unitId, now));
  const row = await findDossier(db, unitId, sourceId, code);
  if (!row) refuse('not-found');
  const [head] = [row].map(await describer(context, [row]));
  if (!head) throw new Error(`dossier ${code} was not described`);
  const named = { ...head, sourceName: await sourceName(db, sourceId) };
  if (row.archiveId !== null) return archivedStory(named, row, await archiveNamed(db, row.archiveId));
  const events = await eventsOf(db, sourceId, [{ unitId, code }]);
  const procedureCode = procedureOf(events);
  const ruleOf = await loadProcedureRules(db, procedureCode === null ? [] : [procedureCode]);
  const facts = factsOf(events.map(toDossierEvent), procedureCode, ruleOf, await loadWorkingClock(db));
  const { dueBasis, usedMinutes, pausedMinutes, supplementRequests, reappointed } = facts;
  return {
    ...named,
    dueBasis,
    firstDueAt: isoOrNull(facts.firstDueAt),
    sourceDueAt: isoOrNull(facts.sourceDueAt),
    usedMinutes,
    pausedMinutes,
    supplementRequests,
    reappointed,
    warnings: facts.warnings.map(({ code: warning, eventId }) => ({ code: warning, eventId })),
    archive: null,
    events: toStory(events),
  };
}

const storedWarnings = z.array(z.object({ code: z.enum(WARNING_CODES), eventId: z.string().nullable() }));

/** What it came to is here; how, stands in the archive. */
function archivedStory(
  named: ShownDossier & Pick<DossierStory, 'sourceName'>,
  { warnings }: DossierRow,
  { name, claimedAt }: ArchiveName,
): DossierStory {
  return {
    ...named,
    dueBasis: null,
    firstDueAt: null,
    sourceDueAt: null,
    usedMinutes: null,
    pausedMinutes: null,
    supplementRequests: null,
    reappointed: null,
    warnings: storedWarnings.parse(warnings),
    archive: { name, at: claimedAt.toISOString() },
    events: [],
  };
}

const isoOrNull = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

function toStory(events: readonly EventRow[]): DossierStory['events'] {
  const counted = new Set(standing(events));
  return events
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.revision - b.revision)
    .map((event) => ({
      id: event.eventId,
      revision: event.revision,
      voided: event.voided,
      kind: kindOf(event.kind),
      at: event.at.toISOString(),
      recordedAt: event.recordedAt.toISOString(),
      counts: counted.has(event),
    }));
}
