/** Degrees of secrecy of the law on state secrets; stamped alone, or after "Độ mật:". */
const MARK = /^[[(|*\s]*(?:(?:độ|mức độ)\s*mật\s*[:.-]?\s*)?(?:tuyệt\s*mật|tối\s*mật|mật)[\])|*.!\s]*$/iu;
/** The mark stands at the head of the first page; farther down the word is part of a text. */
const LINES = 60;
const LONGEST_MARK = 60;

/**
 * Whether the first page carries a mark of secrecy ("Mật", "Tối mật", "Tuyệt mật") as a line or column of its own.
 * Letters set apart ("M Ậ T") are read together. A word inside a sentence is no mark.
 */
export function mentionsStateSecret(firstPage: string): boolean {
  const lines = firstPage
    .normalize('NFC')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  return lines.slice(0, LINES).some((line) =>
    line
      .slice(0, 1000)
      .split(/\t| {3,}/)
      .some(isMark),
  );
}

function isMark(column: string): boolean {
  const text = column.trim();
  return text.length <= LONGEST_MARK && (MARK.test(text) || MARK.test(unspaced(text)));
}

/** "T Ố I  M Ậ T" → "TỐI MẬT": only when every letter stands alone. */
function unspaced(column: string): string {
  const letters = column.trim().split(/\s+/);
  return letters.every((letter) => letter.length <= 1) ? letters.join('') : column;
}
