/** Longer than any Vietnamese word and most document numbers; a hash or an address is longer. */
const LONG_WORD = /\S{31,}/gu;
const PIECE = 10;

/** Gives words too long for a table cell invisible places to break, so that no text runs off the page. */
export function softBreaks(text: string): string {
  return text.replace(LONG_WORD, (word) => {
    const signs = Array.from(word);
    const pieces = Array.from({ length: Math.ceil(signs.length / PIECE) }, (_, index) =>
      signs.slice(index * PIECE, (index + 1) * PIECE).join(''),
    );
    return pieces.join('\u200b');
  });
}
