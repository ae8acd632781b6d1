import type { Round, ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { type PlacedError, refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { findBlock, unitsOfBlockInYear } from '../units/units.read-model.ts';
import { toRound } from './describe-round.ts';
import { insertRound, insertRoundUnits, nameRoundUnits, replaceMilestones } from './rounds.queries.ts';
import { checkDataWindow, checkDates, requireRoundRow, toDate } from './rounds.service.ts';
import { requireUsableSet } from './usable-set.ts';

export type NewRound = z.output<typeof ROUTES.createRound.body>;

/** Creates a draft round with the units that the block had in the index year, as they were called then. */
export async function createRound(context: Context, round: NewRound): Promise<Round> {
  context.permit('rounds.manage');
  checkDates(round);
  checkDataWindow(round);
  return inTransaction(context.db, async (db) => {
    const { set } = await requireUsableSet({ ...context, db }, round.setVersionId, round.indexYear);
    if (!(await findBlock(db, round.blockId))) refuse('not-found');
    const units = await unitsOfBlockInYear(db, round.blockId, round.indexYear);
    refuseUnits(
      units,
      set.unitKinds.map((kind) => kind.id),
      context,
    );
    const { milestones, ...settings } = round;
    const row = {
      ...settings,
      ...datesOf(round),
      state: 'draft',
      createdBy: context.person.accountId,
    } as const;
    if (!(await insertRound(db, { ...row, createdAt: context.now, updatedAt: context.now })))
      refuse('already-exists');
    await replaceMilestones(db, round.id, milestones);
    await insertRoundUnits(
      db,
      units.map(({ id, name, kind }) => ({ roundId: round.id, unitId: id, unitName: name, unitKind: kind })),
    );
    if (round.nameAnchorDate !== null) await nameRoundUnits(db, round.id, round.nameAnchorDate);
    const detail = { setVersionId: round.setVersionId, blockId: round.blockId, units: units.length };
    await recordAudit(db, context, { action: 'round.created', subject: `round:${round.id}`, detail });
    return toRound(await requireRoundRow({ db }, round.id), context);
  });
}

const datesOf = (round: NewRound) => ({
  selfScoringOpensAt: toDate(round.selfScoringOpensAt),
  selfScoringClosesAt: toDate(round.selfScoringClosesAt),
  appraisalClosesAt: toDate(round.appraisalClosesAt),
  repliesCloseAt: toDate(round.repliesCloseAt),
});

/** A round needs units, each of a kind that the set knows. */
function refuseUnits(
  units: readonly { readonly code: string; readonly kind: string }[],
  kinds: readonly string[],
  { locale }: Context,
): void {
  const say = (vi: string, en: string): string => (locale === 'en' ? en : vi);
  if (units.length === 0) {
    refuse('not-ready', {
      because: say('Khối chưa có đơn vị nào trong năm này.', 'The block has no units in that year.'),
    });
  }
  const errors = units
    .filter((unit) => !kinds.includes(unit.kind))
    .map(({ code, kind }): PlacedError => ({
      place: `unit:${code}`,
      code: 'unknown-kind',
      message: say(`Bộ tiêu chí không có loại đơn vị "${kind}".`, `The set has no kind of unit "${kind}".`),
      value: kind,
    }));
  if (errors.length > 0) refuse('set-not-usable', { errors: errors.slice(0, 200) });
}
