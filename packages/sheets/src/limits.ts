/** Bounds on one table file; every one of them is checked before or while reading, never after. */
export interface TableLimits {
  /** Size of the file. */
  readonly bytes: number;
  /** Rows below and including the header. */
  readonly rows: number;
  readonly columns: number;
  /** Sheets of a workbook that is read as a whole. */
  readonly sheets: number;
  /** Cells that hold something. */
  readonly cells: number;
  /** Characters of one cell. */
  readonly cellLength: number;
  /** Characters of all cells together: one shared string may be referred to a million times. */
  readonly textLength: number;
  /** Entries of the ZIP container of a workbook. */
  readonly zipEntries: number;
  /** Bytes of all entries unpacked. */
  readonly unpackedBytes: number;
  /** Unpacked : packed of one entry, judged from 1 MiB unpacked on. */
  readonly ratio: number;
  /** Wall-clock cap on reading, milliseconds. */
  readonly milliseconds: number;
  /** JavaScript heap of the reading process, MiB. */
  readonly heapMegabytes: number;
}

export const DEFAULT_LIMITS: TableLimits = {
  bytes: 20 * 1024 * 1024,
  rows: 200_000,
  columns: 2_000,
  sheets: 50,
  cells: 2_500_000,
  cellLength: 32_767,
  textLength: 64 * 1024 * 1024,
  zipEntries: 1_000,
  unpackedBytes: 256 * 1024 * 1024,
  ratio: 200,
  milliseconds: 60_000,
  heapMegabytes: 512,
};
