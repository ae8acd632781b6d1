import { kindByExtension, type EvidenceKindId } from '../../evidence-kinds.ts';
import { mentionsStateSecret } from '../../state-secret.ts';
import { FileRefusal } from '../file-refusal.ts';
import type { Notes } from '../notes.ts';
import { decodeText } from './decode-text.ts';

/** Decoded for judging; enough for the head of a document and for any cell of its beginning. */
const JUDGED = 1024 * 1024;
const CELL_START = '(?:^|[\\n\\r,;\\t])[ "]*';
const DDE_CELL = new RegExp(`${CELL_START}[=+@-][^,;\\n\\r]{0,300}\\|[^\\n\\r]{0,300}!`);
const FORMULA_CELL = new RegExp(`${CELL_START}[=@][A-Za-z(+-]`);

/**
 * Judges bytes without any signature: text when the name says so. Spreadsheets run formulas of a CSV, so cells that
 * start a program are refused and other formulas are pointed out.
 */
export function inspectText(bytes: Buffer, extension: string, notes: Notes): EvidenceKindId {
  const decoded = decodeText(bytes, JUDGED);
  if (decoded === null) throw new FileRefusal('kind-unknown');
  const named = kindByExtension(extension);
  const isTable = named?.id === 'csv';
  if (named !== undefined && named.id !== 'text' && !isTable) {
    throw new FileRefusal('content-not-as-named', { named: extension, found: 'txt' });
  }
  if (named === undefined && extension !== '')
    throw new FileRefusal('kind-not-accepted', { found: extension });
  const { encoding, text } = decoded;
  if (!encoding.startsWith('utf')) notes.add('text-encoding', { encoding });
  if (DDE_CELL.test(text) && isTable) notes.add('dde', { part: 'CSV' });
  else if (isTable && FORMULA_CELL.test(text)) notes.add('formula-cells');
  if (mentionsStateSecret(text)) notes.add('state-secret-mark');
  return isTable ? 'csv' : 'text';
}
