import type { EvidenceKindId } from '../evidence-kinds.ts';
import type { InspectionLimits } from '../limits.ts';
import type { ExtractedText } from '../text-result.ts';
import type { Note } from './notes.ts';

/** What a process is asked to do with one file. */
export type Task =
  | {
      readonly kind: 'inspect';
      readonly path: string;
      /** The ending that the name promises, lower case; text has no signature, so it needs one. */
      readonly extension: string;
      readonly limits: InspectionLimits;
    }
  | {
      readonly kind: 'extract';
      readonly path: string;
      readonly evidence: EvidenceKindId;
      readonly limits: InspectionLimits;
    };

export interface ContentReport {
  readonly evidence: EvidenceKindId | null;
  /** By content, also of kinds that are not accepted. */
  readonly mediaType: string;
  readonly extension: string;
  readonly pages: number | null;
  readonly notes: readonly Note[];
}

export type TaskAnswer =
  | { readonly kind: 'inspect'; readonly report: ContentReport }
  | { readonly kind: 'extract'; readonly report: ExtractedText };
