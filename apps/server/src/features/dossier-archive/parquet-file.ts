import { createHash, type Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, type SchemaElement } from 'hyparquet';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import type { Column, ColumnType } from './archive-columns.ts';

/** Rows that are held until they are written together: columns compress well, and memory stays bounded. */
const GROUP = 50_000;

const ELEMENTS: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  whole: { type: 'INT32' },
  'yes-no': { type: 'BOOLEAN' },
  instant: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
  json: { type: 'BYTE_ARRAY', converted_type: 'JSON', logical_type: { type: 'JSON' } },
};

export interface Content {
  readonly rows: number;
  /** SHA-256 of all values in their order, however they are stored. */
  readonly digest: string;
}

export interface GrowingFile<Row> {
  readonly add: (rows: readonly Row[]) => void;
  /** Writes the rest; resolves once the bytes would survive the loss of power. */
  readonly close: () => Promise<Content>;
}

/** A Parquet file of rows that come in pages. */
export function newParquetFile<Row>(path: string, columns: readonly Column<Row>[]): GrowingFile<Row> {
  const schema = [{ name: 'root', num_children: columns.length }, ...columns.map(elementOf)];
  const file = new ParquetWriter({ writer: fileWriter(path), schema, createdBy: 'Parix' });
  const content = contentOf(columns);
  let held: Row[] = [];
  const write = (): void => {
    if (held.length === 0) return;
    const columnData = columns.map(({ name, of }) => ({ name, data: held.map(of) }));
    void file.write({ columnData, rowGroupSize: held.length });
    held = [];
  };
  return {
    add: (rows) => {
      for (const row of rows) {
        content.add(columns.map(({ of }) => of(row)));
        held.push(row);
        if (held.length >= GROUP) write();
      }
    },
    close: async () => {
      write();
      void file.finish();
      const handle = await open(path, 'r+');
      await handle.sync();
      await handle.close();
      return content.end();
    },
  };
}

const elementOf = ({ name, type, optional }: Column<never>): SchemaElement => ({
  name,
  ...ELEMENTS[type],
  repetition_type: optional ? 'OPTIONAL' : 'REQUIRED',
});

/** Reads a file group by group, in its order. */
export async function* readParquetFile(path: string): AsyncGenerator<readonly Record<string, unknown>[]> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  let rowStart = 0;
  for (const { num_rows } of metadata.row_groups) {
    const rowEnd = rowStart + Number(num_rows);
    yield await parquetReadObjects({ file, metadata, rowStart, rowEnd });
    rowStart = rowEnd;
  }
}

/** What a file holds, read back from the disk. */
export async function storedContent<Row>(path: string, columns: readonly Column<Row>[]): Promise<Content> {
  const content = contentOf(columns);
  for await (const rows of readParquetFile(path))
    for (const row of rows) content.add(columns.map(({ name }) => row[name]));
  return content.end();
}

function contentOf(columns: readonly Column<never>[]) {
  const hash: Hash = createHash('sha256').update(columns.map(({ name }) => name).join());
  let rows = 0;
  return {
    add: (values: readonly unknown[]): void => {
      rows += 1;
      hash.update(JSON.stringify(values.map(inOneForm)));
    },
    end: (): Content => ({ rows, digest: hash.digest('hex') }),
  };
}

/** The same value in the same words: fields of JSON have no order. */
function inOneForm(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.getTime();
  if (Array.isArray(value)) return value.map(inOneForm);
  if (typeof value !== 'object') return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, inOneForm(field)]));
}
