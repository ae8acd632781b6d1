import type { REMINDER_OUTCOMES, ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { legalDayOf } from '../../platform/legal-day.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { notifyUnit } from '../notices/notify.read-model.ts';
import { type DueCounts, dueCounts, remindedSince } from './reminders.queries.ts';
import { unitNames } from './units-of.ts';

type Answer = z.output<typeof ROUTES.remindOfDossiers.response>;
type Reminded = Answer['results'][number];
type Outcome = (typeof REMINDER_OUTCOMES)[number];

/** Who settles dossiers of a unit, and who answers for them. */
const ON_DOSSIERS = ['one-stop-clerk', 'contributor', 'focal-point', 'unit-leader'] as const;

/** Reminds each unit that has something due, once a day however often it is pressed. */
export function remindUnits(context: Context, unitIds: readonly string[]): Promise<Answer> {
  context.permit('dossiers.remind');
  return inTransaction(context.db, async (db) => {
    const { now } = context;
    const asked = [...new Set(unitIds)];
    const day = legalDayOf(now);
    const names = await unitNames(db, asked, day);
    const due = await dueCounts(db, asked, day);
    const reminded = await remindedSince(db, asked, new Date(`${day}T00:00:00+07:00`));
    const results: Reminded[] = [];
    for (const unitId of asked) {
      const unit = { unitId, unitName: names.get(unitId), ...(due.get(unitId) ?? NOTHING) };
      if (unit.unitName === undefined) continue;
      const told = await tell({ ...context, db }, { ...unit, unitName: unit.unitName }, reminded.has(unitId));
      results.push({ ...unit, unitName: unit.unitName, ...told });
    }
    await record({ ...context, db }, results);
    return { results };
  });
}

const NOTHING: DueCounts = { overdue: 0, nearDue: 0 };

async function tell(
  context: Context,
  { unitId, unitName, overdue, nearDue }: DueCounts & Pick<Reminded, 'unitId' | 'unitName'>,
  already: boolean,
): Promise<{ readonly outcome: Outcome; readonly told: number }> {
  if (overdue + nearDue === 0) return { outcome: 'nothing-due', told: 0 };
  if (already) return { outcome: 'repeated', told: 0 };
  const facts = { unitName, by: context.person.displayName, overdue, nearDue };
  const notice = { kind: 'dossiers-due', roundId: null, unitId, facts } as const;
  const told = await notifyUnit(context, ON_DOSSIERS, notice);
  return { outcome: told === 0 ? 'nobody' : 'reminded', told };
}

async function record(context: Context, results: readonly Reminded[]): Promise<void> {
  const units = results.filter(({ outcome }) => outcome === 'reminded').map(({ unitId }) => unitId);
  if (units.length === 0) return;
  const told = results.reduce((sum, each) => sum + each.told, 0);
  await recordAudit(context.db, context, {
    action: 'dossiers.reminded',
    subject: 'dossiers',
    detail: { units, told },
  });
}
