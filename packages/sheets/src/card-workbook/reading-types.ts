import type { FigureValue } from '@parix/scoring';
import type { CardProblem } from './card-problems.ts';
import type { WorkbookEvidence } from './workbook-card.ts';

/** The part of an item that a cell holds. */
export type CardField =
  | { readonly part: 'figure'; readonly figure: string }
  | { readonly part: 'notApplicableReason' | 'explanation' | 'evidence' };

/** One changed cell, as people read it: `Phiếu!E17`, from what stood there when exported to what stands there now. */
export interface CardCellChange {
  readonly cell: string;
  readonly field: CardField;
  readonly before: string;
  readonly after: string;
}

/**
 * An item as it stands after the import: the whole item, ready to be saved on `currentVersion`. What the file did
 * not change is what `current` held, letter by letter.
 */
export interface CardChange {
  readonly itemId: string;
  /** Version the workbook was made from. */
  readonly baseVersion: number;
  /** Version the change was put upon; the same in `changes`, a later one in `overrides`. */
  readonly currentVersion: number;
  readonly figures: Readonly<Record<string, FigureValue | null>>;
  readonly notApplicableReason: string | null;
  readonly explanation: string | null;
  readonly evidence: readonly WorkbookEvidence[];
  readonly cells: readonly CardCellChange[];
}

/** A cell changed in the file while the item moved on at the server. */
export interface CardConflict {
  readonly itemId: string;
  readonly cell: string;
  readonly field: CardField;
  /** What stands at the server now, as people read it. */
  readonly theirs: string;
  /** What stands in the file. */
  readonly mine: string;
  /** What stood in both when the workbook was made: equal to `theirs` when others changed other cells only. */
  readonly before: string;
  readonly baseVersion: number;
  readonly currentVersion: number;
}

export type CardWorkbookReading =
  | { readonly ok: false; readonly problems: readonly CardProblem[] }
  | {
      readonly ok: true;
      /** Instant of the export, as the file says. */
      readonly exportedAt: string;
      readonly baseRevision: number;
      /** Items that may be saved at once. */
      readonly changes: readonly CardChange[];
      readonly conflicts: readonly CardConflict[];
      /** For each item of `conflicts`: the item if the person keeps their own values. Nothing is saved unasked. */
      readonly overrides: readonly CardChange[];
      /** Items that the file leaves as they are. */
      readonly unchanged: number;
      /** Items with a problem are in none of the lists above: they are held back as a whole. */
      readonly problems: readonly CardProblem[];
    };
