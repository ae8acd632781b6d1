import { readNumber } from '../../format/numbers.ts';

const PLACES = 10;
const WHOLE = 10n ** BigInt(PLACES);

/** A part as people type it: "0,4", "0.4", "40%", "1". Exact decimal text above 0 up to 1; undefined otherwise. */
export function shareOfText(typed: string): string | undefined {
  const text = typed.normalize('NFKC').trim();
  const percent = text.endsWith('%');
  const read = readNumber(percent ? text.slice(0, -1) : text);
  if (!read.ok) return undefined;
  const value = percent ? hundredth(read.value) : read.value;
  const [whole = '0', fraction = ''] = value.split('.');
  if (value.startsWith('-') || fraction.length > PLACES) return undefined;
  const scaled = BigInt(whole) * WHOLE + BigInt(fraction.padEnd(PLACES, '0'));
  return scaled > 0n && scaled <= WHOLE ? value : undefined;
}

/** The sum of the parts that can be read, exact decimal text. */
export function sumOfShares(typed: readonly string[]): string {
  const sum = typed.reduce((total, text) => {
    const [whole = '0', fraction = ''] = (shareOfText(text) ?? '0').split('.');
    return total + BigInt(whole) * WHOLE + BigInt(fraction.padEnd(PLACES, '0'));
  }, 0n);
  const digits = sum.toString().padStart(PLACES + 1, '0');
  return `${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`.replace(/\.?0+$/, '');
}

function hundredth(value: string): string {
  const [whole = '0', fraction = ''] = value.split('.');
  const digits = `${whole.padStart(3, '0')}${fraction}`;
  const cut = digits.length - fraction.length - 2;
  return `${digits.slice(0, cut)}.${digits.slice(cut)}`.replace(/^0+(?=\d)/, '').replace(/\.?0+$/, '');
}
