import type { Archive } from '../archive.ts';
import { attributeOf, xmlEvents, type XmlEvent } from '../office/xml-events.ts';

/** Goes through the events of one part until `visit` answers false. A part that is not there has none. */
export async function visitPart(
  archive: Archive,
  part: string,
  visit: (event: XmlEvent) => boolean,
): Promise<void> {
  if (!archive.has(part)) return;
  for await (const events of xmlEvents(part, archive.stream(part))) {
    for (const event of events) if (!visit(event)) return;
  }
}

/** Paths of the sheets or slides that the main part lists, in its order. */
export async function listedParts(
  archive: Archive,
  folder: 'xl' | 'ppt',
  main: string,
  element: string,
): Promise<readonly string[]> {
  const targets = new Map<string, string>();
  await visitPart(archive, `${folder}/_rels/${main}.rels`, (event) => {
    if (event.kind === 'open' && event.name === 'Relationship') {
      const target = attributeOf(event.attributes, 'Target') ?? '';
      const path = target.startsWith('/') ? target.slice(1) : `${folder}/${target}`;
      targets.set(attributeOf(event.attributes, 'Id') ?? '', path);
    }
    return true;
  });
  const parts: string[] = [];
  await visitPart(archive, `${folder}/${main}`, (event) => {
    const isListed = event.kind === 'open' && event.name === element;
    // Slides have an id of their own beside the one of the relationship; only the latter leads anywhere.
    const ids = isListed ? [...event.attributes.matchAll(/\bid\s*=\s*"([^"]{1,100})"/g)] : [];
    const target = ids.map((id) => targets.get(id[1] ?? '')).find((path) => path !== undefined);
    if (target !== undefined) parts.push(target);
    return true;
  });
  return parts;
}
