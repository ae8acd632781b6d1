import type { Db } from '../../platform/context.ts';
import type { Locale } from '../../platform/locale.ts';
import { refuse } from '../../platform/refusal.ts';

interface ItemKey {
  readonly roundId: string;
  readonly unitId: string;
  readonly itemId: string;
}
type Figures = Readonly<Record<string, unknown>>;

/**
 * Figures that were counted from remediation plans are not retyped: a save that carries others than those that stand is
 * refused. Explanation and evidence stay the unit's own.
 */
export async function requireGivenFigures(
  db: Db,
  { roundId, unitId, itemId }: ItemKey,
  standing: Figures,
  sent: Figures,
  locale: Locale,
): Promise<void> {
  const given = await db
    .selectFrom('remediationFigure')
    .select('figures')
    .where('unitId', '=', unitId)
    .where('roundId', '=', roundId)
    .where('itemId', '=', itemId)
    .orderBy('entryVersion', 'desc')
    .limit(1)
    .executeTakeFirst();
  const changed = Object.keys(given?.figures ?? {}).filter((key) => standing[key] !== sent[key]);
  if (changed.length === 0) return;
  const shown = changed.map((key) => (typeof standing[key] === 'string' ? standing[key] : '–')).join(', ');
  const message =
    locale === 'en'
      ? `Counted from the remediation plans: ${shown}.`
      : `Lấy từ kế hoạch khắc phục: ${shown}.`;
  refuse('figures-given', {
    errors: changed.map((key) => ({ place: `/figures/${key}`, code: 'figures-given', message })),
  });
}
