import type { FigureValue } from '@parix/scoring';
import type { Locale } from '../table-problems.ts';
import { cardProblem, type CardProblem, type CardProblemCode, type ProblemAbout } from './card-problems.ts';
import type { CardKeys, ItemKey } from './card-keys.ts';
import { keyOfId } from './canonical-text.ts';
import type { CardCellChange, CardField } from './reading-types.ts';
import type { CardTextLimits, WorkbookCard, WorkbookEvidence, WorkbookItem } from './workbook-card.ts';
import { WORDS, type WorkbookWords } from './words.ts';

/** What the file changed of one item, against what it was exported with. */
export type ItemEdit = {
  readonly cell: string;
  /** As people read them: at the export, in the file, at the server now. */
  readonly before: string;
  readonly mine: string;
  readonly theirs: string;
} & (
  | { readonly part: 'figure'; readonly figure: string; readonly value: FigureValue | null }
  | { readonly part: 'notApplicableReason' | 'explanation'; readonly value: string | null }
  | {
      readonly part: 'evidence';
      readonly value: readonly WorkbookEvidence[];
      readonly cells: readonly CardCellChange[];
    }
);

export function fieldOf(edit: ItemEdit): CardField {
  return edit.part === 'figure' ? { part: 'figure', figure: edit.figure } : { part: edit.part };
}

/** A workbook while it is read against the card as it stands. */
export interface CardDraft {
  readonly keys: CardKeys;
  readonly words: WorkbookWords;
  readonly limits: CardTextLimits;
  /** Items of the card by the key of their id. */
  readonly items: ReadonlyMap<string, WorkbookItem>;
  readonly itemKeys: ReadonlyMap<string, ItemKey>;
  /** By the key of the item's id. */
  readonly edits: Map<string, ItemEdit[]>;
  readonly problems: CardProblem[];
}

export function openDraft(
  keys: CardKeys,
  current: WorkbookCard,
  locale: Locale,
  limits: CardTextLimits,
): CardDraft {
  return {
    keys,
    words: WORDS[locale],
    limits,
    items: new Map(current.items.map((item) => [keyOfId(item.itemId), item])),
    itemKeys: new Map(keys.items.map((item) => [item.itemId, item])),
    edits: new Map(),
    problems: [],
  };
}

export function addEdit(draft: CardDraft, itemId: string, edit: ItemEdit): void {
  draft.edits.set(itemId, [...(draft.edits.get(itemId) ?? []), edit]);
}

/** Reports a problem; one that names an item holds that item back. `itemId` is the key of its id. */
export function addProblem(
  draft: CardDraft,
  code: CardProblemCode,
  place: string,
  about: ProblemAbout = {},
): void {
  const { itemId = null, detail = {} } = about;
  const item = itemId === null ? undefined : draft.items.get(itemId);
  const label = itemId === null ? {} : { item: item?.code ?? draft.itemKeys.get(itemId)?.label ?? itemId };
  draft.problems.push(
    cardProblem(code, place, { ...about, itemId: item?.itemId ?? itemId, detail: { ...label, ...detail } }),
  );
}
