import type { ROUTES } from '@parix/api-contract';
import { may } from '@parix/workflow';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { containsPattern, foldedColumn } from '../../platform/search-text.ts';
import { requirePlan, type StoredSet } from '../criteria-sets/set-library.read-model.ts';
import { scoreFacts } from '../ranking/round-facts.read-model.ts';
import { composeUnit, standingDecision, type StoredFacts } from '../ranking/stored-facts.read-model.ts';
import {
  pageOfRoundUnits,
  relationToRound,
  requireRound,
  type Round,
  type RoundUnit,
} from '../rounds/rounds.read-model.ts';
import { toCardTotals } from './describe-card.ts';
import { factsOnCards } from './list-cards.queries.ts';

type CardsQuery = z.output<typeof ROUTES.listCards.query>;
type Summary = z.output<typeof ROUTES.listCards.response>['items'][number];

/** Cards of a round that the person may see, by unit name, with how far each has come. */
export async function listCards(context: Context, roundId: string, { limit, cursor, q }: CardsQuery) {
  context.permit('rounds.read');
  const round = await requireRound(context.db, roundId, context.now);
  const onlyUnitId = visibleUnit(context, round);
  if (onlyUnitId === null) return { items: [], next: null };
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const where = q === undefined || q.trim() === '' ? undefined : matches(q);
  const units = await pageOfRoundUnits(context.db, roundId, { after, limit: limit + 1, onlyUnitId, where });
  const page = toPage(
    units,
    limit,
    (unit) => [unit.name, unit.id],
    (unit) => unit,
  );
  return { items: await summarise(context, round, page.items), next: page.next };
}

const matches = (q: string) => {
  const pattern = containsPattern(q);
  return sql<boolean>`(${foldedColumn('ru.unit_name')} like ${pattern} or ${foldedColumn('u.code')} like ${pattern})`;
};

/** undefined: every card. An id: only that unit's. null: none. */
function visibleUnit({ person }: Context, { phase }: Round): string | undefined | null {
  if (may(person.roles, 'scorecard.read', { phase, ownUnit: false })) return undefined;
  return may(person.roles, 'scorecard.read', { phase, ownUnit: true }) ? person.unitId : null;
}

async function summarise(context: Context, round: Round, units: readonly RoundUnit[]): Promise<Summary[]> {
  if (units.length === 0) return [];
  const { db, person } = context;
  const stored = await requirePlan(db, round.setVersionId);
  const cards = await factsOnCards(
    db,
    round.id,
    units.map(({ id }) => id),
  );
  const facts = units.map((unit) =>
    composeUnit(unit, round.blockId, stored.items, cards.get(unit.id), 'self'),
  );
  const scored = scoreFacts(stored.plan, facts);
  return units.map((unit, index) => {
    const { filled, items } = toCardTotals(stored, { plan: stored.plan, ...scored }, index);
    const ownUnit = person.unitId === unit.id;
    const counts = may(person.roles, 'appraisal.read', { ...relationToRound(round), ownUnit });
    const own = cards.get(unit.id) ?? NOTHING;
    return {
      unitId: unit.id,
      unitCode: unit.code,
      unitName: unit.name,
      unitKind: unit.kind,
      filled,
      items,
      appraised: counts ? decidedCount(stored, own) : null,
      lastChange: lastChange(own),
    };
  });
}

type CardFacts = ReadonlyMap<string, StoredFacts>;
const NOTHING: CardFacts = new Map();

const decidedCount = (stored: StoredSet, own: CardFacts): number =>
  [...own].filter(([id, item]) => stored.items.has(id) && standingDecision(item) !== undefined).length;

function lastChange(own: CardFacts): string | null {
  const times = [...own.values()].flatMap(({ entry }) => (entry ? [entry.recordedAt.getTime()] : []));
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
}
