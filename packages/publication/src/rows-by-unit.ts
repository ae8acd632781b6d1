import type { PublishedEvidence, PublishedLayer } from './snapshot.ts';

interface OfUnit {
  readonly unit: string;
}

/** Rows of each unit, in the order given. */
export const byUnit = <T extends OfUnit>(rows: readonly T[]): ReadonlyMap<string, readonly T[]> =>
  grouped(rows, ({ unit }) => unit);

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [row]);
    else known.push(row);
  }
  return groups;
}

/** Look-up by unit and item; the last layer given for a pair stands. */
export function layerLookup(
  layers: readonly PublishedLayer[],
): (unit: string, item: string) => PublishedLayer | undefined {
  return unitAfterUnit(layers, (rows) => new Map(rows.map((layer) => [layer.item, layer])));
}

/** Look-up by unit and item; documents in the order given. */
export function evidenceLookup(
  evidence: readonly PublishedEvidence[],
): (unit: string, item: string) => readonly PublishedEvidence[] {
  const find = unitAfterUnit(evidence, (rows) => grouped(rows, ({ item }) => item));
  return (unit, item) => find(unit, item) ?? [];
}

/** Readers go through one unit after the other: only its rows are laid out by item. */
function unitAfterUnit<T extends OfUnit, Found>(
  rows: readonly T[],
  layOut: (rows: readonly T[]) => ReadonlyMap<string, Found>,
): (unit: string, item: string) => Found | undefined {
  const units = byUnit(rows);
  let open: string | undefined;
  let items: ReadonlyMap<string, Found> = new Map();
  return (unit, item) => {
    if (open !== unit) {
      items = layOut(units.get(unit) ?? []);
      open = unit;
    }
    return items.get(item);
  };
}
