import type { Notes } from '../notes.ts';
import { targetOf } from './remote-target.ts';
import { attributeOf } from './xml-events.ts';
import type { Watch } from './watch-relationships.ts';

interface Field {
  instruction: string;
  /** Its instruction is complete; what follows is the result that Word showed last. */
  shown: boolean;
}

/** Instructions are short; what follows is not read by Word either. */
const LONGEST = 4096;
const DEEPEST = 64;

/**
 * Watches the fields of a Word part. An instruction may be spread over runs and built by fields inside it
 * ({ QUOTE 68 68 69 } is "DDE"), so it is put together before it is judged.
 */
export function watchFields(part: string, notes: Notes): Watch {
  const fields: Field[] = [];
  let inText: 'instrText' | 't' | null = null;
  const judge = (instruction: string): void => judgeInstruction(instruction, part, notes);
  const add = (text: string): void => {
    const field = fields.at(-1);
    if (field !== undefined && !field.shown && field.instruction.length < LONGEST) field.instruction += text;
  };
  const close = (): void => {
    const field = fields.pop();
    if (field === undefined) return;
    judge(field.instruction);
    add(quoted(field.instruction));
  };
  return (event) => {
    if (event.kind === 'text') {
      if (inText !== null) add(event.text);
    } else if (event.name === 'instrText' || event.name === 't') {
      inText = event.kind === 'open' ? event.name : null;
    } else if (event.kind === 'open' && event.name === 'fldSimple') {
      judge(attributeOf(event.attributes, 'instr') ?? '');
    } else if (event.kind === 'open' && event.name === 'fldChar') {
      const type = attributeOf(event.attributes, 'fldCharType');
      if (type === 'begin' && fields.length < DEEPEST) fields.push({ instruction: '', shown: false });
      else if (type === 'end') close();
      else if (type === 'separate') {
        const field = fields.at(-1);
        if (field !== undefined) field.shown = true;
      }
    }
  };
}

/** What a QUOTE field puts in its place: letters by number, or words. */
function quoted(instruction: string): string {
  const words = /^\s*QUOTE\s+([^]*)$/i.exec(instruction)?.[1]?.trim() ?? '';
  if (!/^[\d\s]+$/.test(words)) return words.replaceAll('"', '');
  return words
    .split(/\s+/)
    .map((number) => String.fromCharCode(Number(number)))
    .join('');
}

function judgeInstruction(instruction: string, part: string, notes: Notes): void {
  const [name = '', target = ''] = instruction.trim().replaceAll('"', '').split(/\s+/);
  if (/^DDE(?:AUTO)?$/i.test(name)) notes.add('dde', { part });
  if (!/^(?:INCLUDEPICTURE|INCLUDETEXT|IMPORT|RD)$/i.test(name)) return;
  const place = targetOf(target);
  const detail = { target: target.slice(0, 200) };
  if (place === 'share') notes.add('remote-content', detail);
  else notes.add(place === 'web' ? 'external-content' : 'external-link', detail);
}
