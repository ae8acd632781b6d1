import { toTCVN3, toVNI } from 'vietnamese-conversion';

export type LegacyEncoding = 'tcvn3' | 'vni';

const LOWER = 'àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ'.normalize('NFC');
/** Capital letters with a code of their own in TCVN3; the others were drawn by a font of capitals. */
const TCVN3_CAPITALS = 'ĂÂÊÔƠƯĐ';
/** VNI writes these as y with a mark, which the conversion library has wrong. */
const VNI_CORRECTIONS = [
  ['yû', 'ỷ'],
  ['yõ', 'ỹ'],
  ['YÛ', 'Ỷ'],
  ['YÕ', 'Ỹ'],
] as const;

/** Letters by their spelling in each encoding. Kept apart from the library so that a text is read once, in one pass. */
const LETTERS: Readonly<Record<LegacyEncoding, ReadonlyMap<string, string>>> = {
  tcvn3: new Map(
    [...LOWER, ...TCVN3_CAPITALS].map((letter) => [toTCVN3(letter, 'unicode'), letter] as const),
  ),
  vni: new Map([
    ...[...LOWER, ...LOWER.toUpperCase()]
      .filter((letter) => !/[ỷỹ]/iu.test(letter))
      .map((letter) => [toVNI(letter, 'unicode'), letter] as const),
    ...VNI_CORRECTIONS,
  ]),
};

/** Text typed with fonts of the encoding, letter for letter in Unicode; everything else stays. */
export function convertLetters(text: string, encoding: LegacyEncoding): string {
  const letters = LETTERS[encoding];
  let converted = '';
  for (let at = 0; at < text.length;) {
    const pair = encoding === 'vni' ? letters.get(text.slice(at, at + 2)) : undefined;
    converted += pair ?? letters.get(text.charAt(at)) ?? text.charAt(at);
    at += pair === undefined ? 1 : 2;
  }
  return converted;
}
