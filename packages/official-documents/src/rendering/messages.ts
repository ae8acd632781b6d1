import type { DocxProblem } from '../docx/docx-problems.ts';
import type { FieldRecord } from '../fields/field-tree.ts';
import type { DocumentKind } from '../official-document.ts';

/** What a rendering process is asked for, one thing at a time. */
export type Job =
  | { readonly type: 'check'; readonly kind: DocumentKind; readonly template: Uint8Array }
  | {
      readonly type: 'docx';
      readonly kind: DocumentKind;
      readonly template: Uint8Array;
      readonly fields: FieldRecord;
    }
  | { readonly type: 'pdf'; readonly kind: DocumentKind; readonly fields: FieldRecord };

/** Its answer. `retire` asks for a fresh process: this one holds too much memory or is broken. */
export type Answer =
  | { readonly type: 'done'; readonly bytes: Uint8Array; readonly retire: boolean }
  | { readonly type: 'refused'; readonly problems: readonly DocxProblem[] }
  | { readonly type: 'failed'; readonly reason: string; readonly outOfMemory: boolean };
