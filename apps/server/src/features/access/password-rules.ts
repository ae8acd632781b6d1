import { readFileSync } from 'node:fs';
import { accessOf } from '../../platform/access-settings.ts';
import type { UseCaseConfig } from '../../platform/context.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import { refuse } from '../../platform/refusal.ts';
import { foldForSearch } from '../../platform/search-text.ts';

/** Least length where a second factor stands behind the password, and where it stands alone (NIST SP 800-63B-4). */
export const MIN_WITH_SECOND_FACTOR = 8;
export const MIN_ALONE = 15;

export const minLength = (secondFactor: boolean): number =>
  secondFactor ? MIN_WITH_SECOND_FACTOR : MIN_ALONE;

/** Words about a person that others know: a password made of them is no secret. */
export interface KnownWords {
  readonly username: string;
  readonly displayName: string;
  readonly unitName: string | null;
  readonly email: string | null;
}

export type PasswordFault = 'too-short' | 'common' | 'known-words' | 'pattern';

const WORDS: Readonly<Record<Exclude<PasswordFault, 'too-short'>, readonly [vi: string, en: string]>> = {
  common: [
    'Mật khẩu này nằm trong danh sách hay bị dò ra. Chọn một câu riêng của bạn.',
    'This password is on the lists that are tried first. Choose a phrase of your own.',
  ],
  'known-words': [
    'Mật khẩu chỉ gồm tên của bạn, của đơn vị hoặc của hệ thống. Thêm những từ người khác không đoán được.',
    'The password is made of your name, the unit or the system. Add words that others cannot guess.',
  ],
  pattern: [
    'Mật khẩu chỉ lặp lại hoặc theo dãy phím. Chọn một câu riêng của bạn.',
    'The password only repeats or runs along the keys. Choose a phrase of your own.',
  ],
};

/** Refuses a new password that is too short or easily guessed, with the reason. No rule about kinds of characters. */
export async function requireGoodPassword(
  config: Pick<UseCaseConfig, 'access'>,
  password: string,
  known: KnownWords,
  secondFactor: boolean,
): Promise<void> {
  const found = faultOf(password, known, minLength(secondFactor), refusedPasswords(config));
  if (found === undefined) return;
  const message =
    found === 'too-short'
      ? `Cần ít nhất ${minLength(secondFactor)} ký tự. / At least ${minLength(secondFactor)} characters are needed.`
      : WORDS[found].join(' / ');
  refuse('password-refused', { errors: [{ place: '/password', code: found, message }] });
}

/** `least` counts characters as people do; `refused` holds folded passwords. */
export function faultOf(
  password: string,
  known: KnownWords,
  least: number,
  refused: ReadonlySet<string>,
): PasswordFault | undefined {
  const typed = password.normalize('NFC');
  if ([...typed].length < least) return 'too-short';
  const folded = foldForSearch(typed).replace(/\s+/g, '');
  if (isPattern(folded)) return 'pattern';
  if (refused.has(folded) || refused.has(trimmed(folded))) return 'common';
  const letters = folded.replace(/[^\p{L}\p{N}]/gu, '');
  const rest = wordsOf(known).reduce((left, word) => left.replaceAll(word, ' '), letters);
  const explained = rest !== letters && trimmed(rest).replace(/[^a-z0-9]/g, '').length < SHORTEST_REMAINDER;
  return explained ? 'known-words' : undefined;
}

/** What is left when a year or signs around a word are taken away: `matkhau2024!` is `matkhau`. */
const trimmed = (folded: string): string =>
  folded.replace(/^[^a-z0-9]*\d{0,4}[^a-z0-9]*|[^a-z0-9]*\d{0,4}[^a-z0-9]*$/g, '');

const SHORTEST_REMAINDER = 4;
const OWN_WORDS = ['parix', 'cchc', 'caicachhanhchinh', 'chisocchc', 'matkhau', 'password', 'hethong'];

/** The names, and every run of words in them, written together: `Sở Nội vụ` gives sonoivu, noivu, noi … Longest first. */
function wordsOf({ username, displayName, unitName, email }: KnownWords): readonly string[] {
  const texts = [username, displayName, unitName ?? '', email?.split('@')[0] ?? ''].map(foldForSearch);
  const runs = texts.flatMap((text) => {
    const words = text.split(/[^a-z0-9]+/).slice(0, MOST_WORDS);
    return words.flatMap((_, from) =>
      words.slice(from).map((__, at) => words.slice(from, from + at + 1).join('')),
    );
  });
  const known = [...OWN_WORDS, ...runs].filter((word) => word.length >= 3);
  return [...new Set(known)].sort((one, other) => other.length - one.length);
}
const MOST_WORDS = 12;

const ROWS = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const keyRuns = [...ROWS, ...ROWS.map((row) => [...row].reverse().join(''))];

/** One character or block again and again, or pieces of a row of keys. */
function isPattern(folded: string): boolean {
  if (/^(.{1,5})\1+.{0,4}$/.test(folded)) return true;
  let at = 0;
  while (at < folded.length) {
    const piece = longestRun(folded, at);
    if (piece < 4) return false;
    at += piece;
  }
  return true;
}

function longestRun(text: string, at: number): number {
  for (let length = text.length - at; length >= 2; length -= 1) {
    const piece = text.slice(at, at + length);
    if (keyRuns.some((run) => run.includes(piece))) return length;
  }
  return 1;
}

/** Common here, and on no list from elsewhere. */
const VIETNAMESE = [
  'matkhau',
  'anhyeuem',
  'emyeuanh',
  'yeuemnhieu',
  'conyeume',
  'vietnam',
  'xinchao',
  'khongbiet',
];

let common: ReadonlySet<string> | undefined;
const operatorLists = new Map<string, ReadonlySet<string>>();

function refusedPasswords(config: Pick<UseCaseConfig, 'access'>): ReadonlySet<string> {
  common ??= new Set([...VIETNAMESE, ...readList(new URL('./common-passwords.txt', import.meta.url))]);
  const path = accessOf(config).passwordBlocklist;
  if (path === undefined) return common;
  const known = operatorLists.get(path) ?? new Set([...common, ...readOperatorList(path)]);
  operatorLists.set(path, known);
  return known;
}

function readList(path: string | URL): ReadonlySet<string> {
  const lines = readFileSync(path, 'utf8').split('\n');
  const passwords = lines.filter((line) => line !== '' && !line.startsWith('#'));
  return new Set(passwords.map((line) => foldForSearch(line).replace(/\s+/g, '')));
}

function readOperatorList(path: string): ReadonlySet<string> {
  try {
    return readList(path);
  } catch {
    throw new OperatorError('PASSWORD_BLOCKLIST_UNREADABLE', {
      vi: `Không đọc được tệp mật khẩu bị cấm ${path}. Sửa PARIX_PASSWORD_BLOCKLIST rồi chạy lại.`,
      en: `The file of refused passwords ${path} cannot be read. Correct PARIX_PASSWORD_BLOCKLIST and start again.`,
    });
  }
}
