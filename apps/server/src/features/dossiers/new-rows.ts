import { parseDate } from '@parix/working-days';
import { copyRows, fieldsOf, roomFor } from '../../platform/postgres/copy-rows.ts';
import type { NewDossier } from './new-columns.ts';
import { dataText, type RecordHead } from './said-of-dossier.ts';

/** Where records come from, and when they were received. */
export interface ReceivedFrom {
  readonly sourceId: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly requestId: string | null;
}

/** Records and what they come to, as COPY takes them in its binary format. */
export interface NewRows {
  readonly dossiers: Buffer;
  readonly records: Buffer;
}

/** Columns in the order in which the rows have them. */
export const DOSSIER_COLUMNS = [
  'unit_id',
  'source_id',
  'code',
  'procedure_code',
  'state',
  'received_at',
  'due_at',
  'ended_at',
  'ending',
  'channel',
  'overdue_from',
  'near_due_from',
  'hours',
  'counts',
  'warnings',
  'changed_at',
] as const;
export const RECORD_COLUMNS = [
  'unit_id',
  'source_id',
  'dossier_code',
  'procedure_code',
  'data',
  'event_id',
  'revision',
  'voided',
  'kind',
  'at',
  'recorded_at',
  'request_id',
] as const;

/** Bytes of most rows, so that what they are written into rarely grows. */
const USUAL = 512;

/** @param counts of all, one behind the other */
export function rowsOfNew(
  news: readonly NewDossier[],
  counts: Int32Array,
  head: RecordHead,
  from: ReceivedFrom,
): NewRows {
  return { dossiers: dossierRows(news, counts, from), records: recordRows(news, head, from) };
}

function dossierRows(
  news: readonly NewDossier[],
  counts: Int32Array,
  { sourceId, now }: ReceivedFrom,
): Buffer {
  const rows = copyRows(USUAL * news.length);
  const source = fieldsOf(roomFor.uuid, ({ uuid }) => uuid(sourceId));
  const changed = fieldsOf(roomFor.instant, ({ instant }) => instant(now));
  for (const { dossier, from, to } of news) {
    const { code, procedureCode, state, ending, channel } = dossier;
    const warnings = dossier.warnings.length === 0 ? '[]' : JSON.stringify(dossier.warnings);
    const texts = [code, procedureCode, state, ending, channel];
    let room = roomFor.uuid + source.length + changed.length + roomFor.jsonb(warnings);
    for (const text of texts) room += roomFor.text(text);
    room += 3 * roomFor.instant + 2 * roomFor.date + roomFor.int4 + roomFor.int4Array(to - from);
    rows.row(DOSSIER_COLUMNS.length, room);
    rows.uuid(dossier.unitId);
    rows.fields(source);
    rows.text(code);
    rows.text(procedureCode);
    rows.text(state);
    rows.instant(dossier.receivedAt);
    rows.instant(dossier.dueAt);
    rows.instant(dossier.endedAt);
    rows.text(ending);
    rows.text(channel);
    rows.date(dayOf(dossier.overdueFrom));
    rows.date(dayOf(dossier.nearDueFrom));
    rows.int4(dossier.hours);
    rows.int4Array(counts, from, to);
    rows.jsonb(warnings);
    rows.fields(changed);
  }
  return rows.end();
}

function recordRows(
  news: readonly NewDossier[],
  head: RecordHead,
  { sourceId, now, requestId }: ReceivedFrom,
): Buffer {
  const rows = copyRows(USUAL * news.length);
  const source = fieldsOf(roomFor.uuid, ({ uuid }) => uuid(sourceId));
  const roomOfRest = roomFor.text(head.eventId) + roomFor.text(requestId) + 100;
  const rest = fieldsOf(roomOfRest, ({ text, int4, boolean, instant }) => {
    text(head.eventId);
    int4(head.revision);
    boolean(false);
    text('reported');
    instant(head.at);
    instant(now);
    text(requestId);
  });
  for (const { said, dossier } of news) {
    const { unitId, code, procedureCode } = dossier;
    const data = dataText(said);
    const room = roomFor.uuid + source.length + roomFor.text(code) + roomFor.text(procedureCode);
    rows.row(RECORD_COLUMNS.length, room + roomFor.jsonb(data) + rest.length);
    rows.uuid(unitId);
    rows.fields(source);
    rows.text(code);
    rows.text(procedureCode);
    rows.jsonb(data);
    rows.fields(rest);
  }
  return rows.end();
}

const dayOf = (date: string | null): number | null => (date === null ? null : parseDate(date));
