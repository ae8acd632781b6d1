import { createHash, randomBytes } from 'node:crypto';
import type { ReadingDraw, ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { isJudgedFor, judgedItems } from '../appraisal/decided-pairs.read-model.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { requireRound, type Round, roundUnits } from '../rounds/rounds.read-model.ts';
import { drawSample } from './draw-sample.ts';
import { insertDraw, listDrawRows, listPairs } from './second-readings.queries.ts';

type Wanted = z.output<typeof ROUTES.drawSecondReadings.body>;

interface Pair {
  readonly unitId: string;
  readonly unitCode: string;
  readonly itemId: string;
  readonly areaId: string;
}

/** Items × units of the areas that were not drawn before. */
async function populationOf(
  { db }: Context,
  round: Round,
  areaIds: readonly string[],
): Promise<readonly Pair[]> {
  const stored = await requirePlan(db, round.setVersionId);
  const known = new Set(stored.set.areas.map(({ id }) => id));
  if (areaIds.some((id) => !known.has(id))) refuse('not-found');
  const items = judgedItems(stored).filter(({ areaId }) => areaIds.length === 0 || areaIds.includes(areaId));
  const drawn = new Set((await listPairs(db, round.id)).map(({ unitId, itemId }) => `${unitId} ${itemId}`));
  return (await roundUnits(db, round.id)).flatMap((unit) =>
    items
      .filter((indexed) => isJudgedFor(indexed, unit.kind) && !drawn.has(`${unit.id} ${indexed.item.id}`))
      .map(({ item, areaId }) => ({ unitId: unit.id, unitCode: unit.code, itemId: item.id, areaId })),
  );
}

/** SHA-256 of the pairs, one "unit code, space, item" a line, sorted by code point. */
function hashOf(pairs: readonly Pair[]): string {
  const lines = pairs.map(({ unitCode, itemId }) => `${unitCode} ${itemId}\n`).sort();
  return createHash('sha256').update(lines.join('')).digest('hex');
}

/** Draws by lot from what was not drawn yet. Whoever has the seed and the pairs can draw the same again. */
export async function drawReadings(context: Context, roundId: string, wanted: Wanted): Promise<ReadingDraw> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const { now, person, requestId } = context;
    const round = await requireRound(db, roundId, now, 'update');
    context.permit('second-readings.draw', { phase: round.phase });
    const areaIds = wanted.areaIds ?? [];
    const population = await populationOf(inside, round, areaIds);
    if (population.length < wanted.size)
      refuse('bad-request', { errors: [tooFew(context, population.length)] });
    const seed = wanted.seed ?? randomBytes(16).toString('hex');
    const id = newId();
    const drawn = drawSample(population, seed, wanted.size);
    const draw = { roundId, id, seed, size: drawn.length, population: population.length, at: now };
    const populationSha256 = hashOf(population);
    await insertDraw(
      db,
      { ...draw, populationSha256, areaIds: [...areaIds], drawnBy: person.accountId, requestId },
      drawn.map(({ unitId, itemId, areaId }) => ({ unitId, roundId, itemId, areaId, drawId: id })),
    );
    const detail = { seed, size: drawn.length, population: population.length, populationSha256 };
    await recordAudit(db, context, { action: 'second-readings.drawn', subject: `round:${roundId}`, detail });
    const { items } = await describeDraws(inside, roundId);
    return items.find((each) => each.id === id) ?? refuse('not-found');
  });
}

const tooFew = ({ locale }: Context, left: number) => ({
  place: '/size',
  code: 'population-too-small',
  message:
    locale === 'en'
      ? `Only ${left} items of units are left to draw from.`
      : `Chỉ còn ${left} mục × đơn vị để rút thăm.`,
});

export async function listDraws(context: Context, roundId: string) {
  const { phase } = await requireRound(context.db, roundId, context.now);
  context.permit('agreement.read', { phase });
  return describeDraws(context, roundId);
}

async function describeDraws({ db }: Context, roundId: string): Promise<{ items: ReadingDraw[] }> {
  const pairs = await listPairs(db, roundId);
  return {
    items: (await listDrawRows(db, roundId)).map((row) => ({
      id: row.id,
      seed: row.seed,
      size: row.size,
      population: row.population,
      populationSha256: row.populationSha256,
      areaIds: row.areaIds,
      drawnBy: row.drawnByName,
      at: row.at.toISOString(),
      done: pairs.filter(({ drawId, accountId }) => drawId === row.id && accountId !== null).length,
    })),
  };
}
