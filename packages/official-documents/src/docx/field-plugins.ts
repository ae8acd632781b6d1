import {
  TemplatePlugin,
  officeMarkup,
  xml,
  type ScopeData,
  type ScopeDataArgs,
  type Tag,
  type TemplateContent,
  type TemplateData,
} from 'easy-template-x';

/** Writes text as text: a line feed becomes a line break right after the line it ends. */
export class LinesPlugin extends TemplatePlugin {
  readonly contentType = 'text';

  override simpleTagReplacements(tag: Tag, data: ScopeData): void {
    if (tag.placement !== 'TextNode') return;
    const value: unknown = data.getScopeData();
    const [first = '', ...others] = (typeof value === 'string' ? value : '').split('\n');
    tag.xmlTextNode.textContent = first;
    let last = officeMarkup.query.containingTextNode(tag.xmlTextNode);
    officeMarkup.modify.setSpacePreserveAttribute(last);
    for (const line of others) {
      const text = xml.create.generalNode('w:t', { attributes: {}, childNodes: [xml.create.textNode(line)] });
      officeMarkup.modify.setSpacePreserveAttribute(text);
      const lineBreak = xml.create.generalNode('w:br');
      xml.modify.insertAfter(lineBreak, last);
      xml.modify.insertAfter(text, lineBreak);
      last = text;
    }
  }
}

/**
 * The value a tag stands for: the last name of the path, looked up in the innermost record and then in those around
 * it. Own properties only, so that no name reaches what every object inherits.
 */
export function resolveField(args: ScopeDataArgs): TemplateContent | TemplateData[] {
  const name = args.strPath.at(-1) ?? '';
  for (let depth = args.strPath.length - 1; depth >= 0; depth--) {
    const record = args.strPath.slice(0, depth).reduce<unknown>(ownValue, args.data);
    const value = ownValue(record, name);
    if (value !== undefined) return value as TemplateContent | TemplateData[];
  }
  return '';
}

function ownValue(record: unknown, name: string): unknown {
  if (typeof record !== 'object' || record === null || !Object.hasOwn(record, name)) return undefined;
  return Reflect.get(record, name) as unknown;
}
