import type { Notes } from '../notes.ts';
import { attributeOf } from './xml-events.ts';
import type { Watch } from './watch-relationships.ts';

/** Watches a slide: a click or a movement of the mouse may start a program or a macro. */
export function watchSlides(part: string, notes: Notes): Watch {
  return (event) => {
    if (event.kind !== 'open' || !event.attributes.includes('ppaction')) return;
    const action = attributeOf(event.attributes, 'action') ?? '';
    if (/^ppaction:\/\/(?:program|ole)/i.test(action)) notes.add('launches-program', { part });
    if (/^ppaction:\/\/macro/i.test(action)) notes.add('macros', { part });
  };
}
