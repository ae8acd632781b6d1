import { DAY_MS, dayInVietnam, HOUR_MS, instantInVietnam } from './vietnam-time.ts';

/** Reminders of a deadline, in the order in which they fall due (field process c.6). */
export const DEADLINE_STEPS = ['14-days', '7-days', '3-days', '1-day', '2-hours', 'expired'] as const;
export type DeadlineStep = (typeof DEADLINE_STEPS)[number];

/** Hour in Vietnam at which people are told of a day: in the morning, not at midnight. */
const MORNING = 8;
/** A notice that the deadline has passed is of no use to anybody later than this. */
const EXPIRY_TOLD_WITHIN = 3 * DAY_MS;

const DAYS_BEFORE = { '14-days': 14, '7-days': 7, '3-days': 3, '1-day': 1 } as const;

/**
 * When a step falls due. Days are those of the calendar in Vietnam: three days before a deadline is eight in the
 * morning of the day whose number is three lower than that of the last day on which one may still act. Instants in ms;
 * `closesAt` is exclusive, so that a deadline at midnight belongs to the day before.
 */
export function dueAt(step: DeadlineStep, closesAt: number): number {
  if (step === 'expired') return closesAt;
  if (step === '2-hours') return closesAt - 2 * HOUR_MS;
  return instantInVietnam(dayInVietnam(closesAt - 1) - DAYS_BEFORE[step], MORNING);
}

export interface DeadlineToTell {
  /** The instant from which the unit may no longer write, exclusive; an extension gives a new one. */
  readonly closesAt: number;
  readonly now: number;
  /** Steps already told of this very deadline. */
  readonly told: readonly DeadlineStep[];
  /**
   * Since when people know of this deadline from a notice of its own (an extension says its date); steps that fell
   * due before are covered by it. null: nothing has told them yet.
   */
  readonly knownSince: number | null;
}

/**
 * The one reminder to send now, or null. When several have fallen due since anybody looked (a late start, a server
 * that was down) it is the nearest to the deadline, and the earlier ones are dropped: people are told once, with the
 * time that is really left.
 */
export function dueStep({ closesAt, now, told, knownSince }: DeadlineToTell): DeadlineStep | null {
  const passed = DEADLINE_STEPS.filter((step) => dueAt(step, closesAt) <= now);
  const nearest = passed.at(-1);
  if (nearest === undefined) return null;
  const lastTold = Math.max(-1, ...told.map((step) => DEADLINE_STEPS.indexOf(step)));
  if (DEADLINE_STEPS.indexOf(nearest) <= lastTold) return null;
  if (knownSince !== null && dueAt(nearest, closesAt) <= knownSince) return null;
  if (nearest === 'expired' && now >= closesAt + EXPIRY_TOLD_WITHIN) return null;
  return nearest;
}
