import { isDeepStrictEqual } from 'node:util';
import type { ItemFacts, UnitFacts } from '@parix/scoring';
import type { FactsReading } from '@parix/sheets';
import type { NewRow } from '../../db/schema.ts';
import type { Context } from '../../platform/context.ts';
import type { ImportOutcome } from '../../platform/import-report.ts';
import { entryFacts } from '../ranking/stored-facts.read-model.ts';
import type { EntryRow } from '../ranking/round-rows.read-model.ts';
import type { RoundRows } from '../ranking/round-facts.read-model.ts';
import { cellPlace, type FigureImport } from './import-figures.read-model.ts';

export interface EntryPlan extends Pick<ImportOutcome, 'added' | 'changed' | 'unchanged' | 'sample'> {
  readonly entries: readonly NewRow<'itemEntry'>[];
}

/** What the file says of the declared facts of an item; points are a matter of the appraisal. */
const declared = ({ figures, notApplicable, older }: ItemFacts): ItemFacts => ({
  ...(figures && { figures }),
  ...(notApplicable && { notApplicable }),
  ...(older !== undefined && { older }),
});

const isEmpty = (facts: ItemFacts): boolean => Object.keys(facts).length === 0;

/** The units of the file as they would stand: figures of the file over stored ones, the rest as stored. */
export function mergeFacts(rows: RoundRows, units: readonly UnitFacts[]): readonly UnitFacts[] {
  const ids = new Map(rows.units.map((unit) => [unit.code, unit.id]));
  return units.map((unit) => {
    const stored = rows.items.get(ids.get(unit.unit) ?? '');
    const items = Object.entries(unit.items).map(([itemId, facts]): [string, ItemFacts] => {
      const item = rows.stored.items.get(itemId)?.item;
      const entry = stored?.get(itemId)?.entry;
      const before = item && entry ? entryFacts(item, entry) : {};
      const merged = merge(before, declared(facts));
      return [itemId, facts.awarded ? { ...merged, awarded: facts.awarded } : merged];
    });
    return { ...unit, items: Object.fromEntries(items) };
  });
}

function merge(before: ItemFacts, after: ItemFacts): ItemFacts {
  const { notApplicable: _claim, ...rest } = before;
  // Figures in the file take a claim back; a claim in the file stands over the figures.
  const kept = after.figures && !after.notApplicable ? rest : before;
  const figures = { ...kept.figures, ...after.figures };
  return { ...kept, ...after, ...(Object.keys(figures).length > 0 && { figures }) };
}

/** One new version for every item that differs from what stands. */
export function planEntries(
  context: Context,
  what: FigureImport,
  rows: RoundRows,
  reading: FactsReading,
  merged: readonly UnitFacts[],
): EntryPlan {
  const ids = new Map(rows.units.map((unit) => [unit.code, unit.id]));
  const given = merged.flatMap((unit) =>
    Object.entries(unit.items).flatMap(([itemId, facts]): GivenItem[] => {
      const after = declared(facts);
      const unitId = ids.get(unit.unit) ?? '';
      const item = rows.stored.items.get(itemId)?.item;
      const entry = rows.items.get(unitId)?.get(itemId)?.entry;
      const before = item && entry ? entryFacts(item, entry) : undefined;
      const place = cellPlace(reading, unit.unit, itemId, null);
      return isEmpty(after) ? [] : [{ unitId, unitCode: unit.unit, itemId, entry, before, after, place }];
    }),
  );
  const differing = given.filter(
    ({ before, after }) => !before || !isDeepStrictEqual(before, withoutNulls(after)),
  );
  const added = differing.filter(({ before }) => !before).length;
  return {
    entries: differing.map((one) => entryRow(context, what, one)),
    added,
    changed: differing.length - added,
    unchanged: given.length - differing.length,
    sample: differing.map(({ before, unitCode, itemId, after, place }) => {
      return { place, what: `${before ? '~' : '+'} ${unitCode} · ${itemId}: ${told(after)}` };
    }),
  };
}

interface GivenItem {
  readonly unitId: string;
  readonly unitCode: string;
  readonly itemId: string;
  readonly entry: EntryRow | undefined;
  readonly before: ItemFacts | undefined;
  readonly after: ItemFacts;
  readonly place: string;
}

/** The next version: figures of the file, explanation and evidence as they stand. */
function entryRow(
  { person, now, requestId }: Context,
  { round, origin, file }: FigureImport,
  { unitId, itemId, entry, after, place }: GivenItem,
): NewRow<'itemEntry'> {
  return {
    unitId,
    roundId: round.id,
    itemId,
    version: (entry?.version ?? 0) + 1,
    figures: JSON.stringify(withoutNulls(after).figures ?? {}),
    notApplicableReason: reasonOf(after),
    olderPoints: after.older ?? null,
    explanation: entry?.explanation ?? null,
    evidence: JSON.stringify(entry?.evidence ?? []),
    origin,
    importRef: `${file.name} ${place}`.slice(0, 500),
    authorId: person.accountId,
    recordedAt: now,
    requestId,
  };
}

/** A claim needs a reason on record; a file that gives none is itself the reason. */
const NO_REASON = 'Không áp dụng (theo tệp nhập)';

function reasonOf({ notApplicable }: ItemFacts): string | null {
  return notApplicable ? notApplicable.reason.trim() || NO_REASON : null;
}

function withoutNulls(facts: ItemFacts): ItemFacts {
  const figures = Object.entries(facts.figures ?? {}).filter(([, value]) => value !== null);
  const reason = reasonOf(facts);
  return {
    ...(figures.length > 0 && { figures: Object.fromEntries(figures) }),
    ...(reason !== null && { notApplicable: { reason } }),
    ...(facts.older !== undefined && { older: facts.older }),
  };
}

function told({ figures, notApplicable }: ItemFacts): string {
  if (notApplicable) return 'KAD';
  return Object.entries(figures ?? {})
    .map(([key, value]) => `${key} = ${String(value)}`)
    .join('; ')
    .slice(0, 200);
}
