import type { CardState } from '@parix/workflow';
import type { FactsReading } from '@parix/sheets';
import type { NewRow } from '../../db/schema.ts';
import type { Context } from '../../platform/context.ts';
import type { ImportProblem } from '../../platform/import-report.ts';
import type { RoundRows } from '../ranking/round-facts.read-model.ts';
import { cardStandings } from '../sign-off/card-standing.read-model.ts';
import { cellPlace } from './import-figures.read-model.ts';

/** What the leader reads, or has approved, is not changed behind their back: the card is returned or reopened first. */
const SEALED: readonly CardState[] = ['unit-review', 'submitted'];

/** Entries of a file that would change declared figures on such cards, by cell; what units do not score may change. */
export async function entriesOnSealedCards(
  { db, now, locale }: Context,
  { round, units, stored }: RoundRows,
  reading: FactsReading,
  entries: readonly NewRow<'itemEntry'>[],
): Promise<readonly ImportProblem[]> {
  const declared = entries.filter(({ itemId }) => stored.items.get(itemId)?.item.selfScored === true);
  const unitIds = [...new Set(declared.map(({ unitId }) => unitId))];
  const standings = await cardStandings(db, round, unitIds, now);
  const codes = new Map(units.map(({ id, code }) => [id, code]));
  return declared.flatMap(({ unitId, itemId }) => {
    const state = standings.get(unitId)?.state;
    if (state === undefined || !SEALED.includes(state)) return [];
    const place = cellPlace(reading, codes.get(unitId) ?? '', itemId, null);
    return [{ place, code: 'card-state', message: wordsOf(state, locale), value: null }];
  });
}

function wordsOf(state: CardState, locale: Context['locale']): string {
  if (locale === 'en') {
    return state === 'submitted'
      ? 'The unit has submitted its card. Reopen the card, then import.'
      : 'The card lies with the unit’s leader. Wait until it is returned, then import.';
  }
  return state === 'submitted'
    ? 'Đơn vị đã chốt phiếu. Mở lại phiếu rồi mới nhập.'
    : 'Phiếu đang trình lãnh đạo đơn vị. Đợi phiếu được trả lại rồi mới nhập.';
}
