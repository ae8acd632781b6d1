import type { Tag, XmlNode } from 'easy-template-x';
import type { DocxPlace } from './docx-problems.ts';

const SHOWN = 80;
const PART_OF_ROOT: Readonly<Record<string, DocxPlace['part']>> = { 'w:hdr': 'header', 'w:ftr': 'footer' };

/** Where each tag stands. Paragraphs are numbered in one walk over each part, however many tags it has. */
export function tagPlaces(tags: readonly Tag[]): ReadonlyMap<Tag, DocxPlace> {
  const numbers = new Map<XmlNode, ReadonlyMap<XmlNode, number>>();
  const places = new Map<Tag, DocxPlace>();
  for (const tag of tags) {
    const node = tag.placement === 'TextNode' ? tag.xmlTextNode : tag.xmlNode;
    const { root, paragraph } = ancestors(node);
    let inRoot = numbers.get(root);
    if (inRoot === undefined) numbers.set(root, (inRoot = paragraphNumbers(root)));
    places.set(tag, {
      part: PART_OF_ROOT[root.nodeName] ?? 'body',
      paragraph: inRoot.get(paragraph) ?? 0,
      text: shorten(textOf(paragraph)),
    });
  }
  return places;
}

function ancestors(node: XmlNode): { readonly root: XmlNode; readonly paragraph: XmlNode } {
  let paragraph: XmlNode | null = null;
  let current = node;
  while (current.parentNode != null) {
    current = current.parentNode;
    if (paragraph === null && current.nodeName === 'w:p') paragraph = current;
  }
  return { root: current, paragraph: paragraph ?? node };
}

function paragraphNumbers(root: XmlNode): ReadonlyMap<XmlNode, number> {
  const numbers = new Map<XmlNode, number>();
  const walk = (node: XmlNode): void => {
    if (node.nodeName === 'w:p') numbers.set(node, numbers.size + 1);
    for (const child of node.childNodes ?? []) walk(child);
  };
  walk(root);
  return numbers;
}

function textOf(node: XmlNode): string {
  if (node.nodeType === 'Text') return node.textContent;
  return (node.childNodes ?? []).map(textOf).join('');
}

/** The text of a paragraph for a message. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= SHOWN ? line : `${line.slice(0, SHOWN - 1)}…`;
}
