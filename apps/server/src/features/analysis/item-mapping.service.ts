import { type ItemMapping, MAPPING_KINDS, mappingEntry, type ROUTES } from '@parix/api-contract';
import { checkMapping, type MappingFault, scoredItems, suggestMapping } from '@parix/scoring';
import { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import type { Locale } from '../../platform/locale.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { findStoredSet, type StoredSet } from '../criteria-sets/set-library.read-model.ts';
import { findMapping, insertMapping } from './item-mapping.queries.ts';

type Confirmation = z.output<typeof ROUTES.confirmItemMapping.body>;

export const storedEntries = z.array(mappingEntry);

const SUGGESTED = {
  vi: { dropped: 'Bộ tiêu chí sau không còn mục này', added: 'Mục mới của bộ tiêu chí sau' },
  en: { dropped: 'The later set has no such item', added: 'New in the later set' },
} as const;

/** What became of each item from one version to another: as confirmed, else a suggestion for people to look at. */
export async function getItemMapping(context: Context, from: string, to: string): Promise<ItemMapping> {
  context.permit('criteria-sets.read');
  const [before, after] = await bothSets(context, from, to);
  const row = await findMapping(context.db, from, to);
  const items = (stored: StoredSet) =>
    scoredItems(stored.set).map(({ id, code, name, max }) => ({ id, code, name, max }));
  return {
    from,
    to,
    revision: row?.revision ?? 0,
    confirmedAt: row?.confirmedAt.toISOString() ?? null,
    confirmedBy: row?.confirmedByName ?? null,
    entries: row
      ? storedEntries.parse(row.entries)
      : suggestMapping(before.set, after.set, SUGGESTED[context.locale]).map((entry) => ({
          ...entry,
          from: [...entry.from],
          to: [...entry.to],
        })),
    items: { from: items(before), to: items(after) },
  };
}

/** Appends the next revision; whoever looked at an older one is told what stands. */
export async function confirmItemMapping(
  context: Context,
  from: string,
  to: string,
  { revision, entries }: Confirmation,
): Promise<ItemMapping> {
  context.permit('analysis.manage');
  const [before, after] = await bothSets(context, from, to);
  const faults = checkMapping(before.set, after.set, entries);
  if (faults.length > 0)
    refuse('mapping-invalid', {
      errors: faults.slice(0, 50).map((fault) => faultWords(fault, context.locale)),
    });
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const standing = (await findMapping(db, from, to))?.revision ?? 0;
    const stored =
      standing === revision &&
      (await insertMapping(db, {
        fromVersionId: from,
        toVersionId: to,
        revision: revision + 1,
        entries: JSON.stringify(entries),
        confirmedBy: context.person.accountId,
        confirmedAt: context.now,
        requestId: context.requestId,
      }));
    if (!stored) refuse('edit-conflict', { current: await getItemMapping(inside, from, to) });
    const subject = `item-mapping:${from}..${to}`;
    const count = (wanted: string) => entries.filter(({ kind }) => kind === wanted).length;
    const kinds = Object.fromEntries(MAPPING_KINDS.map((kind) => [kind, count(kind)]));
    const detail = { revision: revision + 1, ...kinds };
    await recordAudit(db, context, { action: 'item-mapping.confirmed', subject, detail });
    return getItemMapping(inside, from, to);
  });
}

async function bothSets({ db }: Context, from: string, to: string): Promise<readonly [StoredSet, StoredSet]> {
  const [before, after] = [await findStoredSet(db, from), await findStoredSet(db, to)];
  if (!before || !after || from === to) refuse('not-found');
  return [before, after];
}

const FAULTS: Readonly<Record<MappingFault['code'], readonly [vi: string, en: string]>> = {
  'missing-item': ['chưa có trong dòng nào', 'stands in no line'],
  'unknown-item': ['không có trong bộ tiêu chí', 'is not in the set'],
  'item-twice': ['có trong hai dòng', 'stands in two lines'],
  'wrong-number': [
    'số mục hai bên không hợp với loại đối chiếu',
    'the number of items does not fit the kind',
  ],
  'no-reason': ['cần ghi lý do không so sánh được', 'a reason is needed where items cannot be compared'],
};

function faultWords({ code, entry, side, item }: MappingFault, locale: Locale) {
  const [vi, en] = FAULTS[code];
  const place = entry === null ? '/entries' : `/entries/${entry}${side ? `/${side}` : ''}`;
  const words = locale === 'en' ? en : vi;
  const subject = item === null ? '' : `${item} (${sideWords(side, locale)}): `;
  return { place, code, message: `${subject}${words}.` };
}

const sideWords = (side: MappingFault['side'], locale: Locale): string =>
  side === 'from' ? (locale === 'en' ? 'earlier' : 'bộ trước') : locale === 'en' ? 'later' : 'bộ sau';
