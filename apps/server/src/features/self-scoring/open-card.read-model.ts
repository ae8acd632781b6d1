import { type CardEvent, phaseOf } from '@parix/workflow';
import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import type { Person } from '../../platform/person.ts';
import { refuse } from '../../platform/refusal.ts';
import { ownItemsSql } from '../assignments/own-items.read-model.ts';
import { requirePlan, type StoredSet } from '../criteria-sets/set-library.read-model.ts';
import { cardStamp } from '../ranking/card-rows.read-model.ts';
import type { RoundRows } from '../ranking/round-facts.read-model.ts';
import type { StoredItem } from '../ranking/stored-facts.read-model.ts';
import { clockOf, type Round, type RoundUnit } from '../rounds/rounds.read-model.ts';
import { type CardStanding, standingOf } from '../sign-off/card-standing.read-model.ts';

/** One card as it stands at an instant, but for what is stored on it. */
export interface OpenCard {
  readonly round: Round;
  readonly unit: RoundUnit;
  readonly standing: CardStanding;
  /** Items that count as the person's own. */
  readonly own: ReadonlySet<string>;
  readonly stored: StoredSet & { readonly plan: NonNullable<StoredSet['plan']> };
  /** Number of rows stored on the card: see `cardRows`. */
  readonly stamp: number;
}

/** Everything that decides about a card, in one statement: a save waits for few. 404 when the unit takes no part. */
export async function openCard(
  db: Db,
  person: Person,
  card: { readonly roundId: string; readonly unitId: string },
  now: Date,
): Promise<OpenCard> {
  const events = sql`card_event where unit_id = ${card.unitId} and round_id = ${card.roundId}`;
  const row = await db
    .selectFrom('round as r')
    .innerJoin('roundUnit as ru', 'ru.roundId', 'r.id')
    .innerJoin('unit as u', 'u.id', 'ru.unitId')
    .innerJoin('criteriaSetVersion as s', 's.id', 'r.setVersionId')
    .selectAll('r')
    .select(['u.code', 'ru.unitName', 'ru.unitKind', 'ru.unranked', 's.fingerprint'])
    .select([
      sql<number | null>`(select max(sequence) from ${events})`.as('sequence'),
      sql<Exclude<CardEvent, 'extended'> | null>`
        (select kind from ${events} and kind <> 'extended' order by sequence desc limit 1)`.as('last'),
      sql<number | null>`(select max(sequence) from ${events} and kind <> 'extended')`.as('lastSequence'),
      sql<Date | null>`
        (select closes_at from ${events} and closes_at is not null order by sequence desc limit 1)`.as(
        'extendedUntil',
      ),
      cardStamp(card).as('stamp'),
      ownItemsSql(person, card, now).as('own'),
    ])
    .where('r.id', '=', card.roundId)
    .where('ru.unitId', '=', card.unitId)
    .executeTakeFirst();
  if (!row) refuse('not-found');
  const {
    code,
    unitName,
    unitKind,
    unranked,
    fingerprint,
    sequence,
    last,
    lastSequence,
    extendedUntil,
    stamp,
    own,
    ...round
  } = row;
  const phased = { ...round, phase: phaseOf(clockOf(round), now.getTime()) };
  return {
    round: phased,
    unit: { id: card.unitId, code, name: unitName, kind: unitKind, unranked },
    standing: standingOf(phased, { sequence, last, lastSequence, extendedUntil, hasEntries: stamp > 0 }, now),
    own: new Set(own),
    stored: await requirePlan(db, round.setVersionId, fingerprint),
    stamp,
  };
}

/** The card's rows as scoring takes them. */
export function roundRowsOf(
  { round, unit, stored }: OpenCard,
  items: ReadonlyMap<string, StoredItem>,
): RoundRows {
  return { round, stored, units: [unit], items: new Map([[unit.id, items]]) };
}
