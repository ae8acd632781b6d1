import { FileRefusal } from '../file-refusal.ts';

export type XmlEvent =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/** Longest tag, comment or run of text that is held until it is complete, characters. */
const LONGEST = 8 * 1024 * 1024;
const DEEPEST = 256;

/**
 * Splits the XML of one part into events, chunk by chunk; memory is bounded by the longest single token. Names come
 * without prefix. A DOCTYPE is refused, so only the predefined entities exist; an element closed out of order, an
 * unknown entity or an unfinished document is `xml-damaged`.
 */
export async function* xmlEvents(
  part: string,
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<readonly XmlEvent[]> {
  const scan = xmlScanner(part);
  const decode = xmlDecoder(part);
  for await (const chunk of chunks) yield scan.take(decode(chunk));
  yield scan.take(decode(null));
  scan.end();
}

/** UTF-8, or UTF-16 by its byte order mark; `null` ends the stream. Anything else is damage, not guesswork. */
function xmlDecoder(part: string): (chunk: Buffer | null) => string {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  return (chunk) => {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    try {
      return chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new FileRefusal('xml-damaged', { part, reason: 'encoding' });
    }
  };
}

function encodingOf(head: Buffer | null): string {
  if (head?.[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head?.[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
}

interface XmlScanner {
  readonly take: (text: string) => readonly XmlEvent[];
  readonly end: () => void;
}

function xmlScanner(part: string): XmlScanner {
  const damaged = (reason: string): never => {
    throw new FileRefusal('xml-damaged', { part, reason });
  };
  const open: string[] = [];
  let events: XmlEvent[] = [];
  let held = '';

  const element = (source: string): void => {
    const closed = source.endsWith('/');
    const [name, attributes] = nameAndRest(closed ? source.slice(0, -1) : source);
    if (name === '') damaged('tag');
    events.push({ kind: 'open', name, attributes });
    if (closed) events.push({ kind: 'close', name });
    else if (open.push(name) > DEEPEST) damaged('depth');
  };
  const closing = (source: string): void => {
    const [name] = nameAndRest(source);
    if (open.pop() !== name) damaged('nesting');
    events.push({ kind: 'close', name });
  };
  /** Takes the markup that starts at `at`; answers where it ends, or -1 when more is needed. */
  const markup = (at: number): number => {
    const kind = held.slice(at + 1, at + 9);
    if (kind.startsWith('!--')) return endOf(held, '-->', at + 4);
    if (kind === '![CDATA[') {
      const end = held.indexOf(']]>', at + 9);
      if (end >= 0) events.push({ kind: 'text', text: held.slice(at + 9, end) });
      return end < 0 ? -1 : end + 3;
    }
    if (kind.startsWith('?')) {
      const end = endOf(held, '?>', at + 2);
      if (end >= 0) judgeDeclaration(part, held.slice(at, end));
      return end;
    }
    if (kind.startsWith('!')) {
      if (kind.length < 8) return -1;
      throw new FileRefusal('xml-doctype', { part });
    }
    const end = tagEnd(held, at + 1);
    if (end < 0) return -1;
    if (kind.startsWith('/')) closing(held.slice(at + 2, end));
    else element(held.slice(at + 1, end));
    return end + 1;
  };

  return {
    take(text) {
      events = [];
      held += text;
      let at = 0;
      for (let start = held.indexOf('<'); start >= 0; start = held.indexOf('<', at)) {
        if (start > at) events.push({ kind: 'text', text: decodeReferences(part, held.slice(at, start)) });
        at = start;
        const end = markup(start);
        if (end < 0) break;
        at = end;
      }
      held = held.slice(at);
      if (held.length > LONGEST) damaged('length');
      return events;
    },
    end() {
      if (open.length > 0 || held.trim() !== '') damaged('truncated');
    },
  };
}

function judgeDeclaration(part: string, declaration: string): void {
  const encoding = /^<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([^"']*)["']/i.exec(declaration)?.[1];
  if (encoding !== undefined && !/^(?:utf-8|utf-16|us-ascii)$/i.test(encoding)) {
    throw new FileRefusal('xml-damaged', { part, reason: 'encoding' });
  }
}

function endOf(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found < 0 ? -1 : found + mark.length;
}

/** Where the tag ends: a `>` between quotes belongs to a value. */
function tagEnd(source: string, from: number): number {
  for (let at = from; ;) {
    const end = source.indexOf('>', at);
    if (end < 0) return -1;
    const quote = firstQuote(source, at, end);
    if (quote < 0) return end;
    const closing = source.indexOf(source.charAt(quote), quote + 1);
    if (closing < 0) return -1;
    at = closing + 1;
  }
}

function firstQuote(source: string, from: number, before: number): number {
  for (let at = from; at < before; at++) {
    const letter = source.charCodeAt(at);
    if (letter === 34 || letter === 39) return at;
  }
  return -1;
}

function nameAndRest(source: string): readonly [string, string] {
  const space = /\s/.exec(source)?.index ?? source.length;
  const qualified = source.slice(0, space);
  return [qualified.slice(qualified.indexOf(':') + 1), source.slice(space)];
}

const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decodeReferences(part: string, text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]{0,12};?)/g, (_whole, reference: string) => {
    const number = /^#(x[0-9a-f]{1,6}|[0-9]{1,7});$/i.exec(reference)?.[1];
    const point = number === undefined ? NaN : Number(number.replace(/^x/i, '0x'));
    const letter = point <= 0x10ffff ? String.fromCodePoint(point) : PREDEFINED.get(reference.slice(0, -1));
    if (letter === undefined) throw new FileRefusal('xml-damaged', { part, reason: 'entity' });
    return letter;
  });
}

/** The value of an attribute by its local name, or undefined. */
export function attributeOf(attributes: string, name: string): string | undefined {
  for (const match of attributes.matchAll(/\s([^\s=<>"']{1,200})\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const qualified = match[1] ?? '';
    const isNamespace = qualified.startsWith('xmlns');
    if (!isNamespace && qualified.slice(qualified.indexOf(':') + 1) === name) {
      return decodeReferences('', match[2] ?? match[3] ?? '');
    }
  }
  return undefined;
}
