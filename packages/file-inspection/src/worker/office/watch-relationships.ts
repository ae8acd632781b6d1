import type { Notes } from '../notes.ts';
import { targetOf } from './remote-target.ts';
import { attributeOf, type XmlEvent } from './xml-events.ts';

/** Reacts to the events of one part. */
export type Watch = (event: XmlEvent) => void;

/** Types of relationship by which Office fetches and runs or shows something when the document is opened. */
const FETCHED = new Set([
  'attachedTemplate',
  'oleObject',
  'frame',
  'subDocument',
  'aFChunk',
  'control',
  'package',
  'image',
  'video',
  'audio',
  'media',
]);
const SHOWN = new Set(['image', 'video', 'audio', 'media']);

/** Watches a `.rels` part: what the document is tied to, inside and outside. */
export function watchRelationships(part: string, notes: Notes): Watch {
  return (event) => {
    if (event.kind !== 'open' || event.name !== 'Relationship') return;
    const type = (attributeOf(event.attributes, 'Type') ?? '').split('/').at(-1) ?? '';
    const target = attributeOf(event.attributes, 'Target') ?? '';
    const outside = attributeOf(event.attributes, 'TargetMode')?.toLowerCase() === 'external';
    if (outside) judgeOutside(type, target, notes);
    else judgeInside(type, part, notes);
  };
}

function judgeOutside(type: string, target: string, notes: Notes): void {
  if (type === 'hyperlink') return;
  const detail = { target: target.slice(0, 200) };
  const place = targetOf(target);
  if (FETCHED.has(type) && (place === 'share' || (place === 'web' && !SHOWN.has(type)))) {
    notes.add('remote-content', detail);
  } else if (SHOWN.has(type) && place === 'web') notes.add('external-content', detail);
  // Word notes the path of a template that never left the author's computer.
  else if (type !== 'attachedTemplate') notes.add('external-link', detail);
}

function judgeInside(type: string, part: string, notes: Notes): void {
  if (/^(?:vbaProject|wordVbaData|xl(?:Intl)?Macrosheet|attachedToolbars)/i.test(type)) {
    notes.add('macros', { part });
  } else if (/^(?:control|activeXControl)/.test(type)) notes.add('active-x', { part });
  else if (type === 'aFChunk') notes.add('embedded-file', { part });
}
