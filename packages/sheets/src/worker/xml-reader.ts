import { Refusal } from './refusal.ts';

export interface XmlHandlers {
  /** Local name (prefix cut off) and a reader of attributes by local name. */
  readonly open: (name: string, attribute: (name: string) => string | undefined) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
}
export interface XmlReader {
  readonly write: (chunk: string) => void;
  readonly end: () => void;
}

const MAX_PENDING = 4 * 1024 * 1024;
const MAX_DEPTH = 64;

/**
 * Push parser for the XML of a workbook part: elements, attributes, text, CDATA and the five predefined
 * entities. A DOCTYPE is refused, so there are no other entities, external or expanding.
 * Throws `Refusal` (`xml-doctype`, `xml-damaged`) with the part's name.
 */
export function xmlReader(part: string, handlers: XmlHandlers): XmlReader {
  let pending = '';
  const open: string[] = [];
  const damaged = (reason: string): never => {
    throw new Refusal('xml-damaged', { part, reason });
  };

  const openTag = (source: string): void => {
    const selfClosing = source.endsWith('/');
    const body = selfClosing ? source.slice(0, -1) : source;
    const nameEnd = body.search(/[\s]/);
    const name = localName(nameEnd < 0 ? body : body.slice(0, nameEnd));
    if (name === '') damaged('tag');
    let attributes: ReadonlyMap<string, string> | undefined;
    handlers.open(name, (wanted) => {
      attributes ??= attributesOf(nameEnd < 0 ? '' : body.slice(nameEnd), damaged);
      return attributes.get(wanted);
    });
    if (selfClosing) handlers.close(name);
    else if (open.push(name) > MAX_DEPTH) damaged('depth');
  };

  const closeTag = (source: string): void => {
    const name = localName(source.trim());
    if (open.pop() !== name) damaged('nesting');
    handlers.close(name);
  };

  /** Handles one piece of markup at `at`; returns the position after it, or -1 when it is incomplete. */
  const markup = (source: string, at: number): number => {
    if (source.startsWith('<!--', at)) return after(source, '-->', at + 4);
    if (source.startsWith('<![CDATA[', at)) {
      const end = source.indexOf(']]>', at);
      if (end >= 0 && open.length > 0) handlers.text(source.slice(at + 9, end));
      return end < 0 ? -1 : end + 3;
    }
    if (source.startsWith('<?', at)) return after(source, '?>', at + 2);
    const next = source[at + 1];
    if (next === '!') {
      if (source.length - at < 9) return -1;
      throw new Refusal('xml-doctype', { part });
    }
    const end = next === '/' ? source.indexOf('>', at) : tagEnd(source, at + 1);
    if (end < 0) return -1;
    if (next === '/') closeTag(source.slice(at + 2, end));
    else openTag(source.slice(at + 1, end));
    return end + 1;
  };

  return {
    write(chunk) {
      const source = pending + chunk;
      let at = 0;
      while (at < source.length) {
        const start = source.indexOf('<', at);
        if (start < 0) break;
        if (start > at && open.length > 0) handlers.text(decodeEntities(source.slice(at, start), damaged));
        at = start;
        const end = markup(source, start);
        if (end < 0) break;
        at = end;
      }
      pending = source.slice(at);
      if (pending.length > MAX_PENDING) damaged('length');
    },
    end() {
      if (open.length > 0 || pending.trim() !== '') damaged('truncated');
    },
  };
}

function after(source: string, mark: string, from: number): number {
  const end = source.indexOf(mark, from);
  return end < 0 ? -1 : end + mark.length;
}

/** Position of the `>` that ends a tag; `>` inside quotes does not. */
function tagEnd(source: string, from: number): number {
  let quote = 0;
  for (let at = from; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 34 || code === 39) quote = code;
    else if (code === 62) return at;
  }
  return -1;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const ATTRIBUTE = /\s+([^\s=<>"']+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;

function attributesOf(source: string, damaged: (reason: string) => never): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  ATTRIBUTE.lastIndex = 0;
  let end = 0;
  for (let match = ATTRIBUTE.exec(source); match !== null; match = ATTRIBUTE.exec(source)) {
    end = ATTRIBUTE.lastIndex;
    const name = match[1] ?? '';
    if (!name.startsWith('xmlns')) {
      attributes.set(localName(name), decodeEntities(match[2] ?? match[3] ?? '', damaged));
    }
  }
  if (source.slice(end).trim() !== '') damaged('attribute');
  return attributes;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string, damaged: (reason: string) => never): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]{0,32});?/g, (_whole, name: string) => {
    const code = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
    if (code === null) return ENTITIES[name] ?? damaged('entity');
    const point = code[1] === undefined ? Number(code[2]) : parseInt(code[1], 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : damaged('entity');
  });
}
