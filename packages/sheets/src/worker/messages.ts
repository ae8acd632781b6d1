import type { TableProblemCode } from '../table-problems.ts';
import type { RefusalPlace } from './refusal.ts';
import type { PackedRow } from './row-sink.ts';
import type { LowestMerge } from './sheet.ts';

/** What a reading process passes on while it reads. */
export type ReadPart =
  | { readonly type: 'rows'; readonly sheet: string | null; readonly rows: readonly PackedRow[] }
  /** Ends the rows of one sheet when a workbook is read as a whole. */
  | {
      readonly type: 'sheet';
      readonly name: string;
      readonly hidden: boolean;
      readonly lowestMerge: LowestMerge | null;
    };

/** Its last word. */
export type ReadEnd =
  | { readonly type: 'done' }
  | {
      readonly type: 'refused';
      readonly code: TableProblemCode;
      readonly detail: Readonly<Record<string, string>>;
      readonly place: RefusalPlace;
    };
