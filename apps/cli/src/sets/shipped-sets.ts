import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../../../packages/criteria-sets/sets/', import.meta.url));

/** Ids of the sets that come with Parix: the folders that hold a `set.yaml`. */
export async function shippedSetIds(): Promise<readonly string[]> {
  const folders = await readdir(FOLDER, { withFileTypes: true });
  return folders
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}

/** The YAML text of a shipped set and the path to name in messages; null when there is none of that id. */
export async function readShippedSet(
  id: string,
): Promise<{ readonly text: string; readonly file: string } | null> {
  if (!/^[\p{L}\p{N}._-]+$/u.test(id) || !(await shippedSetIds()).includes(id)) return null;
  const file = join(FOLDER, id, 'set.yaml');
  try {
    return { text: await readFile(file, 'utf8'), file: `${id}/set.yaml` };
  } catch {
    return null;
  }
}
