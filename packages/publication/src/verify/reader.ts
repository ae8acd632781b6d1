import { Differs } from './difference.ts';

/** A folder or an unpacked zip; paths relative to its root, with `/`. */
export interface PublicationReader {
  /** Every file. */
  readonly list: () => readonly string[];
  readonly read: (path: string) => Uint8Array | undefined;
}

/** The bytes of a file that must be there. */
export function mustRead(reader: PublicationReader, path: string): Uint8Array {
  const bytes = reader.read(path);
  if (bytes === undefined) throw new Differs(path, 'missing');
  return bytes;
}

/** A reader over files in memory, for zips and tests. */
export function readerOf(files: ReadonlyMap<string, Uint8Array>): PublicationReader {
  return { list: () => [...files.keys()], read: (path) => files.get(path) };
}
