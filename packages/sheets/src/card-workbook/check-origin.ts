import type { Locale } from '../table-problems.ts';
import type { CardKeys } from './card-keys.ts';
import { idOfKey, keyOfId } from './canonical-text.ts';
import { CardRefusal, damagedKeys } from './card-refusal.ts';
import type { WorkbookCard } from './workbook-card.ts';

/** Throws `CardRefusal` unless the workbook was made from this very card, at this revision or an earlier one. */
export function checkOrigin({ meta, items }: CardKeys, current: WorkbookCard): void {
  const { round, unit, set, revision } = current;
  if (meta.round !== keyOfId(round.id))
    throw new CardRefusal('other-round', { found: meta.roundTitle, expected: round.title });
  if (meta.unit !== keyOfId(unit.code))
    throw new CardRefusal('other-unit', {
      found: `${meta.unitName} (${idOfKey(meta.unit)})`,
      expected: `${unit.name} (${unit.code})`,
    });
  if (meta.fingerprint !== keyOfId(set.fingerprint))
    throw new CardRefusal('other-set', {
      found: `${idOfKey(meta.setVersion)} (${meta.fingerprint.slice(0, 12)})`,
      expected: `${set.versionId} (${set.fingerprint.slice(0, 12)})`,
    });
  const versions = new Map(current.items.map((item) => [keyOfId(item.itemId), item.version]));
  const ahead = items.find(({ itemId, version }) => version > (versions.get(itemId) ?? version));
  if (Number(meta.revision) > revision || ahead !== undefined) {
    const found = ahead === undefined ? meta.revision : `${ahead.label}: ${ahead.version}`;
    const expected = ahead === undefined ? revision : (versions.get(ahead.itemId) ?? 0);
    throw new CardRefusal('newer-revision', { found, expected: String(expected) });
  }
}

/** The language in which the workbook's own words are written. */
export function localeOf({ meta }: CardKeys): Locale {
  if (meta.locale === 'vi' || meta.locale === 'en') return meta.locale;
  throw damagedKeys(meta.locale);
}
