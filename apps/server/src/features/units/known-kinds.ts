import type { Db } from '../../platform/context.ts';
import { storedUnitKinds } from '../criteria-sets/set-library.read-model.ts';

/** Whether a stored criteria set knows the kind; while there is no set, every kind is good. */
export async function knownKinds(db: Db): Promise<(kind: string) => boolean> {
  const kinds = (await storedUnitKinds(db)).map(({ id }) => id);
  return (kind) => kinds.length === 0 || kinds.includes(kind);
}
