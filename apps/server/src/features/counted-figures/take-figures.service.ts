import type { CountedTake } from '@parix/api-contract';
import { loadFacts, type UnitFacts } from '@parix/scoring';
import { formatDate, parseDate } from '@parix/working-days';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, PublicContext } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { legalDayOf } from '../../platform/legal-day.ts';
import type { Person } from '../../platform/person.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { type EntryRow, latestEntries } from '../ranking/round-rows.read-model.ts';
import { entryFacts, isExempt } from '../ranking/stored-facts.read-model.ts';
import { requireRound, type Round, type RoundUnit, roundUnits } from '../rounds/rounds.read-model.ts';
import { appendEntries } from '../self-scoring/append-entries.read-model.ts';
import { cardStandings } from '../sign-off/card-standing.read-model.ts';
import { lockCardsOfRound } from '../sign-off/lock-card.read-model.ts';
import { countFigures, type CountedOf, type CountedValue } from './count-figures.ts';
import {
  type CountedRow,
  insertCounted,
  insertTake,
  isTaken,
  latestCounted,
} from './counted-figures.queries.ts';
import { isFrozen } from './freeze.ts';
import { type MeasuredFigure, measuredFigures } from './measured-figures.ts';
import { type ItemTake, takeOfItem, toCountedRow, toEntry } from './take-of-item.ts';

export type Occasion =
  { readonly kind: 'asked' } | { readonly kind: 'opening' | 'closing'; readonly dueAt: Date };

/** Who takes, and when: a person, or the clock (`person` null). */
export type Taker = Pick<PublicContext, 'db' | 'now' | 'requestId'> & { readonly person: Person | null };

/** The standing body takes the figures of a round anew; frozen ones stay. Refuses when the set names no measure. */
export async function takeCountedFigures(context: Context, roundId: string): Promise<CountedTake> {
  const taken = await take(context, roundId, { kind: 'asked' }, (round) =>
    context.permit('facts.import', { phase: round.phase }),
  );
  return taken ?? refuse('nothing-measured');
}

/**
 * Counts every measured figure of every unit and stores what is another than before, as the next version of the items'
 * entries. Does nothing when the occasion was taken already; undefined then, and when nothing is measured.
 */
export async function take(
  taker: Taker,
  roundId: string,
  occasion: Occasion,
  permit: (round: Round) => void,
): Promise<CountedTake | undefined> {
  return inTransaction(taker.db, async (db) => {
    const inside = { ...taker, db };
    await requireRound(db, roundId, taker.now, 'update');
    await lockCardsOfRound(db, roundId);
    const round = await requireRound(db, roundId, taker.now);
    permit(round);
    if (occasion.kind !== 'asked' && (await isTaken(db, roundId, occasion.kind, occasion.dueAt)))
      return undefined;
    const stored = await requirePlan(db, round.setVersionId);
    const measured = measuredFigures(stored.items);
    if (measured.length === 0) return undefined;
    const units = await roundUnits(db, roundId);
    const free = await unfrozen(inside, round, units);
    const today = parseDate(legalDayOf(taker.now)) ?? 0;
    const ids = free.map(({ id }) => id);
    const counted = await countFigures(db, measured, ids, { indexYear: round.indexYear, today });
    const items = await takeItems(inside, round, free, measured, counted);
    const valid = withoutRefused(stored.plan, round, items);
    return store(inside, round, occasion, { units: units.length, free: free.length, items: valid });
  });
}

async function unfrozen(
  { db, now }: Taker,
  round: Round,
  units: readonly RoundUnit[],
): Promise<readonly RoundUnit[]> {
  const ids = units.map(({ id }) => id);
  const standings = await cardStandings(db, round, ids, now);
  return units.filter(({ id }) => {
    const standing = standings.get(id);
    return standing !== undefined && !isFrozen(round, standing);
  });
}

