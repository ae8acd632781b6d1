import type { NoticeProof, NoticeRecord, ROUTES } from '@parix/api-contract';
import { type Cell, EMPTY_CELL, writeCsv } from '@parix/sheets';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import type { Locale } from '../../platform/locale.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { outcomeWords } from './outcome-words.ts';
import { kindWord } from './progress-words.ts';
import { findRecord, listRecords, listSteps, type RecordFilter, type RecordRow } from './records.queries.ts';
import { writtenInstant } from './written-time.ts';

type Query = z.output<typeof ROUTES.listNoticeRecords.query>;

/** Who was told what, and what became of it. */
export async function listNoticeRecords(context: Context, { limit, cursor, ...filter }: Query) {
  context.permit('audit.read');
  const before = decodeCursor(cursor, z.tuple([z.uuid()]))?.[0] ?? null;
  const rows = await listRecords(context.db, filter, before, limit + 1);
  return toPage(
    rows,
    limit,
    (row) => [row.noticeId],
    (row) => toRecord(row, context.locale),
  );
}

function toRecord(row: RecordRow, locale: Locale): NoticeRecord {
  const { unitId, noticeId, kind, subject, recipient, roundId, unitName, createdAt, seenAt } = row;
  return {
    unitId,
    noticeId,
    kind,
    subject,
    recipient,
    roundId,
    unitName,
    createdAt: createdAt.toISOString(),
    seenAt: seenAt?.toISOString() ?? null,
    mail: mailWords(row, locale),
    webhook: row.gateOutcome === null ? null : outcomeWords(row.gateOutcome, row.gateStatus, locale),
  };
}

/** The mail server's last word; before there is one, why there is none. */
function mailWords({ mailOutcome, tryOutcome, tryCode }: RecordRow, locale: Locale): string | null {
  if (tryOutcome !== null) return outcomeWords(tryOutcome, tryCode, locale);
  return mailOutcome === null ? null : outcomeWords(mailOutcome, null, locale);
}

/** One notice from the moment it was stored: its words, each try, each answer, when it was seen. */
export async function getNoticeProof(
  context: Context,
  { unitId, noticeId }: { readonly unitId: string; readonly noticeId: string },
): Promise<NoticeProof> {
  context.permit('audit.read');
  const row = (await findRecord(context.db, unitId, noticeId)) ?? refuse('not-found');
  const steps = await listSteps(context.db, unitId, noticeId);
  return {
    ...toRecord(row, context.locale),
    legal: row.legal,
    paragraphs: row.body.split('\n\n'),
    actor: row.actor,
    steps: steps.map(({ at, outcome, code, ...step }) => ({
      ...step,
      at: at.toISOString(),
      code,
      outcome: outcomeWords(outcome, code, context.locale),
    })),
  };
}

/** Rows of an export; older ones are fetched by a narrower filter. */
const MAX_ROWS = 50_000;
const HEADERS = {
  vi: ['Mã', 'Lưu lúc', 'Loại', 'Đợt', 'Đơn vị', 'Người nhận', 'Nội dung', 'Xem lúc', 'Thư', 'Tin nhắn'],
  en: ['Id', 'Stored at', 'Kind', 'Round', 'Unit', 'Recipient', 'Subject', 'Seen at', 'Mail', 'Message'],
} as const;

export async function exportNoticeRecords(context: Context, filter: RecordFilter): Promise<FileAnswer> {
  context.permit('audit.read');
  const { locale } = context;
  const rows = await listRecords(context.db, filter, null, MAX_ROWS);
  const at = (instant: Date | null): string => (instant === null ? '' : writtenInstant(instant, locale));
  const content = writeCsv({
    sheet: null,
    header: [...HEADERS[locale]],
    rows: rows.map((row, index) => {
      const { mail, webhook } = toRecord(row, locale);
      const texts = [
        row.noticeId,
        at(row.createdAt),
        kindWord(row.kind, locale),
        row.roundId ?? '',
        row.unitName ?? '',
        row.recipient,
        row.subject,
        at(row.seenAt),
        mail ?? '',
        webhook ?? '',
      ];
      return {
        row: index + 2,
        cells: texts.map((text): Cell => (text === '' ? EMPTY_CELL : { kind: 'text', text })),
      };
    }),
  });
  return { fileName: 'nhat-ky-thong-bao.csv', contentType: 'text/csv; charset=utf-8', content };
}
