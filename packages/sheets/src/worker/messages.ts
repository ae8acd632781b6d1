import type { TableProblemCode } from '../table-problems.ts';
import type { RefusalPlace } from './refusal.ts';
import type { PackedRow } from './row-sink.ts';

export type ThreadMessage =
  | { readonly type: 'rows'; readonly sheet: string | null; readonly rows: readonly PackedRow[] }
  | { readonly type: 'done' }
  | {
      readonly type: 'refused';
      readonly code: TableProblemCode;
      readonly detail: Readonly<Record<string, string>>;
      readonly place: RefusalPlace;
    }
  | { readonly type: 'failed'; readonly reason: string };
