import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { legalDayOf } from '../../platform/legal-day.ts';

/** The day whose names are shown: the one asked for, or today. */
export const anchorOf = ({ now }: Pick<Context, 'now'>, asOf: string | undefined): string =>
  asOf ?? legalDayOf(now);

/*
 * Parts of statements in which `u` is a unit and `p` one of its periods. A day is 'YYYY-MM-DD'.
 */

/** The period shown on a day: the one that holds, the first before the unit began, the last after it ended. */
export const shownOn = (day: string): RawBuilder<boolean> => sql<boolean>`(
  p.valid_from <= greatest(${day}::date, u.valid_from)
  and (p.replaced_on is null or p.replaced_on > greatest(${day}::date, u.valid_from)))`;

/** The unit exists on the day. */
export const existsOn = (day: string): RawBuilder<boolean> => sql<boolean>`(
  u.valid_from <= ${day}::date and (u.valid_to is null or u.valid_to > ${day}::date))`;

/** The period holds on the day, and the unit exists. */
export const holdsOn = (day: string): RawBuilder<boolean> => sql<boolean>`(
  p.valid_from <= ${day}::date and (p.replaced_on is null or p.replaced_on > ${day}::date) and ${existsOn(day)})`;
