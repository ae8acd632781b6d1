import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../../../packages/criteria-sets/sets/', import.meta.url));

export interface SetText {
  readonly text: string;
  /** What messages call it. */
  readonly file: string;
}

/** Ids of the sets that come with Parix: one folder each. */
export async function shippedSetIds(): Promise<readonly string[]> {
  const folders = await readdir(FOLDER, { withFileTypes: true });
  return folders
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}

/** A shipped set, and the amendments that come with it in the order of their names; null when there is none of that id. */
export async function readShippedSet(
  id: string,
): Promise<{ readonly set: SetText; readonly amendments: readonly SetText[] } | null> {
  if (!(await shippedSetIds()).includes(id)) return null;
  const names = (await readdir(join(FOLDER, id)))
    .filter((name) => /^amendment.*\.yaml$/.test(name))
    .toSorted();
  const read = async (name: string): Promise<SetText> => ({
    text: await readFile(join(FOLDER, id, name), 'utf8'),
    file: `${id}/${name}`,
  });
  return { set: await read('set.yaml'), amendments: await Promise.all(names.map(read)) };
}
