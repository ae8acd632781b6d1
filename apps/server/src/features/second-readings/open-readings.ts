import { isAreaRole, type RoundState } from '@parix/workflow';
import type { Context, Db } from '../../platform/context.ts';
import type { Person } from '../../platform/person.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { insertOpenReadings, openReadingsOf } from './second-readings.queries.ts';

/** Decisions that somebody is shown: on one pair, on a unit, on an item, or, where nothing is said, on everything. */
export interface Shown {
  readonly unitId?: string;
  readonly itemId?: string;
}

/** A unit of no round, which stands for every unit. */
const EVERY_UNIT = '00000000-0000-0000-0000-000000000000';
const EVERY_ITEM = '';

/** States in which nothing is hidden from appraisers, and from which a round may step back to where they judge. */
const LAID_OPEN: ReadonlySet<RoundState> = new Set<RoundState>(['council', 'approved']);

/**
 * Keeps what a person of an area is shown while the round lies before the council. Should it step back to the appraisal,
 * they judge none of it blind: they know what the first one said.
 */
export async function noteOpenReading(
  { db, person, now }: Pick<Context, 'db' | 'person' | 'now'>,
  round: Round,
  shown: readonly Shown[],
): Promise<void> {
  if (!LAID_OPEN.has(round.state) || !person.roles.some(isAreaRole) || shown.length === 0) return;
  await insertOpenReadings(
    db,
    shown.map(({ unitId = EVERY_UNIT, itemId = EVERY_ITEM }) => {
      return { unitId, itemId, roundId: round.id, accountId: person.accountId, at: now };
    }),
  );
}

/** Whether the person was shown the decision on a pair while nothing was hidden from them. */
export async function wasShown(
  db: Db,
  { id }: Round,
  { accountId }: Person,
): Promise<(unitId: string, itemId: string) => boolean> {
  const seen = new Set((await openReadingsOf(db, id, accountId)).map((row) => `${row.unitId} ${row.itemId}`));
  return (unitId, itemId) =>
    [unitId, EVERY_UNIT].some((unit) => [itemId, EVERY_ITEM].some((item) => seen.has(`${unit} ${item}`)));
}
