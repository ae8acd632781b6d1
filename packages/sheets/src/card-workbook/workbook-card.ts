import type { Decimal, Figure, FigureValue, NotApplicable } from '@parix/scoring';
import type { Locale } from '../table-problems.ts';

/** A figure of the set with what the unit declared; null = no data. */
export type WorkbookFigure = Figure & { readonly value: FigureValue | null };

/** One link from an item to a document. Text that is not known is empty. */
export interface WorkbookEvidence {
  readonly title: string;
  /** Number and sign (số, ký hiệu). */
  readonly reference: string;
  /** http(s) address or empty. */
  readonly url: string;
  /** Page or pages, as a person writes them. */
  readonly page: string;
  /** The passage that shows it, word for word. */
  readonly quote: string;
  /** Document of the unit's library; a link without it names a document only. */
  readonly documentId?: string | undefined;
}

export interface WorkbookItem {
  readonly itemId: string;
  readonly code: string;
  readonly name: string;
  readonly areaName: string;
  readonly max: Decimal | null;
  /** False: points come from a survey or another source; shown, never editable. */
  readonly selfScored: boolean;
  /** The person may change this item now. Items of others are shown locked. */
  readonly editable: boolean;
  /** Version of the stored entry; 0 = nothing stored yet. */
  readonly version: number;
  readonly figures: readonly WorkbookFigure[];
  readonly notApplicablePolicy: NotApplicable['policy'];
  readonly notApplicableReason: string | null;
  readonly explanation: string | null;
  readonly evidence: readonly WorkbookEvidence[];
  /** Points as printed, computed by the server; null = none yet. */
  readonly selfPoints: string | null;
  /** What stood in the round before; shown beside, never copied into the card. */
  readonly lastYear?:
    | {
        readonly figures: Readonly<Record<string, FigureValue | null>>;
        /** Points after appraisal, as printed. */
        readonly points: string | null;
      }
    | undefined;
}

/** One unit's scorecard in one round, as plain data: what goes into the workbook and what it is compared with. */
export interface WorkbookCard {
  readonly set: {
    readonly title: string;
    /** `<id>@<version>`. */
    readonly versionId: string;
    readonly fingerprint: string;
    /** A set made up for trials; the sheet says so. */
    readonly sample: boolean;
  };
  readonly round: { readonly id: string; readonly title: string };
  readonly unit: { readonly code: string; readonly name: string };
  /** Grows with every change of the card. */
  readonly revision: number;
  readonly locale: Locale;
  /** Instant of the export, ISO 8601. */
  readonly exportedAt: string;
  /** In the order of the set; items of one area stand together. */
  readonly items: readonly WorkbookItem[];
}

/** Most characters that a person may write, and links per item; the same as the routes that store them. */
export interface CardTextLimits {
  readonly notApplicableReason: number;
  readonly explanation: number;
  readonly title: number;
  readonly reference: number;
  readonly url: number;
  readonly page: number;
  readonly quote: number;
  readonly evidencePerItem: number;
}
export const CARD_TEXT_LIMITS: CardTextLimits = {
  notApplicableReason: 2_000,
  explanation: 10_000,
  title: 500,
  reference: 200,
  url: 2_000,
  page: 50,
  quote: 2_000,
  evidencePerItem: 50,
};

/** True when the person may write in the item's cells. */
export function isWritable(item: WorkbookItem): boolean {
  return item.selfScored && item.editable;
}
