import type { ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { relationToTree } from '../units/unit-tree.read-model.ts';
import { openCard } from './open-card.read-model.ts';
import { listChangedSince, listPresent, notePresence } from './presence.queries.ts';

type Pulse = z.output<typeof ROUTES.pulse.response>;

/** Whoever gave no sign of life for so long is no longer there. */
const PRESENT_MS = 30_000;
/** A save is told by the instant it was received, and may have been stored a little later: looked back so far. */
const OVERLAP_MS = 30_000;

/** Notes where the person is on the card and tells who else is there and what was saved since the pulse before. */
export async function pulse(
  context: Context,
  card: { readonly roundId: string; readonly unitId: string },
  { itemId, since }: z.output<typeof ROUTES.pulse.body>,
): Promise<Pulse> {
  const { db, person, now } = context;
  const { round, standing } = await openCard(db, person, card, now);
  const relation = await relationToTree(db, person, card.unitId, now);
  context.permit('scorecard.read', { ...relation, phase: round.phase });
  // Only the unit's own people are shown to each other.
  const inside = relation.ownUnit === true;
  if (inside) await notePresence(db, card, { accountId: person.accountId, itemId, seenAt: now });
  const people = inside
    ? await listPresent(db, card, person.accountId, new Date(now.getTime() - PRESENT_MS))
    : [];
  const changed =
    since === null ? [] : await listChangedSince(db, card, new Date(new Date(since).getTime() - OVERLAP_MS));
  return {
    serverTime: now.toISOString(),
    state: standing.state,
    window: standing.window,
    closesAt: standing.closesAt?.toISOString() ?? null,
    people: people.map(({ name, itemId: at, seenAt }) => ({
      name,
      itemId: at,
      seenAt: seenAt.toISOString(),
    })),
    changed: changed.map(({ at, ...item }) => ({ ...item, at: at.toISOString() })),
  };
}