/** Each item of each unit with what was counted for it and what stands there. */
async function takeItems(
  { db }: Taker,
  round: Round,
  units: readonly RoundUnit[],
  measured: readonly MeasuredFigure[],
  counted: CountedOf,
): Promise<readonly ItemTake[]> {
  const unitIds = units.map(({ id }) => id);
  const itemIds = [...new Set(measured.map(({ indexed }) => indexed.item.id))];
  const entries = byPlace(await latestEntries(db, { roundId: round.id, unitIds, itemIds }));
  const before = await latestCounted(db, round.id, unitIds);
  const last = new Map(before.map((row) => [`${row.unitId} ${row.itemId} ${row.figureKey}`, row]));
  return units.flatMap((unit) =>
    itemIds.flatMap((itemId): ItemTake[] => {
      const figures = measured.filter(({ indexed }) => indexed.item.id === itemId);
      const item = figures[0]?.indexed.item;
      if (!item || isExempt(item, unit.kind)) return [];
      const entry = entries.get(`${unit.id} ${itemId}`);
      const values = figures.map((one): readonly [MeasuredFigure, CountedValue, CountedRow | undefined] => [
        one,
        counted(unit.id, one),
        last.get(`${unit.id} ${itemId} ${one.figure.key}`),
      ]);
      return [takeOfItem(unit, item, entry, values)];
    }),
  );
}

const byPlace = (entries: readonly EntryRow[]): ReadonlyMap<string, EntryRow> =>
  new Map(entries.map((entry) => [`${entry.unitId} ${entry.itemId}`, entry]));

type Plan = Parameters<typeof loadFacts>[0];

/** Lets the engine judge the figures; one that it would refuse is kept as counted, but is no data of the item. */
function withoutRefused(plan: Plan, round: Round, items: readonly ItemTake[]): readonly ItemTake[] {
  const units = new Map<string, UnitFacts & { readonly items: Record<string, UnitFacts['items'][string]> }>();
  for (const { unit, item, entry, figures } of items) {
    const { code, name, kind } = unit;
    const facts = units.get(code) ?? { unit: code, name, kind, block: round.blockId, items: {} };
    facts.items[item.id] = { ...(entry && entryFacts(item, entry)), figures };
    units.set(code, facts);
  }
  const { problems } = loadFacts(plan, [...units.values()]);
  const refused = new Set(problems.map(({ unit, item, figure }) => `${unit} ${item} ${figure}`));
  if (refused.size === 0) return items;
  return items.map((one) => {
    const isRefused = (key: string): boolean => refused.has(`${one.unit.code} ${one.item.id} ${key}`);
    const values = one.values.map(
      ([measured, value, last]) =>
        [
          measured,
          isRefused(measured.figure.key) ? { ...value, value: null, reason: 'out-of-range' as const } : value,
          last,
        ] as const,
    );
    return takeOfItem(one.unit, one.item, one.entry, values);
  });
}

interface Outcome {
  readonly units: number;
  readonly free: number;
  readonly items: readonly ItemTake[];
}

async function store(
  taker: Taker,
  round: Round,
  occasion: Occasion,
  { units, free, items }: Outcome,
): Promise<CountedTake> {
  const { db, now, person, requestId } = taker;
  const id = newId();
  const changed = items.filter((one) => one.changed);
  const unitsOf = (some: readonly ItemTake[]): number => new Set(some.map(({ unit }) => unit.id)).size;
  const summary = {
    units,
    written: unitsOf(changed),
    missing: unitsOf(items.filter(({ values }) => values.some(([, { value }]) => value === null))),
    frozen: units - free,
  };
  const dueAt = occasion.kind === 'asked' ? null : occasion.dueAt;
  const head = { id, roundId: round.id, occasion: occasion.kind, dueAt, at: now, requestId };
  await insertTake(db, { ...head, ...summary, authorId: person?.accountId ?? null });
  await appendEntries(
    db,
    changed.map((one) => toEntry(one, round.id, { ...taker, takeId: id })),
  );
  await insertCounted(
    db,
    items.flatMap((one) => toCountedRow(one, round.id, { takeId: id, now })),
  );
  const detail = { occasion: occasion.kind, asOf: formatDate(parseDate(legalDayOf(now)) ?? 0), ...summary };
  await recordAudit(db, taker, { action: 'counted-figures.taken', subject: `round:${round.id}`, detail });
  return {
    occasion: occasion.kind,
    at: now.toISOString(),
    by: person?.displayName ?? null,
    ...summary,
  };
}
