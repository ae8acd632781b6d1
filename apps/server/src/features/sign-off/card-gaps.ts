import type { CardGap, EvidenceLink } from '@parix/api-contract';
import type { Item } from '@parix/scoring';
import type { Locale } from '../../platform/locale.ts';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';
import { type RoundRows, scoreLayer } from '../ranking/round-facts.read-model.ts';
import type { EntryRow } from '../ranking/round-rows.read-model.ts';
import { outsideWindow } from '../rounds/data-window.read-model.ts';
import { evidenceOf } from '../self-scoring/card.read-model.ts';
import { type CardPeople, readyAt } from './card-items.read-model.ts';
import type { DateOfLink } from './dated-links.read-model.ts';

/** What an item still lacks by itself; whether somebody has called it ready is not asked. */
type OwnGap = Exclude<CardGap['gap'], 'not-ready'>;

/** What the unit's card still lacks, in the order of the set. `rows` holds this one unit. */
export function gapsOfCard(
  rows: RoundRows,
  people: CardPeople,
  dateOf: DateOfLink,
  locale: Locale,
): readonly CardGap[] {
  const own = ownGaps(rows, dateOf, locale);
  return [...rows.stored.items.values()].flatMap((indexed) => {
    const { id } = indexed.item;
    const found = own(indexed);
    if (found.length > 0) return found;
    const version = entryOf(rows, id)?.version ?? 0;
    const waits = people.assignees.has(id) && readyAt(people.marks.get(id), version) === null;
    return waits && indexed.item.selfScored ? [gapOf(id, 'not-ready', locale)] : [];
  });
}

/** What one item lacks before it can be called ready. */
export function gapsOfItem(
  rows: RoundRows,
  indexed: IndexedItem,
  dateOf: DateOfLink,
  locale: Locale,
): readonly CardGap[] {
  return ownGaps(rows, dateOf, locale)(indexed);
}

/** Evidence of everything that is stored of the unit's card. */
export const linksOfCard = ({ units, items }: RoundRows): readonly EvidenceLink[] =>
  [...(items.get(units[0]?.id ?? '')?.values() ?? [])].flatMap(({ entry }) => evidenceOf(entry));

function ownGaps(
  rows: RoundRows,
  dateOf: DateOfLink,
  locale: Locale,
): (indexed: IndexedItem) => readonly CardGap[] {
  const { result, problems } = scoreLayer(rows, 'self');
  const statuses = new Map(result.units[0]?.items.map(({ id, status }) => [id, status]));
  const invalid = new Set(problems.map(({ item }) => item));
  return ({ item }) => {
    if (!item.selfScored) return [];
    const entry = entryOf(rows, item.id);
    const status = statuses.get(item.id);
    const found: OwnGap[] = [];
    if (invalid.has(item.id)) found.push('figures-invalid');
    else if (status !== 'scored' && status !== 'not-applicable') found.push('no-data');
    if (status === 'scored' && lacksEvidence(item, entry)) found.push('evidence-missing');
    if (entry && isRefusedByWindow(rows, item, entry, dateOf)) found.push('outside-cut-off');
    return found.map((gap) => gapOf(item.id, gap, locale));
  };
}

const entryOf = ({ units, items }: RoundRows, itemId: string): EntryRow | undefined =>
  items.get(units[0]?.id ?? '')?.get(itemId)?.entry;

/** The set says whether points need evidence, or evidence or an explanation (QĐ: "giải trình khi không có"). */
function lacksEvidence({ evidence }: Item, entry: EntryRow | undefined): boolean {
  if (evidence.required === 'none' || evidenceOf(entry).length > 0) return false;
  return evidence.required === 'evidence' || (entry?.explanation ?? '') === '';
}

function isRefusedByWindow({ round }: RoundRows, item: Item, entry: EntryRow, dateOf: DateOfLink): boolean {
  if (!round.dataRefusedOutside) return false;
  const content = { figures: entry.figures, evidenceDates: evidenceOf(entry).map(dateOf) };
  return outsideWindow(round, item, content, 'vi').length > 0;
}

const WORDS: Readonly<Record<CardGap['gap'], readonly [vi: string, en: string]>> = {
  'no-data': ['Chưa có đủ số liệu.', 'The figures are not complete.'],
  'figures-invalid': ['Số liệu không dùng được với bộ tiêu chí.', 'The figures cannot be used with the set.'],
  'evidence-missing': [
    'Chưa có tài liệu kiểm chứng (hoặc giải trình, nếu bộ tiêu chí cho phép).',
    'There is no evidence (or no explanation, where the set takes one).',
  ],
  'not-ready': ['Người được giao chưa đánh dấu sẵn sàng.', 'Those who fill it have not marked it ready.'],
  'outside-cut-off': [
    'Có ngày nằm ngoài khoảng thời gian lấy số liệu của đợt.',
    'A date lies outside the data window of the round.',
  ],
};

const gapOf = (itemId: string, gap: CardGap['gap'], locale: Locale): CardGap => ({
  itemId,
  gap,
  message: WORDS[gap][locale === 'en' ? 1 : 0],
});
