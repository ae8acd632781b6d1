import type { RemediationSummary, UnitRemediation } from '@parix/api-contract';
import { may, planStateOf, todayInVietnam } from '@parix/workflow';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { legalDayOf } from '../../platform/legal-day.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { pageOfRoundUnits, requireRound } from '../rounds/rounds.read-model.ts';
import { idsBelow } from '../units/units.read-model.ts';
import { describePlans } from './describe-remediation.ts';
import { openPlans } from './open-plans.ts';
import { planCounts, type UnitRoundKey } from './remediation.queries.ts';
import { shortcomingsWaiting } from './shortcomings-waiting.ts';

/** The plans of one unit after one round, and what no plan has yet. */
export async function getRemediation(context: Context, key: UnitRoundKey): Promise<UnitRemediation> {
  const open = await openPlans(context, key);
  const waiting = await shortcomingsWaiting(context.db, open);
  return describePlans(context, open, {
    lostItems: waiting.lostItems.length,
    findings: waiting.findings.length,
  });
}

/** Units whose remediation the person reads; undefined: every unit's. Refuses whoever reads none. */
export async function readableUnits(context: Context): Promise<readonly string[] | undefined> {
  const { db, person, now } = context;
  if (may(person.roles, 'remediation.read', { ownUnit: false, belowMe: false })) return undefined;
  context.permit('remediation.read', { ownUnit: person.unitId !== null });
  if (person.unitId === null) return [];
  const below = may(person.roles, 'remediation.read', { ownUnit: false, belowMe: true });
  return [person.unitId, ...(below ? await idsBelow(db, person.unitId, legalDayOf(now)) : [])];
}

/** Units of the round by name, each with where its newest plan stands. */
export async function listRemediation(
  context: Context,
  roundId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
) {
  const { db, now } = context;
  const readable = await readableUnits(context);
  await requireRound(db, roundId, now);
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const where = readable && sql<boolean>`u.id = any(${sql.val([...readable])}::uuid[])`;
  const page = toPage(
    await pageOfRoundUnits(db, roundId, { after, limit: limit + 1, where }),
    limit,
    (unit) => [unit.name, unit.id],
    (unit) => unit,
  );
  const ids = page.items.map(({ id }) => id);
  const counts = await planCounts(db, roundId, ids, todayInVietnam(now.getTime()));
  return {
    next: page.next,
    items: page.items.map(({ id, code, name }): RemediationSummary => {
      const { last, tasks = 0, claimed = 0, fixed = 0, overdue = 0, repeated = 0 } = counts.get(id) ?? {};
      const state = last === undefined ? null : planStateOf(last);
      return { unitId: id, unitCode: code, unitName: name, state, tasks, claimed, fixed, overdue, repeated };
    }),
  };
}
