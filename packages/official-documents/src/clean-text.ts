/** Control characters but tab and line feed: XML 1.0 cannot hold most of them, and none prints. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** Marks that turn the direction of the text that follows: points could be made to read backwards. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Halves of a character, and code points that are none. */
const NO_CHARACTER = /\p{Surrogate}|\p{Noncharacter_Code_Point}/gu;

/**
 * Text as it may be printed: NFC, lines ended by "\n", without control characters, direction marks and broken
 * characters. Letters of every script stay.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(CONTROL, '')
    .replace(DIRECTION, '')
    .replace(NO_CHARACTER, '\ufffd')
    .normalize('NFC')
    .trim();
}

/** The same on one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/gu, ' ');
}
