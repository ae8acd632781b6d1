import { type ReportDetails, reportDetails, type VersionedDetails } from '@parix/api-contract';
import { may } from '@parix/workflow';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { relationToCard, requireStanding } from '../sign-off/card-standing.read-model.ts';
import { lockCard } from '../sign-off/lock-card.read-model.ts';
import { permitOnCard } from '../sign-off/permit-on-card.read-model.ts';
import { requireReadableCard } from '../sign-off/readable-card.read-model.ts';
import { type CardKey, findDetailRow, findFormerDetailRow, insertDetail } from './reports.queries.ts';

/** The saved details, or what is proposed while there are none. */
export async function getReportDetails(context: Context, key: CardKey): Promise<VersionedDetails> {
  const { unit } = await requireReadableCard(context, key);
  return describe(context, key, unit.name);
}

async function describe(context: Context, key: CardKey, unitName: string): Promise<VersionedDetails> {
  const { db, now, person } = context;
  const row = await findDetailRow(db, key);
  const round = await requireRound(db, key.roundId, now);
  const standing = await requireStanding(db, round, key.unitId, now);
  const relation = { ...relationToCard(person, round, key.unitId, standing), ownItem: false };
  return {
    version: row?.version ?? 0,
    savedAt: row?.recordedAt.toISOString() ?? null,
    savedBy: row?.authorName ?? null,
    details: row ? reportDetails.parse(row.content) : await proposal(context, key, unitName),
    editable: may(person.roles, 'scorecard.edit', relation),
  };
}

/** Letterhead, signer and addressees as in the unit's last report; what belongs to one report only is left out. */
async function proposal({ db }: Context, key: CardKey, unitName: string): Promise<ReportDetails> {
  const former = await findFormerDetailRow(db, key);
  const kept = former ? reportDetails.parse(former.content) : blank(unitName);
  return { ...kept, number: null, date: null, grounds: [], difficulties: [], proposals: [] };
}

export const blank = (unitName: string): ReportDetails => ({
  superiorBody: null,
  issuingBody: unitName,
  number: null,
  symbol: '',
  place: '',
  date: null,
  addressees: [],
  recipients: [],
  archive: '',
  signer: { authority: null, title: '', name: null },
  grounds: [],
  difficulties: [],
  proposals: [],
});

/** Appends the next version; a stale one answers 412 with what stands. */
export async function saveReportDetails(
  context: Context,
  key: CardKey,
  version: number,
  details: ReportDetails,
): Promise<VersionedDetails> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    await lockCard(db, key, 'share');
    const round = await requireRound(db, key.roundId, context.now);
    const standing = await requireStanding(db, round, key.unitId, context.now);
    permitOnCard(inside, 'scorecard.edit', round, key.unitId, standing, { ownItem: false });
    const current = (await findDetailRow(db, key))?.version ?? 0;
    const row = {
      roundId: key.roundId,
      unitId: key.unitId,
      version: version + 1,
      content: JSON.stringify(details),
      authorId: context.person.accountId,
      requestId: context.requestId,
      recordedAt: context.now,
    };
    const saved = current === version && (await insertDetail(db, row));
    const standingNow = await describe(inside, key, details.issuingBody);
    return saved ? standingNow : refuse('edit-conflict', { current: standingNow });
  });
}
