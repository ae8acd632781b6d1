import type { EvidenceKindId } from '../../evidence-kinds.ts';
import type { CompoundFile } from '../compound-file.ts';
import { FileRefusal } from '../file-refusal.ts';
import type { Notes } from '../notes.ts';
import { watchWorkbookRecords } from './workbook-records.ts';

const INSTALLER_CLASSES = new Set(['84100c0000000000c000000000000046', '86100c0000000000c000000000000046']);
const MACRO_STORAGES = /^(?:macros|_vba_project_cur|_vba_project|vba)$/i;
const WORD_STREAM = 64 * 1024 * 1024;
const WORD_MAGIC = 0xa5ec;
const WORD_ENCRYPTED = 0x0100;

/** Judges an old Office document by its streams. Answers its kind; null when it is none that is accepted. */
export function inspectCompound(file: CompoundFile, notes: Notes): EvidenceKindId | null {
  if (INSTALLER_CLASSES.has(file.rootClass)) throw new FileRefusal('executable');
  judgeStreams(file, notes);
  const word = file.find('WordDocument');
  const workbook = file.find('Workbook') ?? file.find('Book');
  if (word !== undefined) judgeWord(file.read(word, WORD_STREAM), notes);
  else if (workbook !== undefined) watchWorkbookRecords(file.read(workbook, WORD_STREAM), notes);
  else return null;
  return word !== undefined ? 'doc' : 'xls';
}

/** What any compound file, also one inside a document, may not carry. */
export function judgeStreams(file: CompoundFile, notes: Notes): void {
  if (file.find('EncryptedPackage') !== undefined) throw new FileRefusal('encrypted');
  for (const { name } of file.entries) {
    if (MACRO_STORAGES.test(name)) notes.add('macros', { part: name });
    if (/Ole10Native$/i.test(name)) notes.add('embedded-file', { part: name.replace(/^\W+/, '') });
    if (/^(?:ObjectPool|MBD[0-9A-F]{8})$/i.test(name)) notes.add('embedded-object', { part: name });
  }
}

function judgeWord(stream: Buffer, notes: Notes): void {
  if (stream.length < 32 || stream.readUInt16LE(0) !== WORD_MAGIC) {
    throw new FileRefusal('office-damaged', { reason: 'WordDocument' });
  }
  if ((stream.readUInt16LE(10) & WORD_ENCRYPTED) !== 0) throw new FileRefusal('encrypted');
  // A field starts with the character 19; its instruction is stored as bytes or as UTF-16.
  const fields = /\x13(?:\x00?[ "])*\x00?D\x00?D\x00?E(?:\x00?A\x00?U\x00?T\x00?O)?\x00?[ "]/i;
  if (fields.test(stream.toString('latin1'))) notes.add('dde', { part: 'WordDocument' });
}
