/*
 * A look at XML without building a tree: enough to refuse what must not reach a parser, and to read attributes
 * whatever prefix and entities they are written with.
 */

export type MarkupProblem = 'doctype' | 'depth' | 'nesting' | 'tag';

interface Piece {
  readonly kind: 'open' | 'close' | 'empty' | 'doctype' | 'broken';
  /** Inside the angle brackets, without slashes. */
  readonly source: string;
  /** Position after the piece. */
  readonly end: number;
}

/** Well-formed as far as nesting goes, without DOCTYPE and not too deep; null when so. */
export function markupProblem(text: string, depth: number): MarkupProblem | null {
  const open: string[] = [];
  for (const piece of pieces(text)) {
    if (piece.kind === 'doctype') return 'doctype';
    if (piece.kind === 'broken') return 'tag';
    if (piece.kind === 'open' && open.push(nameOf(piece.source)) > depth) return 'depth';
    if (piece.kind === 'close' && open.pop() !== nameOf(piece.source)) return 'nesting';
  }
  return open.length === 0 ? null : 'nesting';
}

export interface StartTag {
  /** Without its prefix. */
  readonly name: string;
  /** By name without prefix, entities resolved. */
  readonly attributes: ReadonlyMap<string, string>;
  /** The text right after the tag, up to the next piece of markup. */
  readonly text: string;
}

export function* startTags(text: string): Generator<StartTag> {
  for (const piece of pieces(text)) {
    if (piece.kind !== 'open' && piece.kind !== 'empty') continue;
    const next = text.indexOf('<', piece.end);
    const after = text.slice(piece.end, next < 0 ? text.length : next);
    yield {
      name: local(nameOf(piece.source)),
      attributes: attributesOf(piece.source),
      text: piece.kind === 'open' ? resolve(after) : '',
    };
  }
}

const BROKEN: Piece = { kind: 'broken', source: '', end: Infinity };

/** The markup of a text; the last piece is the one that could not be read, if any. */
function* pieces(text: string): Generator<Piece, undefined> {
  let seen = false;
  let end = 0;
  for (let at = text.indexOf('<', end); at >= 0; at = text.indexOf('<', end)) {
    const piece = pieceAt(text, at);
    if (piece === null) {
      const after = skip(text, at);
      // The tree builder has no form for these inside a document, and Office writes none there.
      if (after < 0 || (seen && !text.startsWith('<!--', at))) {
        yield BROKEN;
        return;
      }
      end = after;
      continue;
    }
    yield piece;
    if (piece.kind === 'broken' || piece.kind === 'doctype') return;
    seen = true;
    end = piece.end;
  }
}

/** The tag at `at`; null for a comment, CDATA section or instruction. */
function pieceAt(text: string, at: number): Piece | null {
  if (SKIPPED.some(([begin]) => text.startsWith(begin, at))) return null;
  if (text.startsWith('<!', at)) return { kind: 'doctype', source: '', end: Infinity };
  const end = tagEnd(text, at + 1);
  return end < 0 ? BROKEN : pieceOf(text.slice(at + 1, end), end + 1);
}

function pieceOf(inner: string, end: number): Piece {
  if (inner.startsWith('/')) return { kind: 'close', source: inner.slice(1), end };
  if (inner.endsWith('/')) return { kind: 'empty', source: inner.slice(0, -1), end };
  return { kind: 'open', source: inner, end };
}

/** End of the comment, CDATA section or instruction at `at`; -1 when it never ends. */
function skip(text: string, at: number): number {
  for (const [begin, finish] of SKIPPED) {
    if (!text.startsWith(begin, at)) continue;
    const end = text.indexOf(finish, at + begin.length);
    return end < 0 ? -1 : end + finish.length;
  }
  return -1;
}
const SKIPPED = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** Position of the ">" that ends a tag; one inside quotes does not. */
function tagEnd(text: string, from: number): number {
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at;
    else if (sign === '<') return -1;
  }
  return -1;
}

const nameOf = (source: string): string => /^[^\s/]*/.exec(source)?.[0] ?? '';
const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function attributesOf(source: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const match of source.matchAll(/([^\s=<>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes.set(local(match[1] ?? ''), resolve(match[2] ?? match[3] ?? ''));
  }
  return attributes;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolve(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name: string) => {
    const code =
      hex !== undefined ? parseInt(String(hex), 16) : decimal !== undefined ? Number(decimal) : null;
    if (code === null) return ENTITIES[name] ?? whole;
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
