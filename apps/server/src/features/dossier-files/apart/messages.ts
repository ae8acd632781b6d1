import type { DossierMapping, DossierProblem } from '@parix/sheets';
import type {
  NewRows,
  ReceivedFrom,
  RecordHead,
  ToldBasis,
} from '../../dossiers/compute-records.read-model.ts';
import type { SumsOfRecords } from '../../dossiers/sums-of-records.read-model.ts';
import type { PlacedDossier, UnitsByWords } from '../read-file.ts';

/** A file that is to be read after the row, by what is known when it begins. */
export interface FileJob {
  readonly path: string;
  /** As its sender named it. */
  readonly name: string;
  readonly lastRow: number;
  readonly mapping: DossierMapping;
  readonly units: UnitsByWords;
  /** Nothing has happened after this instant, epoch milliseconds. */
  readonly latest: number;
  /** How dossiers are computed that are believed to be new; null: rows are only read. */
  readonly asNew: {
    readonly head: RecordHead;
    readonly from: ReceivedFrom;
    readonly basis: ToldBasis;
  } | null;
}

/** What a number of rows, one after the other, say. */
interface Rows {
  /** The last row that is behind before them. */
  readonly after: number;
  readonly lastRow: number;
  readonly bytesDone: number;
  readonly problems: readonly DossierProblem[];
  /** Rows with a problem. */
  readonly faulty: number;
}

/** What a file comes to, from its first rows to its last: batches and, after some of them, the end of a lot. */
export type FilePart =
  | (Rows & {
      readonly type: 'new';
      readonly stored: NewRows;
      readonly dossiers: number;
      /** Rows that say the same as one before. */
      readonly repeated: number;
    })
  | (Rows & { readonly type: 'read'; readonly placed: readonly PlacedDossier[] })
  /** What was passed on since the last one belongs into one transaction; `sums` of those that are believed to be new. */
  | { readonly type: 'lot'; readonly sums: SumsOfRecords | null }
  /** The file cannot be read, for good. */
  | { readonly type: 'unreadable'; readonly failure: string };
