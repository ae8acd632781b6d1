import { FileRefusal } from '../file-refusal.ts';
import type { Notes } from '../notes.ts';
import { targetOf } from './remote-target.ts';
import { attributeOf } from './xml-events.ts';
import type { Watch } from './watch-relationships.ts';
import { isDdeFormula } from './watch-sheets.ts';

/** Elements of OpenDocument that say it all by being there. */
const TELLING: ReadonlyMap<string, Parameters<Notes['add']>[0]> = new Map([
  ['dde-link', 'dde'],
  ['dde-source', 'dde'],
  ['dde-connection-decl', 'dde'],
  ['plugin', 'active-x'],
  ['applet', 'active-x'],
  ['object-ole', 'embedded-object'],
]);
const FETCHED = new Set([
  'image',
  'fill-image',
  'section-source',
  'table-source',
  'floating-frame',
  'object',
]);

/** Watches an XML part of an OpenDocument file. */
export function watchOpenDocument(part: string, notes: Notes): Watch {
  return (event) => {
    if (event.kind !== 'open') return;
    if (event.name === 'encryption-data') throw new FileRefusal('encrypted');
    const telling = TELLING.get(event.name);
    if (telling !== undefined) notes.add(telling, { part });
    if (event.name === 'event-listener' && callsMacro(event.attributes)) notes.add('macros', { part });
    if (FETCHED.has(event.name)) judgeReference(event.name, event.attributes, notes);
    if (event.attributes.includes('formula')) {
      const formula = attributeOf(event.attributes, 'formula') ?? '';
      if (/\bDDE\s*\(/i.test(formula) || isDdeFormula(formula)) notes.add('dde', { part });
    }
  };
}

function callsMacro(attributes: string): boolean {
  const called = attributeOf(attributes, 'href') ?? attributeOf(attributes, 'macro-name') ?? '';
  return called !== '';
}

function judgeReference(element: string, attributes: string, notes: Notes): void {
  const target = attributeOf(attributes, 'href') ?? '';
  const place = targetOf(target);
  const detail = { target: target.slice(0, 200) };
  if (place === 'share') notes.add('remote-content', detail);
  else if (place === 'web')
    notes.add(element === 'floating-frame' ? 'remote-content' : 'external-content', detail);
  else if (/^(?:\.\.|file:|\/)/i.test(target)) notes.add('external-link', detail);
}
