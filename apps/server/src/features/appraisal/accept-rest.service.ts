import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { loadJudging } from '../appraisal-groups/judging.read-model.ts';
import type { StoredSet } from '../criteria-sets/set-library.read-model.ts';
import { blindPairs } from '../second-readings/blind-pairs.read-model.ts';
import { standingDecision, type StoredItem, storedItems } from '../ranking/stored-facts.read-model.ts';
import { latestAppraisals, latestEntries } from '../ranking/round-rows.read-model.ts';
import { roundUnits, type RoundUnit } from '../rounds/rounds.read-model.ts';
import { isJudgedFor } from './decided-pairs.read-model.ts';
import { insertAppraisals } from './appraisal.read-model.ts';
import { cardStandings } from '../sign-off/card-standing.read-model.ts';
import { admit, decisionRow } from './decide.service.ts';

interface Accepted {
  readonly decided: number;
  /** Undecided units left to be looked at one by one. */
  readonly skipped: number;
}

/**
 * Accepts the self-score of every unit that declared something on the items and is not decided yet. Units that
 * declared nothing are left out, as are the appraiser's own unit and those that they are barred from.
 */
export async function acceptRest(
  context: Context,
  roundId: string,
  itemIds: readonly string[],
  sent: { readonly reason: string | null },
): Promise<Accepted> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    for (const itemId of itemIds) await admit(inside, roundId, itemId, null);
    const { round, stage, stored } = await admit(inside, roundId, itemIds[0] ?? '', null);
    if (stage !== 'first') refuse('round-phase');
    const units = await roundUnits(db, roundId);
    const filter = { roundId, itemIds };
    const rows = storedItems(await latestEntries(db, filter), await latestAppraisals(db, filter));
    const open = itemIds.flatMap((itemId) =>
      units
        .filter((unit) => isDue(stored, unit, itemId) && !isDecided(rows.get(unit.id)?.get(itemId)))
        .map((unit) => ({ unit, itemId, row: rows.get(unit.id)?.get(itemId) })),
    );
    const ids = units.map((unit) => unit.id);
    const standings = await cardStandings(db, round, ids, context.now);
    // A card that is open again is not judged until its leader has approved it anew.
    const isShut = (unitId: string): boolean => standings.get(unitId)?.window !== 'open';
    const bar = await loadJudging(db, round, context.person, ids);
    const { hidden, read } = await blindPairs({ ...context, db }, round, []);
    const isBlind = (key: string): boolean => hidden.has(key) || read.has(key);
    const isBarred = (unitId: string, itemId: string): boolean =>
      bar(unitId, stored.items.get(itemId)?.areaId ?? '') !== null || isBlind(`${unitId} ${itemId}`);
    const accepted = open.filter(
      ({ unit, itemId, row }) =>
        row?.entry !== undefined &&
        unit.id !== context.person.unitId &&
        isShut(unit.id) &&
        !isBarred(unit.id, itemId),
    );
    const body = {
      decision: 'accept',
      points: null,
      reason: sent.reason,
      reasonCode: null,
      requirement: null,
    } as const;
    await insertAppraisals(
      db,
      accepted.map(({ unit, itemId, row }) => {
        const version = (row?.appraisal?.version ?? 0) + 1;
        const judged = { stage, entryVersion: row?.entry?.version ?? 0 };
        return decisionRow(context, { roundId, unitId: unit.id, itemId }, version, body, judged);
      }),
    );
    const counts = { decided: accepted.length, skipped: open.length - accepted.length };
    const detail = { items: itemIds.length === 1 ? itemIds[0] : itemIds.length, ...counts };
    await recordAudit(db, context, {
      action: 'appraisal.accepted-rest',
      subject: `round:${roundId}`,
      detail,
    });
    return counts;
  });
}

/** What the set exempts a kind of unit from is nobody's to accept, nor is it left over. */
function isDue({ items }: Pick<StoredSet, 'items'>, { kind }: RoundUnit, itemId: string): boolean {
  const indexed = items.get(itemId);
  return indexed !== undefined && isJudgedFor(indexed, kind);
}

const isDecided = (row: StoredItem | undefined): boolean =>
  row !== undefined && standingDecision(row) !== undefined;
