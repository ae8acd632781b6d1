import { DAY_MS } from './vietnam-time.ts';

/** How many days of filling the pace is taken from. */
export const PACE_DAYS = 7;

/** Whether a unit will be in time at its present pace. */
export const FORECASTS = ['done', 'on-track', 'at-risk', 'missed', 'no-deadline'] as const;
export type Forecast = (typeof FORECASTS)[number];

export interface Progress {
  /** The card is submitted. */
  readonly submitted: boolean;
  /** Self-scored items without all their figures. */
  readonly missing: number;
  /** Items saved for the first time within the last `PACE_DAYS` days (or since the round opened, if that is later). */
  readonly begun: number;
  /** Instants in ms; null: not set. */
  readonly opensAt: number | null;
  readonly closesAt: number | null;
  readonly now: number;
}

export interface ForecastAnswer {
  readonly forecast: Forecast;
  /** Whole days that what is missing takes at the present pace, rounded up; 0: nothing missing; null: nothing moves. */
  readonly daysNeeded: number | null;
}

/**
 * The sum that the screen states in words: pace = items begun in the last days ÷ those days; days needed = missing ÷
 * pace; at risk when more days are needed than are left, or when something is missing and nothing was begun.
 */
export function forecastOf({ submitted, missing, begun, opensAt, closesAt, now }: Progress): ForecastAnswer {
  const since = Math.max(now - PACE_DAYS * DAY_MS, opensAt ?? -Infinity);
  const days = Math.max((now - since) / DAY_MS, 1);
  const daysNeeded = missing === 0 ? 0 : begun === 0 ? null : Math.ceil((missing * days) / begun);
  if (submitted) return { forecast: 'done', daysNeeded: 0 };
  if (closesAt === null) return { forecast: 'no-deadline', daysNeeded };
  if (now >= closesAt) return { forecast: 'missed', daysNeeded };
  const enough = daysNeeded !== null && daysNeeded * DAY_MS <= closesAt - now;
  return { forecast: missing === 0 || enough ? 'on-track' : 'at-risk', daysNeeded };
}
