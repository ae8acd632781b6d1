import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { legalDayOf } from '../../platform/legal-day.ts';

/** The day whose names are shown: the one asked for, or today. */
export const anchorOf = ({ now }: Pick<Context, 'now'>, asOf: string | undefined): string =>
  asOf ?? legalDayOf(now);

/*
 * Parts of statements in which `p` is a period of a unit. A day is 'YYYY-MM-DD'.
 */

/** The period shown on a day: the one that holds, the first before the unit began, the last after it ended. */
export const shownOn = (day: string): RawBuilder<boolean> => sql<boolean>`(
  (p.valid_from <= ${day}::date or p.is_first) and (p.replaced_on is null or p.replaced_on > ${day}::date))`;

/** The period holds on the day: the unit exists. */
export const holdsOn = (day: string): RawBuilder<boolean> => sql<boolean>`(
  p.valid_from <= ${day}::date and (p.ends_on is null or p.ends_on > ${day}::date))`;
