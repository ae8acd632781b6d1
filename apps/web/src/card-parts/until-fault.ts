import { instantOfField } from '../format/dates.ts';

export type UntilFault = 'unreadable' | 'past' | 'not-later';

/** What speaks against a new deadline as typed; an extension never cuts the time that stands. `now` in ms. */
export function untilFault(
  typed: string,
  closesAt: string | null,
  now: number,
  act: 'extend' | 'reopen',
): UntilFault | null {
  const until = instantOfField(typed);
  if (!until) return 'unreadable';
  const at = Date.parse(until);
  if (at <= now) return 'past';
  return act === 'extend' && closesAt !== null && at <= Date.parse(closesAt) ? 'not-later' : null;
}
