import type { CriteriaSet, LegalAct, UnitFacts } from '@parix/scoring';

/** Everything a publication is made of. Nothing else enters its files: the same input gives the same bytes. */
export interface SnapshotInput {
  readonly round: PublishedRound;
  /** YAML exactly as loaded. */
  readonly setDocument: string;
  /** Amendments in the order in which they apply, YAML exactly as loaded. */
  readonly amendmentDocuments: readonly string[];
  /** Final figures and awarded points of every unit, with names: what the engine scores. */
  readonly facts: readonly UnitFacts[];
  readonly layers: readonly PublishedLayer[];
  readonly evidence: readonly PublishedEvidence[];
  readonly previous: PreviousRound | null;
  /** What an earlier publication of the same round said otherwise; null for the first one. */
  readonly correction: PublishedCorrection | null;
}

export interface PublishedRound {
  readonly id: string;
  readonly title: string;
  readonly indexYear: number;
  readonly blockName: string;
  /** The instant of publication, ISO 8601 with offset or Z; given, never read from a clock. */
  readonly publishedAt: string;
  /** 1 for the first publication of the round, raised by each correction. */
  readonly sequence: number;
  /** The decision that announces the result; null while there is none (samples). */
  readonly decision: LegalAct | null;
  readonly sample: boolean;
}

/** What stood before the final points of one item. No personal data: decisions and reasons, never names. */
export interface PublishedLayer {
  readonly unit: string;
  readonly item: string;
  readonly selfPoints: string | null;
  readonly appraisal: PublishedAppraisal | null;
  /** Where figures of the item come from that nobody declared; left out where all were. */
  readonly counted?: readonly PublishedCount[];
}
/** Figures of an item that were counted from dossiers: measure, numbers, period, systems and time. No personal data. */
export interface PublishedCount {
  /** Keys of the figures in the item. */
  readonly figures: readonly string[];
  readonly measure: string;
  /** Whole numbers as text, for no number of a publication has a size that a reader could cut. */
  readonly numerator: string;
  readonly denominator: string;
  /** Value of the measure as printed; null: it has none. */
  readonly printed: string | null;
  readonly from: string;
  readonly to: string;
  /** Last day that was counted; null: the period had not begun. */
  readonly asOf: string | null;
  readonly sources: readonly { readonly name: string; readonly lastEventAt: string }[];
  readonly computedAt: string;
  /** All of it and the formula in a Vietnamese sentence. */
  readonly words: string;
}
export interface PublishedAppraisal {
  /** Id of the decision (`accept`, `lower`, `raise`, `return`, …) or ready words. */
  readonly decision: string;
  readonly points: string | null;
  readonly reason: string;
}

/** Title and number of a document that was submitted as evidence; never the document. */
export interface PublishedEvidence {
  readonly unit: string;
  readonly item: string;
  readonly title: string;
  readonly reference: string;
  readonly url: string | null;
}

/** The round of an earlier year, for the change from year to year. */
export interface PreviousRound {
  readonly roundId: string;
  readonly title: string;
  readonly indexYear: number;
  /** `<id>@<version>` of the criteria set that judged it. */
  readonly set: string;
  readonly units: readonly {
    readonly unit: string;
    readonly printedIndex: string;
    readonly rank: number | null;
    readonly classId: string | null;
  }[];
}

/** A correction (đính chính): which publication it replaces, why, and what that one said of the units that change. */
export interface PublishedCorrection {
  readonly replaces: {
    readonly sequence: number;
    /** SHA-256 of the manifest of the replaced publication, as its log entry has it. */
    readonly manifest: string;
    readonly publishedAt: string;
    readonly decision: LegalAct | null;
  };
  readonly reason: string;
  /** Units whose result changes, as they stood; a unit that the replaced publication did not have is not among them. */
  readonly units: readonly CorrectedUnit[];
}
export interface CorrectedUnit {
  readonly unit: string;
  readonly name: string;
  readonly printedPoints: string;
  readonly printedIndex: string;
  readonly rank: number | null;
  readonly classId: string | null;
  /** Items with other points than before. */
  readonly items: readonly { readonly item: string; readonly points: string | null }[];
}

/** One file of a publication; `path` uses `/` and is relative to the folder. */
export interface PublishedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface Manifest {
  readonly format: 'parix.publication/1';
  /** Version of the pages' templates; a verifier renders them again only if it knows this version. */
  readonly pages: typeof PAGES_VERSION;
  readonly round: string;
  readonly sequence: number;
  readonly engine: string;
  readonly setId: string;
  readonly setVersion: string;
  readonly setFingerprint: string;
  readonly publishedAt: string;
  /** Every file except the manifest and `log/*`, by path in UTF-16 order. */
  readonly files: readonly ManifestFile[];
}
export interface ManifestFile {
  readonly path: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly size: number;
}

export const PUBLICATION_FORMAT = 'parix.publication/1';
/** Raised whenever the same input would give other page bytes. */
export const PAGES_VERSION = '2';
export const MANIFEST_PATH = 'manifest.json';

/** True when the round or its criteria set is made up for trials: every page then says so. */
export function isSample(round: PublishedRound, set: CriteriaSet): boolean {
  return round.sample || set.sample;
}
