import { FORMULA_LIMITS, type FormulaProblem, type FormulaProblemCode } from './formula.ts';

/** `offset`..`end` is the token as written; `text` is what it means (names in NFC, quotes taken off). */
export interface Token {
  readonly kind: 'number' | 'name' | 'quoted-name' | 'text' | 'sign' | 'end';
  readonly text: string;
  readonly offset: number;
  readonly end: number;
}
export type Tokens =
  | { readonly ok: true; readonly tokens: readonly Token[] }
  | { readonly ok: false; readonly problem: FormulaProblem };

type Scan = Token | FormulaProblem;

/** Controls, invisible and direction-changing characters, lone surrogates, private use: what a reader cannot see. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/u;
const SPACE = /[ \t\r\n]+/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const NAME = /[\p{L}_][\p{L}\p{M}\p{Nd}_]*/uy;
const QUOTED_NAME = /`([^`\r\n\t]+)`/y;
const TEXT = /"([^"\r\n\t]*)"/y;
const SIGN = /<=|>=|!=|[-+*/()<>=,]/y;
/** A name that needs no back-quotes once it is in NFC. */
const PLAIN_NAME = /^[\p{L}_][\p{L}\p{Nd}_]*$/u;

export const isPlainName = (name: string): boolean => PLAIN_NAME.test(name);
/** True for a text that can stand between quotes. */
export const isWritable = (text: string): boolean => !text.includes('"') && !FORBIDDEN.test(text);

/** Splits the text; stops at the first thing that is no token. */
export function tokenize(text: string, limit: number = FORMULA_LIMITS.length): Tokens {
  if (text.length > limit) {
    return refuse('too-long', limit, { limit: String(limit), length: String(text.length) });
  }
  const tokens: Token[] = [];
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, tokens.at(-1)?.end ?? at)) {
    const found = scan(text, at) ?? unreadable(text, at, tokens.at(-1));
    if ('code' in found) return { ok: false, problem: found };
    tokens.push(found);
  }
  tokens.push({ kind: 'end', text: '', offset: text.length, end: text.length });
  return { ok: true, tokens };
}

function refuse(code: FormulaProblemCode, offset: number, detail: Readonly<Record<string, string>>): Tokens {
  return { ok: false, problem: { code, offset, detail } };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const skipSpace = (text: string, at: number): number => at + (match(SPACE, text, at)?.[0].length ?? 0);

const scan = (text: string, at: number): Scan | undefined =>
  number(text, at) ??
  plain('sign', SIGN, text, at) ??
  name(text, at) ??
  quoted('quoted-name', QUOTED_NAME, text, at) ??
  quoted('text', TEXT, text, at);

function plain(kind: Token['kind'], pattern: RegExp, text: string, at: number): Token | undefined {
  const found = match(pattern, text, at)?.[0];
  return found === undefined ? undefined : { kind, text: found, offset: at, end: at + found.length };
}

function number(text: string, at: number): Scan | undefined {
  const token = plain('number', NUMBER, text, at);
  const digits = token?.text.replace('.', '').length ?? 0;
  if (digits <= FORMULA_LIMITS.digits) return token;
  return {
    code: 'number-too-long',
    offset: at,
    detail: { limit: String(FORMULA_LIMITS.digits), digits: String(digits) },
  };
}

function name(text: string, at: number): Scan | undefined {
  const token = plain('name', NAME, text, at);
  if (token === undefined) return undefined;
  const composed = token.text.normalize('NFC');
  // A mark that joins no letter would make two names look alike.
  return isPlainName(composed) ? { ...token, text: composed } : looseMark(composed, token);
}

function looseMark(composed: string, token: Token): FormulaProblem {
  const mark = [...composed].find((character) => /\p{M}/u.test(character)) ?? '';
  return problemAt('unexpected-character', token.offset + Math.max(0, token.text.indexOf(mark)), mark);
}

function quoted(kind: 'quoted-name' | 'text', pattern: RegExp, text: string, at: number): Scan | undefined {
  const found = match(pattern, text, at);
  if (found === null) return undefined;
  const [whole, inner = ''] = found;
  for (let i = at; i < at + whole.length; i += characterAt(text, i).length) {
    if (FORBIDDEN.test(characterAt(text, i)))
      return problemAt('forbidden-character', i, characterAt(text, i));
  }
  return { kind, text: inner.normalize('NFC'), offset: at, end: at + whole.length };
}

const characterAt = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 0);

function unreadable(text: string, at: number, before: Token | undefined): FormulaProblem {
  const character = characterAt(text, at);
  if (character === '`' || character === '"')
    return { code: 'unterminated', offset: at, detail: { quote: character } };
  const afterValue = before?.kind === 'name' || before?.kind === 'quoted-name' || before?.text === ')';
  if (character === '.' && afterValue) return { code: 'member-access', offset: at, detail: {} };
  return problemAt(FORBIDDEN.test(character) ? 'forbidden-character' : 'unexpected-character', at, character);
}

/** The character is shown only when it can be shown; its code point always. */
function problemAt(code: FormulaProblemCode, offset: number, character: string): FormulaProblem {
  const point = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return { code, offset, detail: { character: FORBIDDEN.test(character) ? point : character, point } };
}
