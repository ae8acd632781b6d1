import { createHash } from 'node:crypto';
import type { BalancePlan } from '@parix/api-contract';
import { canonicalJson } from '@parix/criteria-sets';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { accountNames } from '../access/account-names.read-model.ts';
import { barsOf, give, openForWork } from './assign-appraisers.service.ts';
import { balanceWork } from './balance-work.ts';
import { type AppraiserRow, requireAppraisers } from './people.queries.ts';
import { endHeld, listHeld } from './work.queries.ts';
import { unitWork, type UnitWork } from './workload.service.ts';

interface Wanted {
  readonly areaId: string;
  readonly accountIds: readonly string[];
}
interface Move {
  readonly work: UnitWork;
  readonly to: string;
}
interface Plan {
  /** Units with undecided items. */
  readonly open: readonly UnitWork[];
  readonly people: readonly AppraiserRow[];
  readonly placed: ReadonlyMap<string, string>;
  readonly moves: readonly Move[];
  /** SHA-256 over who has each unit that would move, and who would get it. */
  readonly fingerprint: string;
}

const leftOf = ({ items, decided }: UnitWork): number => items - decided;

/** Shares out the units with undecided items among these people; units that are done stay as they are. */
async function planBalance(context: Context, roundId: string, { areaId, accountIds }: Wanted): Promise<Plan> {
  const { round, area } = await openForWork(context, roundId, areaId);
  const people = await requireAppraisers(context.db, context.now, accountIds, areaId);
  const open = ((await unitWork(context, round, [area])).get(areaId) ?? []).filter(
    (work) => leftOf(work) > 0,
  );
  const isBarred = await barsOf(context.db, roundId);
  const { placed } = balanceWork(
    open.map((work) => ({ unitId: work.unit.id, left: leftOf(work), holders: work.holders })),
    people.map((person) => ({ accountId: person.id, isBarred: (unitId) => isBarred(person, unitId) })),
  );
  const moves = open.flatMap((work): Move[] => {
    const to = placed.get(work.unit.id);
    const [holder] = work.holders;
    return to === undefined || (work.holders.length === 1 && holder === to) ? [] : [{ work, to }];
  });
  const names = moves.map(({ work, to }) => [work.unit.id, work.holders.toSorted(), to]);
  const fingerprint = createHash('sha256').update(canonicalJson(names)).digest('hex');
  return { open, people, placed, moves, fingerprint };
}

export async function previewBalance(
  context: Context,
  roundId: string,
  wanted: Wanted,
): Promise<BalancePlan> {
  const { open, people, placed, moves, fingerprint } = await planBalance(context, roundId, wanted);
  const names = await accountNames(context.db, [
    ...people.map(({ id }) => id),
    ...open.flatMap(({ holders }) => holders),
  ]);
  const nameOf = (id: string): string => names.get(id) ?? '–';
  const sum = (works: readonly UnitWork[]): number => works.reduce((all, work) => all + leftOf(work), 0);
  const unitOf = (work: UnitWork) => ({
    unitId: work.unit.id,
    unitName: work.unit.name,
    left: leftOf(work),
  });
  return {
    moves: moves.map(({ work, to }) => ({ ...unitOf(work), from: work.holders.map(nameOf), to: nameOf(to) })),
    people: people.map(({ id, displayName }) => ({
      accountId: id,
      displayName,
      before: sum(open.filter(({ holders }) => holders.includes(id))),
      after: sum(open.filter(({ unit }) => placed.get(unit.id) === id)),
    })),
    unplaced: open.filter(({ unit }) => !placed.has(unit.id)).map(unitOf),
    fingerprint,
  };
}

/** Does what the preview showed; refused when something has changed since. */
export async function applyBalance(
  context: Context,
  roundId: string,
  wanted: Wanted & { readonly fingerprint: string },
): Promise<{ readonly moved: number }> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const { areaId } = wanted;
    const { moves, fingerprint } = await planBalance(inside, roundId, wanted);
    if (fingerprint !== wanted.fingerprint) refuse('preview-outdated');
    const unitIds = moves.map(({ work }) => work.unit.id);
    const held = await listHeld(db, { roundId, areaId, unitIds });
    const target = new Map(moves.map(({ work, to }) => [work.unit.id, to]));
    const gone = held.filter(({ unitId, accountId }) => target.get(unitId) !== accountId);
    await endHeld(db, roundId, gone, { endsAt: context.now, endedBy: context.person.accountId });
    const given = moves.map(({ work, to }) => ({ unitId: work.unit.id, accountId: to }));
    await give(inside, roundId, areaId, given);
    const detail = { area: areaId, people: wanted.accountIds.join(', '), moved: moves.length };
    await recordAudit(db, context, { action: 'appraisers.balanced', subject: `round:${roundId}`, detail });
    return { moved: moves.length };
  });
}
