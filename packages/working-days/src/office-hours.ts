/** One sitting of an office day, local times from `00:00` to `23:59`; it ends on the day it began. */
export interface OfficeHours {
  readonly from: string;
  readonly to: string;
}

export const OFFICE_PROBLEM_CODES = ['no-hours', 'time-invalid', 'ends-before-start', 'overlaps'] as const;
export type OfficeProblemCode = (typeof OFFICE_PROBLEM_CODES)[number];
/** `at` = index of the sitting, -1 for the list as a whole. */
export interface OfficeProblem {
  readonly code: OfficeProblemCode;
  readonly at: number;
}

/** Opening hours of one day in milliseconds since its midnight. */
export interface Opening {
  /** Working milliseconds of a whole day. */
  readonly length: number;
  elapsedBy(time: number): number;
  /** First time by which `elapsed` (more than 0, up to `length`) has passed. */
  earliestAt(elapsed: number): number;
  /** Last time inside the hours by which no more than `elapsed` (from 0, less than `length`) has passed. */
  latestAt(elapsed: number): number;
  /** Inside a sitting; its closing time counts as inside, since work may end then. */
  includes(time: number): boolean;
}

const MINUTE = 60_000;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

interface Sitting {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Milliseconds since midnight of `HH:MM`; null when it is no such time. */
function parseTime(text: string): number | null {
  const parts = TIME.exec(text);
  return parts === null ? null : (Number(parts[1]) * 60 + Number(parts[2])) * MINUTE;
}

/** Readable sittings in the order of the day. */
function sittingsOf(office: readonly OfficeHours[]): readonly Sitting[] {
  return office
    .flatMap((hours, at) => {
      const from = parseTime(hours.from);
      const to = parseTime(hours.to);
      return from === null || to === null || to <= from ? [] : [{ at, from, to }];
    })
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Every reason why hours cannot be those of an office; a clock passes over unreadable ones and joins overlapping ones. */
export function checkOfficeHours(office: readonly OfficeHours[]): readonly OfficeProblem[] {
  const unreadable = office.flatMap((hours, at): OfficeProblem[] => {
    const from = parseTime(hours.from);
    const to = parseTime(hours.to);
    if (from === null || to === null) return [{ code: 'time-invalid', at }];
    return to <= from ? [{ code: 'ends-before-start', at }] : [];
  });
  const sittings = sittingsOf(office);
  let end = 0;
  const overlapping = sittings.flatMap((sitting): OfficeProblem[] => {
    const overlaps = sitting.from < end;
    end = Math.max(end, sitting.to);
    return overlaps ? [{ code: 'overlaps', at: sitting.at }] : [];
  });
  const none: OfficeProblem[] = sittings.length === 0 ? [{ code: 'no-hours', at: -1 }] : [];
  return [...none, ...unreadable, ...overlapping];
}

/** Overlapping and touching sittings become one, so that no minute is counted twice. */
function joined(sittings: readonly Sitting[]): readonly Sitting[] {
  const result: Sitting[] = [];
  for (const sitting of sittings) {
    const last = result.at(-1);
    if (last === undefined || sitting.from > last.to) result.push(sitting);
    else result[result.length - 1] = { ...last, to: Math.max(last.to, sitting.to) };
  }
  return result;
}

/** The hours as sums, for a clock. */
export function openingOf(office: readonly OfficeHours[]): Opening {
  const sittings = joined(sittingsOf(office));
  const count = sittings.length;
  const from = Int32Array.from(sittings, (sitting) => sitting.from);
  const to = Int32Array.from(sittings, (sitting) => sitting.to);
  const before = new Int32Array(count + 1);
  for (let at = 0; at < count; at++) before[at + 1] = sum(before, at) + sum(to, at) - sum(from, at);

  const elapsedBy = (time: number): number => {
    let at = 0;
    while (at < count && sum(to, at) <= time) at++;
    return sum(before, at) + (at < count ? Math.max(0, time - sum(from, at)) : 0);
  };
  const earliestAt = (elapsed: number): number => {
    let at = 0;
    while (at + 1 < count && sum(before, at + 1) < elapsed) at++;
    return sum(from, at) + elapsed - sum(before, at);
  };
  const latestAt = (elapsed: number): number => {
    let at = 0;
    while (at + 1 < count && sum(before, at + 1) <= elapsed) at++;
    return sum(from, at) + elapsed - sum(before, at);
  };
  const includes = (time: number): boolean => {
    for (let at = 0; at < count; at++) if (time >= sum(from, at) && time <= sum(to, at)) return true;
    return false;
  };
  return { length: sum(before, count), elapsedBy, earliestAt, latestAt, includes };
}

function sum(values: Int32Array, at: number): number {
  return values[at] ?? 0;
}
