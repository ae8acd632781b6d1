import { convertLetters, type LegacyEncoding } from './legacy-letters.ts';
import { isVietnameseSyllable } from './vietnamese-syllable.ts';

export interface LegacyText {
  /** Null when the text is not in one of the old encodings; `converted` is then the text itself. */
  readonly encoding: LegacyEncoding | null;
  readonly converted: string;
}

/** Both encodings use the codes of Latin-1 only: a letter beyond it, or a combining mark, says Unicode. */
const BEYOND_LATIN1 = /[\p{L}\p{M}]/u;
const WORDS = /[A-Za-z\u00a1-\u00ff]+/g;
const LEGACY = /[\u00a1-\u00ff]/;
/** Signs of TCVN3 that no ordinary text has beside a letter, or not between two. */
const ODD_SIGN = /[¡-©¬\u00ad®¶¸½¾×÷]|[A-Za-z][ª«µ¹º»¼][A-Za-z]/;
/** A capital behind a small letter: TCVN3 uses the codes of capitals for small letters. */
const CAPITAL_INSIDE = /[a-z\u00df-\u00ff][\u00c0-\u00de]/;
/** A product in a formula ("x·n"); also ã in TCVN3, which therefore proves nothing. */
const PRODUCT = /·/;
/** Abbreviations with Đ in numbers and signs of documents; they are no syllables. */
const ABBREVIATION =
  /^(?:QĐ|NĐ|TĐ|CĐ|HĐ|LĐ|ĐA|ĐU|ĐH|ĐV|HĐND|TTĐT|TTHĐ|BCĐ|GDĐT|SGDĐT|LĐTBXH|SLĐTBXH|VPĐP|CTHĐ|KHHĐ|HĐTĐ|TĐKT)$/;
/** Signs that are used alone more often than the letters whose codes they have. */
const MEANS_ITSELF = /^[·©®×÷¼½¾§¶¸¨»]$/;
/** A closing quotation mark; ằ, which TCVN3 writes so, always has a consonant behind it. */
const CLOSING_QUOTE = /»(?![A-Za-z])/;
/** Share of words that have to make sense after the conversion. */
const SENSE = 0.9;
const SENSE_OF_ALL = 0.5;

/**
 * Recognises Vietnamese typed with TCVN3 (.VnTime) or VNI fonts and stored as if it were Unicode, and converts it.
 * A conversion is taken only when words that were no Vietnamese become Vietnamese syllables, nearly all of them and
 * at least two (or one with a sign or capital that no text has inside a word); ordinary text comes back untouched.
 */
export function recogniseLegacyText(text: string): LegacyText {
  const untouched = { encoding: null, converted: text };
  // Programs on the way take the sign for micro, à in TCVN3, for the Greek letter.
  const typed = text.replaceAll('\u03bc', '\u00b5');
  if (!LEGACY.test(typed) || hasLettersBeyondLatin1(typed)) return untouched;
  const words = typed.match(WORDS) ?? [];
  const [tcvn3, vni] = [gainOf(words, 'tcvn3'), gainOf(words, 'vni')];
  if (tcvn3 <= 0 && vni <= 0) return untouched;
  const encoding = tcvn3 >= vni ? 'tcvn3' : 'vni';
  return { encoding, converted: convertText(typed, encoding) };
}

function hasLettersBeyondLatin1(text: string): boolean {
  for (const letter of text) if (letter > '\u00ff' && BEYOND_LATIN1.test(letter)) return true;
  return false;
}

/** How many more words are Vietnamese after the conversion; 0 when the evidence does not suffice. */
function gainOf(words: readonly string[], encoding: LegacyEncoding): number {
  const evidence = new Set<string>();
  let [plain, plainSense, marked, before, after] = [0, 0, 0, 0, 0];
  let odd = false;
  for (const word of words) {
    if (!LEGACY.test(word)) {
      plain += 1;
      if (word.length === 1 || isVietnameseSyllable(word)) plainSense += 1;
      continue;
    }
    const sense = makesSense(convertWord(word, encoding));
    // A sign that stands alone (©, ½) says nothing either way.
    if (!/[A-Za-z]/.test(word) && !(sense && word.length > 1)) continue;
    marked += 1;
    const sensible = makesSense(word) && !CAPITAL_INSIDE.test(word);
    if (sensible) before += 1;
    if (sense) after += 1;
    if (sense && !sensible && !PRODUCT.test(word)) evidence.add(word.toLowerCase());
    odd ||= sense && encoding === 'tcvn3' && isOdd(word);
  }
  const enough = evidence.size > 1 || (odd && evidence.size > 0);
  const convincing = after >= SENSE * marked && before <= (odd ? marked - 1 : marked / 2);
  return enough && convincing && plainSense + after >= SENSE_OF_ALL * (plain + marked) ? after - before : 0;
}

function isOdd(word: string): boolean {
  return CAPITAL_INSIDE.test(word) || (ODD_SIGN.test(word) && word.length > 2);
}

function makesSense(word: string): boolean {
  return isVietnameseSyllable(word) || ABBREVIATION.test(word);
}

function convertText(text: string, encoding: LegacyEncoding): string {
  const allCapitals = (text.match(/[A-Z]/g)?.length ?? 0) > 1 && !/[a-z]/.test(text);
  return text.replace(WORDS, (word) => {
    if (MEANS_ITSELF.test(word) || (word === '«' && CLOSING_QUOTE.test(text))) return word;
    const converted = convertWord(word, encoding);
    return allCapitals ? converted.toUpperCase() : converted;
  });
}

/** TCVN3 has no capitals with a tone: a word typed in capitals carries small ones ("QUYÕT"), drawn as capitals. */
function convertWord(word: string, encoding: LegacyEncoding): string {
  const converted = convertLetters(word, encoding);
  const capitals = word.match(/[A-Z]/g)?.length ?? 0;
  return encoding === 'tcvn3' && capitals > 1 && !/[a-z]/.test(word) ? converted.toUpperCase() : converted;
}
