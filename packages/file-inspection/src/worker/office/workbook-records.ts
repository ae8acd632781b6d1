import { FileRefusal } from '../file-refusal.ts';
import type { Notes } from '../notes.ts';

const BEGINNING = 0x0809;
const OLD_BEGINNINGS = [0x0009, 0x0209, 0x0409];
const PASSWORD = 0x002f;
const SHEET = 0x0085;
const SUPPORTING_BOOK = 0x01ae;
const MACRO_SHEET = 1;
const BASIC_MODULE = 6;
/** The first character of a path to another workbook; a link by DDE or OLE has a 3 between program and topic. */
const ENCODED_PATH = 1;
const TOPIC_FOLLOWS = 3;

/** Walks the records of a workbook of Excel 97–2003: passwords, macro sheets, links by DDE or OLE. */
export function watchWorkbookRecords(stream: Buffer, notes: Notes): void {
  const first = stream.length >= 4 ? stream.readUInt16LE(0) : 0;
  if (first !== BEGINNING && !OLD_BEGINNINGS.includes(first)) {
    throw new FileRefusal('office-damaged', { reason: 'Workbook' });
  }
  for (let at = 0; at + 4 <= stream.length;) {
    const end = at + 4 + stream.readUInt16LE(at + 2);
    judgeRecord(stream.readUInt16LE(at), stream.subarray(at + 4, end), notes);
    at = end;
  }
}

function judgeRecord(type: number, body: Buffer, notes: Notes): void {
  if (type === PASSWORD) throw new FileRefusal('encrypted');
  if (type === SHEET && [MACRO_SHEET, BASIC_MODULE].includes(body[5] ?? 0)) {
    notes.add('macros', { part: 'Workbook' });
  }
  if (type !== SUPPORTING_BOOK || body.length < 8) return;
  if (body[5] !== ENCODED_PATH && body.includes(TOPIC_FOLLOWS, 5)) notes.add('dde', { part: 'Workbook' });
  else notes.add('external-link', { target: 'Workbook' });
}
