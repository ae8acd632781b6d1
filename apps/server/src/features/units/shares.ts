/** Exact decimal: top ÷ 10^places. */
export interface Share {
  readonly top: bigint;
  readonly places: number;
}

export const NOTHING: Share = { top: 0n, places: 0 };
export const WHOLE: Share = { top: 1n, places: 0 };

/** Reads a decimal such as "0.4" or "1"; the caller has checked its form. */
export function shareOf(text: string): Share {
  const [whole = '0', fraction = ''] = text.split('.');
  return { top: BigInt(whole + fraction), places: fraction.length };
}

export function sumOf(a: Share, b: Share): Share {
  const places = Math.max(a.places, b.places);
  return { top: topAt(a, places) + topAt(b, places), places };
}

/** What remains of the whole. */
export function restOf(share: Share): Share {
  return { top: 10n ** BigInt(share.places) - share.top, places: share.places };
}

export function productOf(a: Share, b: Share): Share {
  return { top: a.top * b.top, places: a.places + b.places };
}

export const isNothing = (share: Share): boolean => share.top === 0n;
export const isWhole = (share: Share): boolean => share.top === 10n ** BigInt(share.places);

/** Without needless zeros: "0.4", "1". Shares are never negative. */
export function printShare({ top, places }: Share): string {
  const digits = top.toString().padStart(places + 1, '0');
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  const whole = digits.slice(0, digits.length - places);
  return places === 0 || fraction === '' ? whole : `${whole}.${fraction}`;
}

const topAt = ({ top, places }: Share, wanted: number): bigint => top * 10n ** BigInt(wanted - places);
