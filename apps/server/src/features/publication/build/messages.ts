import type {
  Manifest,
  PublicationProblem,
  PublishedCorrection,
  SnapshotInput,
  UnitChunk,
} from '@parix/publication';
import type { CountsOfUnit } from '../../counted-figures/published-counts.read-model.ts';
import type { RoundUnit } from '../../rounds/rounds.read-model.ts';
import type { ArchiveEntry } from './archive-writer.ts';
import type { ArchiveFile } from './archive-file.ts';

/** One unit of the round with its standing rows as the database wrote them (`unitTexts`). */
export interface UnitText {
  readonly unit: RoundUnit;
  readonly entries: string;
  readonly appraisals: string;
  /** Where figures come from that nobody declared. */
  readonly counts: CountsOfUnit;
}

/** What a publication is made of besides the units' rows. */
export interface BuildHead {
  readonly snapshot: Pick<SnapshotInput, 'round' | 'setDocument' | 'amendmentDocuments' | 'previous'>;
  readonly blockId: string;
  /** Digest of the results that the council saw, which these must equal; null for a correction. */
  readonly frozen: string | null;
  /** How many will come. */
  readonly units: number;
  /** The publication that this one corrects, with the results that it published. */
  readonly corrects: {
    readonly replaces: PublishedCorrection['replaces'];
    readonly reason: string;
    /** Its data/results.json. */
    readonly results: string;
  } | null;
  /** Where the archive is written. */
  readonly path: string;
}

export type ToBuilder =
  | { readonly type: 'begin'; readonly head: BuildHead }
  | { readonly type: 'units'; readonly units: readonly UnitText[] }
  | { readonly type: 'finish' };
export type FromBuilder =
  | { readonly type: 'progress'; readonly units: number }
  | { readonly type: 'refused'; readonly problems: readonly PublicationProblem[] }
  /** The results are not those that the council saw. */
  | { readonly type: 'differs' }
  | ({ readonly type: 'built' } & BuiltArchive);

/** An archive without the files of the log and without its directory. */
export interface BuiltArchive {
  readonly manifest: Manifest;
  readonly manifestHash: string;
  readonly entries: readonly ArchiveEntry[];
  readonly length: number;
}

export interface PageThreadData {
  readonly setDocument: string;
  readonly amendmentDocuments: readonly string[];
}
export interface ToPages {
  readonly index: number;
  readonly chunk: UnitChunk;
}
export interface FromPages {
  readonly index: number;
  readonly files: readonly ArchiveFile[];
}
