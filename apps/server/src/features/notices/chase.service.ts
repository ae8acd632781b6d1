import { CHASE_NAMED, type ChaseResult, type ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requireRound, type Round } from '../rounds/rounds.read-model.ts';
import { fitsBoard } from './fits-board.ts';
import { notifyEach } from './notify.read-model.ts';
import { lastChases, lockChases } from './progress.queries.ts';
import { progressOf, type UnitProgress } from './progress.read-model.ts';
import { peopleOfUnits, type Recipient } from './recipients.queries.ts';

type Chase = z.output<typeof ROUTES.chaseUnits.body>;
type Outcome = ChaseResult['results'][number];

/** Within this time a unit is not chased twice unless somebody asks for it. */
export const CHASE_PAUSE_MINUTES = 60;

const ON_CARDS = ['contributor', 'focal-point', 'unit-leader'] as const;

/**
 * Chases units by a notice to everybody who works on their cards: few statements, however many units. A second click,
 * a retry and a colleague at the same moment chase nobody twice; the answer says of each unit what happened.
 */
export function chaseUnits(context: Context, roundId: string, chase: Chase): Promise<ChaseResult> {
  return inTransaction(context.db, async (db) => {
    const within = { ...context, db };
    const round = await requireRound(db, roundId, context.now);
    context.permit('rounds.manage');
    if (!CHASABLE.has(round.phase)) refuse('round-phase');
    await lockChases(db, roundId);
    const units = await unitsToChase(within, round, chase);
    const unitIds = units.map(({ unitId }) => unitId);
    const last = await lastChases(db, roundId, unitIds);
    const people = byUnit(await peopleOfUnits(db, unitIds, ON_CARDS, context.now), context);
    const chases = units.map((unit) => {
      const own = people.get(unit.unitId) ?? [];
      return { unit, own, outcome: outcomeOf(context, unit, own, last.get(unit.unitId), chase.again) };
    });
    await tell(within, round, chases, chase.message);
    const answer = answerOf(context, chases, last);
    await record(within, roundId, chase, answer);
    return answer;
  });
}

const CHASABLE: ReadonlySet<string> = new Set(['self-scoring', 'self-closed', 'appraisal']);

interface UnitChase {
  readonly unit: UnitProgress;
  /** Who is told of it. */
  readonly own: readonly Recipient[];
  readonly outcome: Outcome['outcome'];
}

async function unitsToChase(
  { db, now }: Context,
  round: Round,
  { unitIds, matching }: Chase,
): Promise<readonly UnitProgress[]> {
  if (unitIds) return progressOf(db, round, now, [...new Set(unitIds)]);
  return (await progressOf(db, round, now)).filter((unit) => fitsBoard(unit, matching ?? {}));
}

/** Whoever chases is not told of it. */
function byUnit(people: readonly Recipient[], { person }: Context): ReadonlyMap<string, Recipient[]> {
  const found = new Map<string, Recipient[]>();
  for (const one of people) {
    if (one.unitId === null || one.accountId === person.accountId) continue;
    const own = found.get(one.unitId) ?? [];
    found.set(one.unitId, own);
    own.push(one);
  }
  return found;
}

function outcomeOf(
  { now }: Context,
  { state }: UnitProgress,
  own: readonly Recipient[],
  lastAt: Date | undefined,
  again: boolean,
): Outcome['outcome'] {
  const pause = CHASE_PAUSE_MINUTES * 60_000;
  if (state === 'submitted') return 'submitted';
  if (!again && lastAt !== undefined && now.getTime() - lastAt.getTime() < pause) return 'recently-chased';
  return own.length === 0 ? 'nobody' : 'chased';
}

async function tell(
  context: Context,
  round: Round,
  chases: readonly UnitChase[],
  message: string,
): Promise<void> {
  const by = context.person.displayName;
  const each = chases
    .filter(({ outcome }) => outcome === 'chased')
    .flatMap(({ unit: { unitId, unitName, closesAt, missing, items }, own }) => {
      const facts = { roundTitle: round.title, unitName, by, closesAt, missing, items, message };
      const notice = { kind: 'chased', roundId: round.id, unitId, facts } as const;
      return own.map((recipient) => ({ recipient, notice }));
    });
  await notifyEach(context, each);
}

function answerOf(
  { now }: Context,
  chases: readonly UnitChase[],
  last: ReadonlyMap<string, Date>,
): ChaseResult {
  const of = (wanted: Outcome['outcome']) => chases.filter(({ outcome }) => outcome === wanted);
  const counts = { chased: 0, 'recently-chased': 0, submitted: 0, nobody: 0 };
  for (const { outcome } of chases) counts[outcome] += 1;
  const told = of('chased').reduce((sum, { own }) => sum + own.length, 0);
  const named = chases.length <= CHASE_NAMED ? chases : NAMED_FIRST.flatMap(of).slice(0, CHASE_NAMED);
  return {
    counts,
    told,
    results: named.map(({ unit: { unitId, unitName }, own, outcome }) => ({
      unitId,
      unitName,
      outcome,
      told: outcome === 'chased' ? own.length : 0,
      lastChasedAt: (outcome === 'chased' ? now : last.get(unitId))?.toISOString() ?? null,
    })),
  };
}

/** What the person may want to act on comes first. */
const NAMED_FIRST = ['recently-chased', 'nobody', 'submitted', 'chased'] as const;

async function record(
  context: Context,
  roundId: string,
  { unitIds, matching, message }: Chase,
  { counts, told, results }: ChaseResult,
): Promise<void> {
  if (counts.chased === 0) return;
  const chased = results.filter(({ outcome }) => outcome === 'chased').map(({ unitId }) => unitId);
  // Of all that fit a filter, the notices themselves say who they were.
  const which = unitIds ? { units: chased } : { matching, units: counts.chased };
  const detail = { ...which, told, message };
  await recordAudit(context.db, context, { action: 'round.chased', subject: `round:${roundId}`, detail });
}
