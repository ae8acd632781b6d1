/** A unit with undecided items in the area. */
export interface OpenUnit {
  readonly unitId: string;
  /** Items still to be decided, at least 1. */
  readonly left: number;
  /** Who has it now, by account; none: everybody of the area. */
  readonly holders: readonly string[];
}
export interface Worker {
  readonly accountId: string;
  readonly isBarred: (unitId: string) => boolean;
}
export interface Balance {
  /** unit → account, for every unit that somebody may judge. */
  readonly placed: ReadonlyMap<string, string>;
  /** Units that none of the people may judge. */
  readonly unplaced: readonly string[];
}

/**
 * Shares units out so that everybody has about as much left, whole units at a time and with as few changes as need be.
 * Who has a unit alone keeps it at first; the others go, the largest first, to whoever has least; then units move from
 * those with more to those with less while that brings the two closer. The same input gives the same answer.
 */
export function balanceWork(units: readonly OpenUnit[], people: readonly Worker[]): Balance {
  const placed = new Map<string, string>();
  const load = new Map(people.map(({ accountId }) => [accountId, 0]));
  const put = (unit: OpenUnit, accountId: string): void => {
    const before = placed.get(unit.unitId);
    if (before !== undefined) load.set(before, (load.get(before) ?? 0) - unit.left);
    placed.set(unit.unitId, accountId);
    load.set(accountId, (load.get(accountId) ?? 0) + unit.left);
  };
  const rest: OpenUnit[] = [];
  for (const unit of units) {
    const keeper = keeperOf(unit, people);
    if (keeper === undefined) rest.push(unit);
    else put(unit, keeper);
  }
  for (const unit of rest.toSorted((a, b) => b.left - a.left || compareText(a.unitId, b.unitId))) {
    const to = leastLoaded(people, load, unit.unitId);
    if (to !== undefined) put(unit, to);
  }
  for (let move = bestMove(units, people, placed, load); move; move = bestMove(units, people, placed, load))
    put(move.unit, move.to);
  return { placed, unplaced: units.map(({ unitId }) => unitId).filter((unitId) => !placed.has(unitId)) };
}

function keeperOf({ holders, unitId }: OpenUnit, people: readonly Worker[]): string | undefined {
  const [only] = holders;
  if (holders.length !== 1) return undefined;
  return people.find(({ accountId, isBarred }) => accountId === only && !isBarred(unitId))?.accountId;
}

function leastLoaded(
  people: readonly Worker[],
  load: ReadonlyMap<string, number>,
  unitId: string,
): string | undefined {
  let least: Worker | undefined;
  for (const person of people) {
    if (person.isBarred(unitId)) continue;
    if (!least || loadOf(load, person) < loadOf(load, least)) least = person;
  }
  return least?.accountId;
}

const loadOf = (load: ReadonlyMap<string, number>, { accountId }: Worker): number => load.get(accountId) ?? 0;

/** The move that brings two people closest; each one makes the sum of squared loads smaller, so that they come to an end. */
function bestMove(
  units: readonly OpenUnit[],
  people: readonly Worker[],
  placed: ReadonlyMap<string, string>,
  load: ReadonlyMap<string, number>,
): { readonly unit: OpenUnit; readonly to: string } | undefined {
  let best: { readonly unit: OpenUnit; readonly to: string; readonly gain: number } | undefined;
  for (const unit of units) {
    const from = placed.get(unit.unitId);
    if (from === undefined) continue;
    const to = leastLoaded(people, load, unit.unitId);
    if (to === undefined || to === from) continue;
    const gain = unit.left * ((load.get(from) ?? 0) - (load.get(to) ?? 0) - unit.left);
    if (gain > (best?.gain ?? 0)) best = { unit, to, gain };
  }
  return best;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
