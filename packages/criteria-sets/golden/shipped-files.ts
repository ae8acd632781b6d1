import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadAmendment, loadCriteriaSet, type Amendment } from '@parix/criteria-sets';
import type { CriteriaSet } from '@parix/scoring';

const root = fileURLToPath(new URL('..', import.meta.url));

export const SHIPPED = readdirSync(`${root}sets`).toSorted();
export const readShipped = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

/** A set of this package, or the problems it has thrown as one text. */
export function shippedSet(path: string): CriteriaSet {
  const loaded = loadCriteriaSet(readShipped(path), path);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 1));
  return loaded.set;
}

export function shippedAmendment(path: string): Amendment {
  const loaded = loadAmendment(readShipped(path), path);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 1));
  return loaded.amendment;
}
