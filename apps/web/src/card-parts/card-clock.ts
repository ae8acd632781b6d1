import type { CardWindow } from '@parix/workflow';

/** More than this between the device and the server is told: the person plans by the wrong clock. Milliseconds. */
const SKEW = 60_000;

/** Whole minutes by which the device is ahead (positive) or behind; null when that does not matter. */
export function skewMinutes(deviceNow: number, serverNow: number): number | null {
  const gap = deviceNow - serverNow;
  return Math.abs(gap) > SKEW ? Math.round(gap / 60_000) : null;
}

export type Countdown =
  | { readonly kind: 'none' | 'passed' }
  | { readonly kind: 'days'; readonly days: number; readonly hours: number }
  | { readonly kind: 'hours'; readonly hours: number; readonly minutes: number }
  | { readonly kind: 'minutes'; readonly minutes: number; readonly seconds: number };

/**
 * Time left until the exclusive instant at which the window shuts, in the two units that matter. Milliseconds in;
 * the last second is still counted as one: at zero it has passed.
 */
export function countdown(closesAt: string | null, window: CardWindow, now: number): Countdown {
  if (closesAt === null || window === 'before') return { kind: 'none' };
  const left = Date.parse(closesAt) - now;
  if (left <= 0 || window === 'closed') return { kind: 'passed' };
  const seconds = Math.ceil(left / 1000);
  if (seconds >= 86_400)
    return { kind: 'days', days: Math.floor(seconds / 86_400), hours: Math.floor((seconds % 86_400) / 3600) };
  if (seconds >= 3600)
    return {
      kind: 'hours',
      hours: Math.floor(seconds / 3600),
      minutes: Math.floor((seconds % 3600) / 60),
    };
  return { kind: 'minutes', minutes: Math.floor(seconds / 60), seconds: seconds % 60 };
}
