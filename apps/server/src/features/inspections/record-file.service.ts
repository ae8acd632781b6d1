import type { InspectionRecord as StoredRecord, RecordContent } from '@parix/api-contract';
import type { InspectionRecord } from '@parix/official-documents';
import type { CheckAnswer, TeamPart } from '@parix/workflow';
import type { Context } from '../../platform/context.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { documentFile, type DocumentFormat, writtenDay } from '../reports/document-file.read-model.ts';
import { letterheadOf } from '../reports/letterhead.read-model.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { unitCodeOf } from '../units/units.read-model.ts';
import { hashOf, recordOf } from './record-content.ts';
import { type OpenVisit, readVisit } from './visit-access.ts';
import { recordsOf, writtenOf } from './visit-package.service.ts';
import type { VisitKey } from './visits.queries.ts';

/** The record as a file: as it was closed last, with its addenda; before that, what stands now, as a draft. */
export async function recordFile(
  context: Context,
  key: VisitKey,
  format: DocumentFormat,
): Promise<FileAnswer> {
  const open = await readVisit(context, key);
  const document = await documentOf(context, open);
  const code = await unitCodeOf(context.db, key.unitId);
  const draft = document.frame.draft ? '-du-thao' : '';
  return documentFile(context, document, `bien-ban-kiem-tra-${code}${draft}`, format);
}

async function documentOf(context: Context, open: OpenVisit): Promise<InspectionRecord> {
  const { row, key } = open;
  const records = await recordsOf(context, key);
  const closed = records.findLast(({ kind }) => kind === 'record');
  const standing = row.state === 'done' || row.state === 'signed' ? closed : undefined;
  const content = standing?.kind === 'record' ? standing.content : await contentNow(context, open);
  const head = await letterheadOf(context.db, 'inspection-record');
  const signed = records.filter((record) => standing && record.version >= standing.version);
  return {
    kind: 'inspection-record',
    frame: {
      superiorBody: head.superiorBody,
      issuingBody: head.issuingBody,
      number: null,
      symbol: head.symbol,
      recipients: head.recipients.length > 0 ? head.recipients : [content.unitName, 'Đoàn kiểm tra'],
      archive: head.archive,
      draft: row.state !== 'signed',
      pageFooter: `Mã băm SHA-256 của nội dung: ${standing?.sha256 ?? hashOf(content)}`,
    },
    ...partsOf(content),
    addenda: signed.flatMap((record) =>
      record.kind === 'addendum' ? [{ signedAt: record.at, text: record.content.text }] : [],
    ),
    confirmations: signed.flatMap(confirmationsOf),
    leader: content.team.find(({ part }) => part === 'leader')?.name ?? null,
    representative: standing?.signatures.find(({ side }) => side === 'unit')?.by ?? null,
  };
}

async function contentNow(context: Context, open: OpenVisit): Promise<RecordContent> {
  const round = await requireRound(context.db, open.row.roundId, context.now);
  const { items } = await requirePlan(context.db, round.setVersionId);
  return recordOf(open.row, open.team, await writtenOf(context, open, items));
}

/** Paragraphs of a text that was typed with line breaks. */
const paragraphs = (text: string): readonly string[] =>
  text.split(/\n+/).filter((paragraph) => paragraph.trim() !== '');

function partsOf(content: RecordContent) {
  const { decision, findings } = content;
  return {
    unitName: content.unitName,
    subject: `Kiểm tra công tác cải cách hành chính tại ${content.unitName}`,
    planTitle: content.planTitle,
    decision: `Quyết định số ${decision.number} ngày ${writtenDay(decision.date)} của ${decision.issuer}`,
    place: content.place,
    startsAt: content.startedAt,
    endsAt: content.endedAt,
    team: content.team.map(({ name, part, capacity }) => ({
      name,
      capacity: [capacity, PART_WORDS[part]].filter((word) => word !== '').join(', '),
    })),
    unitSide: content.unitSide,
    general: paragraphs(content.general),
    checks: content.checks.map(({ itemCode, question, answer, note }) => ({
      ...{ code: itemCode, question, note },
      answer: ANSWER_WORDS[answer],
    })),
    merits: findings
      .filter(({ kind }) => kind !== 'shortcoming')
      .map(({ itemCode, statement }) => (itemCode === null ? statement : `${statement} (mục ${itemCode})`)),
    shortcomings: findings
      .filter(({ kind }) => kind === 'shortcoming')
      .map(({ itemCode, statement, recommendation, repeatsOf, photos }) => ({
        ...{ code: itemCode, statement, recommendation, repeatsOf },
        photos: photos.length,
      })),
    requests: paragraphs(content.requests),
    remedyBy: content.remedyBy,
    unitOpinion: paragraphs(content.unitOpinion),
  };
}

const PART_WORDS: Readonly<Record<TeamPart, string>> = {
  leader: 'Trưởng đoàn',
  secretary: 'Thư ký',
  member: 'Thành viên',
};
const ANSWER_WORDS: Readonly<Record<CheckAnswer, string>> = {
  open: '',
  met: 'Đạt',
  'not-met': 'Chưa đạt',
  fixed: 'Khắc phục xong',
  remains: 'Còn tồn tại',
  repeated: 'Lặp lại',
  'not-checked': 'Chưa kiểm tra',
};

/** Who confirmed a version, as a line of the document; the opinion of the unit stands with its name. */
function confirmationsOf({ kind, sha256, signatures }: StoredRecord): readonly string[] {
  const what = kind === 'addendum' ? `phụ lục (mã băm ${sha256.slice(0, 16)}…)` : 'biên bản';
  return signatures.map(({ by, capacity, opinion, at, side }) => {
    const forWhom = side === 'team' ? 'thay mặt Đoàn kiểm tra' : 'thay mặt đơn vị';
    const said = opinion === '' ? '' : `; ý kiến: ${opinion}`;
    return `${by}, ${capacity}, ${forWhom} xác nhận ${what} lúc ${instantWords(at)}${said}`;
  });
}

const FORMAT = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  ...{ hour: '2-digit', minute: '2-digit', day: '2-digit', month: '2-digit', year: 'numeric', hour12: false },
});
const instantWords = (iso: string): string => FORMAT.format(new Date(iso));
