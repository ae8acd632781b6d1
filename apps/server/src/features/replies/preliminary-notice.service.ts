import type { Letterhead } from '@parix/api-contract';
import type {
  IssuedFrame,
  NoticeArea,
  NoticeItem,
  NoticeOutcome,
  PreliminaryNotice,
} from '@parix/official-documents';
import type { UnitResult } from '@parix/scoring';
import type { Context, Db } from '../../platform/context.ts';
import { decimalOf } from '../../platform/exact-decimal.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import { refuse } from '../../platform/refusal.ts';
import { latestOfStages } from '../appraisal/stages.read-model.ts';
import { loadRoundRows, type RoundRows, scoreLayer } from '../ranking/round-facts.read-model.ts';
import type { AppraisalRow } from '../ranking/round-rows.read-model.ts';
import { effectOf, type StoredItem } from '../ranking/stored-facts.read-model.ts';
import { criteriaSetOf, documentFile, type DocumentFormat } from '../reports/document-file.read-model.ts';
import { letterheadOf } from '../reports/letterhead.read-model.ts';
import { requireRoundUnit, type Round, type RoundUnit } from '../rounds/rounds.read-model.ts';
import { refuseBlind } from '../second-readings/blind-pairs.read-model.ts';
import { isAnswerable, readableReplies, type RepliesKey } from './replies.service.ts';

/**
 * The notice of what the first appraisal came to, as a file. It says the same whatever is decided later; until units
 * are told it is a draft for those who judge.
 */
export async function preliminaryNotice(
  context: Context,
  key: RepliesKey,
  format: DocumentFormat,
): Promise<FileAnswer> {
  const { round } = await readableReplies(context, key);
  if (round.state === 'draft' || round.state === 'self-scoring') refuse('round-phase');
  await refuseBlind(context, round, key.unitId);
  const unit = await requireRoundUnit(context.db, key.roundId, key.unitId);
  const notice = await noticeOf(context, round, unit);
  const draft = notice.frame.draft ? '-du-thao' : '';
  return documentFile(context, notice, `thong-bao-so-bo-${unit.code}-${round.id}${draft}`, format);
}

async function noticeOf({ db, config }: Context, round: Round, unit: RoundUnit): Promise<PreliminaryNotice> {
  const head = await letterheadOf(db, 'preliminary-notice');
  const rows = await firstStageRows(db, round, unit);
  const self = resultOf(rows, 'self');
  const first = resultOf(rows, 'final');
  return {
    kind: 'preliminary-notice',
    frame: frameOf(round, unit, head),
    unitName: unit.name,
    roundName: round.title,
    period: `năm ${round.indexYear}`,
    criteriaSet: criteriaSetOf(rows.stored),
    grounds: head.grounds,
    areas: areasOf(rows, self, first),
    totals: {
      maxPoints: decimalOf(first.maximum),
      selfPoints: self.printedPoints,
      appraisedPoints: first.printedPoints,
      selfPercent: self.printedIndex,
      appraisedPercent: first.printedIndex,
    },
    items: itemsOf(rows, unit, self, first),
    replies: {
      closesAt: round.repliesCloseAt?.toISOString() ?? null,
      address: `${config.publicUrl}/rounds/${round.id}/replies/${unit.id}`,
    },
  };
}

/** The unit's rows with the decisions of the first appraisal, whatever was decided after it. */
async function firstStageRows(db: Db, round: Round, unit: RoundUnit): Promise<RoundRows> {
  const rows = await loadRoundRows(db, round, [unit]);
  const stages = (await latestOfStages(db, { roundId: round.id, unitIds: [unit.id] })).get(unit.id);
  const items = [...rows.stored.items.keys()].map((id): [string, StoredItem] => {
    const appraisal: AppraisalRow | undefined = stages?.get(id)?.find(({ stage }) => stage === 'first');
    return [id, { entry: rows.items.get(unit.id)?.get(id)?.entry, appraisal }];
  });
  return { ...rows, items: new Map([[unit.id, new Map(items)]]) };
}

const resultOf = (rows: RoundRows, layer: 'self' | 'final'): UnitResult =>
  scoreLayer(rows, layer).result.units[0] ?? refuse('not-found');

/** Number and date are for the records office, which gives them when the notice goes out. */
const frameOf = (round: Round, unit: RoundUnit, head: Letterhead): IssuedFrame => ({
  superiorBody: head.superiorBody,
  issuingBody: head.issuingBody,
  number: null,
  symbol: head.symbol,
  place: head.place,
  date: null,
  addressees: [unit.name],
  recipients: head.recipients,
  archive: head.archive,
  signer: head.signer,
  draft: round.state === 'appraisal',
  pageFooter: null,
});

const areasOf = ({ stored }: RoundRows, self: UnitResult, first: UnitResult): readonly NoticeArea[] =>
  stored.set.areas.map((area) => ({
    code: area.code,
    name: area.name,
    maxPoints: area.max ?? '0',
    selfPoints: self.groups.find(({ id }) => id === area.id)?.printedPoints ?? null,
    appraisedPoints: first.groups.find(({ id }) => id === area.id)?.printedPoints ?? null,
  }));

function itemsOf(
  { stored, items }: RoundRows,
  unit: RoundUnit,
  self: UnitResult,
  first: UnitResult,
): readonly NoticeItem[] {
  return [...stored.items.values()].flatMap(({ item }): NoticeItem[] => {
    const row = items.get(unit.id)?.get(item.id);
    if (!row?.appraisal || !isAnswerable(row, false)) return [];
    const declared = self.items.find(({ id }) => id === item.id);
    const judged = first.items.find(({ id }) => id === item.id);
    return [
      {
        code: item.code,
        name: item.name,
        maxPoints: item.max ?? '0',
        selfPoints: declared?.status === 'scored' ? declared.printedPoints : null,
        outcome: outcomeOf(row.appraisal, judged?.printedPoints ?? null),
        reason: row.appraisal.reason,
        requirement: row.appraisal.requirement,
      },
    ];
  });
}

function outcomeOf(appraisal: AppraisalRow, points: string | null): NoticeOutcome {
  if (effectOf(appraisal) === 'needs-explanation') return { kind: 'explanation' };
  return points === null ? { kind: 'not-applicable' } : { kind: 'points', points };
}
