/** Letters that may stand before the vowel, and what may follow them; tones taken off, đ kept. */
const ONSET = '(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|n|ngh?|nh|ph?|qu|r|s|th?|tr|v|x)';
const RIMES = [
  'a(?:ch?|i|m|ng?|nh|o|p|t|u|y)?',
  'ă(?:[ckmpt]|ng?)',
  'â(?:c|m|ng?|p|t|u|y)',
  'e(?:c|m|ng?|o|p|t)?',
  'ê(?:ch|m|nh?|p|t|u)?',
  'i(?:a|ch|m|nh?|p|t|u|ê(?:c|m|ng?|p|t|u))?',
  'o(?:c|i|m|ng?|p|t|o(?:c|ng)|a(?:ch?|i|m|ng?|nh|o|p|t|y)?|ă(?:c|m|ng?|t)|e(?:n|o|t)?)?',
  'ô(?:c|i|m|ng?|p|t)?',
  'ơ(?:i|m|n|p|t)?',
  'u(?:a|c|i|m|ng?|p|t|â(?:ng?|t|y)|ê(?:ch|nh|u)?|ô(?:c|i|m|ng?|t)|ơ|y(?:a|ch|t|u|nh?|p|ên|êt)?)?',
  'ư(?:a|c|i|m|ng?|t|u|ơ(?:c|i|m|ng?|p|t|u))?',
  'y(?:nh?|t|ê(?:m|ng?|t|u))?',
];
const SYLLABLE = new RegExp(`^(?:${ONSET}?(?:${RIMES.join('|')})|gi)$`, 'u');
const STOPPED = /(?:ch?|[kpt])$/u;
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
/** A tone on a consonant (ñ) makes no Vietnamese letter. */
const MISPLACED = /(?![aeiouy]|[\u0302\u0306\u031b])[^][\u0300\u0301\u0303\u0309\u0323]/u;
const LONGEST = 7;

/**
 * Whether one word is a well-formed Vietnamese syllable (either way of placing the tone mark: hoà, hòa).
 * Judged by its build, not by a dictionary: at most one tone, and only sắc or nặng before c, ch, p, t.
 */
export function isVietnameseSyllable(word: string): boolean {
  if (word.length > 2 * LONGEST) return false;
  const apart = word.toLowerCase().normalize('NFD');
  const tones = apart.match(TONES) ?? [];
  const letters = apart.replace(TONES, '').normalize('NFC');
  if (MISPLACED.test(apart) || tones.length > 1 || letters.length > LONGEST || !SYLLABLE.test(letters))
    return false;
  const [tone] = tones;
  return !STOPPED.test(letters) || tone === undefined || tone === '\u0301' || tone === '\u0323';
}
