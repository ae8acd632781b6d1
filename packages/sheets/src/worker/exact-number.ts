/**
 * The decimal a person meant by a number stored in a workbook, as exact text; null when it is none.
 * Up to 15 significant digits the stored text is exact. Spreadsheet programs write doubles with 16 or 17
 * digits ("8.6999999999999993" for 8.7): there the shortest decimal that gives the same double is taken
 * when it has at most 15 digits. Anything else stays as stored, digit by digit.
 */
export function exactNumber(stored: string): string | null {
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?\s*$/.exec(stored);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  if (whole + fraction === '' || stored.length > 400) return null;
  const shift = Number(exponent);
  if (Math.abs(shift) > 308) return null;
  const digits = significant(whole + fraction);
  if (digits.length === 16 || digits.length === 17) {
    const shortest = Number(stored).toExponential();
    const [mantissa = '', power = '0'] = shortest.split('e');
    const short = mantissa.replace('-', '').replace('.', '');
    if (significant(short).length <= 15) return plain(sign, short.slice(0, 1), short.slice(1), Number(power));
  }
  return plain(sign, whole, fraction, shift);
}

function significant(digits: string): string {
  return digits.replace(/^0+/, '').replace(/0+$/, '');
}

/** Moves the point by `shift` and drops zeros that say nothing; "-0" becomes "0". */
function plain(sign: string, whole: string, fraction: string, shift: number): string {
  const digits = whole + fraction;
  const point = whole.length + shift;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const left = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const right = padded.slice(at).replace(/0+$/, '');
  const text = right === '' ? left : `${left}.${right}`;
  return sign === '-' && text !== '0' ? `-${text}` : text;
}
