import { create } from 'qrcode';

const QUIET = 4;
/** Beyond this the squares get too small for a phone to read on paper. */
const MAX_BYTES = 1_000;

/**
 * A QR code as SVG text without sizes in millimetres, fit for a page and for print: black squares with their quiet
 * zone on white, drawn as one path. The same text gives the same bytes. Throws `RangeError` above 1 000 bytes and
 * for an empty text.
 */
export function qrSvg(text: string): string {
  const { size, rows } = qrSquares(text);
  const side = size + 2 * QUIET;
  const path = rows
    .flatMap((row, y) => row.map(([x, width]) => `M${x + QUIET} ${y + QUIET}h${width}v1h-${width}z`))
    .join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
    `<rect width="${side}" height="${side}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`
  );
}

interface QrSquares {
  readonly size: number;
  /** For each row the dark runs, as start and width. */
  readonly rows: readonly (readonly (readonly [x: number, width: number])[])[];
}

export function qrSquares(text: string): QrSquares {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes === 0 || bytes > MAX_BYTES) throw new RangeError(`a QR code holds 1 to ${MAX_BYTES} bytes`);
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const rows = Array.from({ length: modules.size }, (_, y) => darkRuns(modules, y));
  return { size: modules.size, rows };
}

function darkRuns(
  modules: { readonly size: number; get: (row: number, column: number) => number },
  y: number,
): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (let x = 0; x < modules.size; x++) {
    const last = runs.at(-1);
    if (modules.get(y, x) === 0) continue;
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  }
  return runs;
}
