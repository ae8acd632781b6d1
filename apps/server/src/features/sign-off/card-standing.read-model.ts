import {
  type CardEvent,
  cardStateOf,
  type CardState,
  type CardWindow,
  closesAtFor,
  type Relation,
  type RoundClock,
  windowOf,
} from '@parix/workflow';
import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import type { Person } from '../../platform/person.ts';
import { relationToUnit } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import { clockOf, relationToRound, type Round } from '../rounds/rounds.read-model.ts';

/** Where one unit's card stands at an instant. */
export interface CardStanding {
  readonly window: CardWindow;
  readonly state: CardState;
  /** Instant from which the unit may no longer write, extensions counted; null: no date is set. */
  readonly closesAt: Date | null;
  /** End granted to this unit alone; null: none. */
  readonly extendedUntil: Date | null;
  /** Number of the last event; the next one takes the number after it. 0: none yet. */
  readonly sequence: number;
  /** The last event that decides the state, and its number; null: none yet. */
  readonly last: { readonly kind: Exclude<CardEvent, 'extended'>; readonly sequence: number } | null;
}

export interface StandingRow {
  readonly unitId: string;
  readonly sequence: number | null;
  readonly last: Exclude<CardEvent, 'extended'> | null;
  readonly lastSequence: number | null;
  readonly extendedUntil: Date | null;
  readonly hasEntries: boolean;
}

/** Standing of the cards of these units; a unit that takes no part is left out. */
export async function cardStandings(
  db: Db,
  round: Round,
  unitIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, CardStanding>> {
  if (unitIds.length === 0) return new Map();
  const { rows } = await sql<StandingRow>`
    select ru.unit_id as "unitId", ev.sequence, ev.last, ev.last_sequence as "lastSequence",
      ev.extended_until as "extendedUntil",
      exists (select from item_entry e where e.unit_id = ru.unit_id and e.round_id = ru.round_id) as "hasEntries"
    from round_unit ru
    left join (
      select unit_id, max(sequence) as sequence,
        (array_agg(kind order by sequence desc) filter (where kind <> 'extended'))[1] as last,
        max(sequence) filter (where kind <> 'extended') as last_sequence,
        (array_agg(closes_at order by sequence desc) filter (where closes_at is not null))[1] as extended_until
      from card_event where round_id = ${round.id} and unit_id = any(${sql.val([...unitIds])}::uuid[])
      group by unit_id
    ) ev on ev.unit_id = ru.unit_id
    where ru.round_id = ${round.id} and ru.unit_id = any(${sql.val([...unitIds])}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.unitId, standingOf(round, row, now)]));
}

/** Standing of one card; 404 when the unit takes no part in the round. */
export async function requireStanding(
  db: Db,
  round: Round,
  unitId: string,
  now: Date,
): Promise<CardStanding> {
  return (await cardStandings(db, round, [unitId], now)).get(unitId) ?? refuse('not-found');
}

export function standingOf(round: Round, row: Omit<StandingRow, 'unitId'>, now: Date): CardStanding {
  const clock = clockAtReceipt(round, now);
  const extended = row.extendedUntil?.getTime() ?? null;
  const window = windowOf(clock, extended, now.getTime());
  const closesAt = closesAtFor(clock, extended);
  return {
    window,
    state: cardStateOf({ last: row.last, hasEntries: row.hasEntries }, window),
    closesAt: closesAt === null ? null : new Date(closesAt),
    extendedUntil: row.extendedUntil,
    sequence: row.sequence ?? 0,
    last:
      row.last === null || row.lastSequence === null ? null : { kind: row.last, sequence: row.lastSequence },
  };
}

/**
 * A request that the server received before self-scoring was ended is judged by what was then, even if it had to wait
 * for that move: the instant of receipt decides.
 */
function clockAtReceipt(round: Round, receivedAt: Date): RoundClock {
  const clock = clockOf(round);
  const endedLater =
    round.movedFrom === 'self-scoring' && round.movedAt !== null && receivedAt < round.movedAt;
  return round.state === 'appraisal' && endedLater ? { ...clock, state: 'self-scoring' } : clock;
}

/** How the person stands to the unit's card, as the table of rights asks. */
export function relationToCard(
  person: Person,
  round: Round,
  unitId: string,
  { window, state }: CardStanding,
): Relation {
  return { ...relationToUnit(person, unitId), ...relationToRound(round), window, card: state };
}
