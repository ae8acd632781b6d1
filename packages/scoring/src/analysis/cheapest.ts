/**
 * The knapsack behind goal seek: from every element one option is taken; the gains must add up to at least `need`
 * at least cost. Gains and costs are whole numbers, so every answer is exact.
 */
export interface Option<T> {
  readonly gain: number;
  readonly cost: number;
  readonly pick: T;
}
/** Options of one element besides "leave it as it is". */
export type Element<T> = readonly Option<T>[];
export interface Selection<T> {
  readonly gain: number;
  readonly cost: number;
  readonly picks: readonly T[];
}

/** Pareto-optimal (gain, cost) pairs: both rise strictly. The first entry that reaches `need` is the last. */
interface Frontier {
  readonly gains: readonly number[];
  readonly costs: readonly number[];
}

const NOTHING: Frontier = { gains: [0], costs: [0] };

/**
 * All selections that reach `need`, the cheapest first; of those that begin alike and cost the same the one with
 * the greatest gain comes first. Lazy: take as many as are wanted. Empty when all elements together are not enough.
 */
export function* cheapestSelections<T>(
  elements: readonly Element<T>[],
  need: number,
): Generator<Selection<T>> {
  const search: Search<T> = { elements, need, frontiers: suffixFrontiers(elements, need) };
  const open: Branch<T>[] = [];
  push(open, branchOf(search, { before: [], option: null, at: 0, gain: 0, cost: 0 }));
  for (let best = pop(open); best !== undefined; best = pop(open)) {
    const taken = complete(search, best);
    const picks = taken.flatMap((option) => (option === null ? [] : [option.pick]));
    yield { gain: best.gain, cost: best.cost, picks };
    for (const start of deviations(search, best.start, taken)) push(open, branchOf(search, start));
  }
}

interface Search<T> {
  readonly elements: readonly Element<T>[];
  readonly need: number;
  readonly frontiers: readonly Frontier[];
}

/** Steps of `cheapestAlternatives`; a few are enough for a few answers, and no input can make it take more. */
const STEPS = 400;

/**
 * The cheapest selection that reaches `need`; then the cheapest that contains none of those before it, and so on.
 * Options of one element count as different things. Lazy; each step costs two passes over the elements.
 */
export function* cheapestAlternatives<T>(
  elements: readonly Element<T>[],
  need: number,
): Generator<Selection<T>> {
  const open: Variant<T>[] = [];
  const found: ReadonlySet<Option<T>>[] = [];
  const tried = new Set<string>();
  const first = suffixFrontiers(elements, need)[0] as Frontier;
  const entry = reaching(first, need);
  if (entry < first.gains.length) {
    open.push({ elements, left: [], gain: first.gains[entry] as number, cost: first.costs[entry] as number });
  }
  for (let best = pop(open), step = 0; best !== undefined && step < STEPS; best = pop(open), step++) {
    const search: Search<T> = {
      elements: best.elements,
      need,
      frontiers: suffixFrontiers(best.elements, need),
    };
    const start: Start<T> = { before: [], option: null, at: 0, gain: 0, cost: 0 };
    const taken = complete(search, { ...best, start });
    const options = new Set(taken.filter((option) => option !== null));
    if (!found.some((other) => [...other].every((option) => options.has(option)))) {
      found.push(options);
      yield { gain: best.gain, cost: best.cost, picks: [...options].map(({ pick }) => pick) };
    }
    for (const variant of without(search, best.left, taken)) {
      const key = variant.left.join();
      if (!tried.has(key)) push(open, variant);
      tried.add(key);
    }
  }
}

/** The elements left to choose from, and what the cheapest selection of them gains and costs. */
interface Variant<T> {
  readonly elements: readonly Element<T>[];
  /** What was taken out of them, in order: "element.option". */
  readonly left: readonly string[];
  readonly gain: number;
  readonly cost: number;
}

/** For each option taken: the same choice without it. */
function* without<T>(
  { elements, need, frontiers }: Search<T>,
  left: readonly string[],
  taken: readonly (Option<T> | null)[],
): Generator<Variant<T>> {
  const before = suffixFrontiers([...elements].reverse(), need);
  for (const [at, option] of taken.entries()) {
    if (option === null) continue;
    const others = (elements[at] as Element<T>).filter((other) => other !== option);
    const prefix = before[elements.length - at] as Frontier;
    const suffix = frontiers[at + 1] as Frontier;
    const best = [{ gain: 0, cost: 0 }, ...others]
      .map(({ gain, cost }) => cheapestPair(prefix, suffix, need, gain, cost))
      .reduce((a, b) => (precedes(b, a) ? b : a));
    if (best.cost === Infinity) continue;
    const name = `${at}.${option.gain}.${option.cost}`;
    yield {
      elements: elements.map((own, i) => (i === at ? others : own)),
      left: [...left, name].sort(),
      ...best,
    };
  }
}

/** The least cost of one entry of each frontier that together with a given gain reach `need`. */
function cheapestPair(
  a: Frontier,
  b: Frontier,
  need: number,
  gain: number,
  cost: number,
): { gain: number; cost: number } {
  let best = { gain: 0, cost: Infinity };
  let j = b.gains.length - 1;
  for (let i = 0; i < a.gains.length; i++) {
    const own = gain + (a.gains[i] as number);
    if (own + (b.gains[j] as number) < need) continue;
    while (j > 0 && own + (b.gains[j - 1] as number) >= need) j--;
    const all = {
      gain: own + (b.gains[j] as number),
      cost: cost + (a.costs[i] as number) + (b.costs[j] as number),
    };
    if (precedes(all, best)) best = all;
  }
  return best;
}

/** Pareto-optimal options of several elements taken together, "nothing" left out; for use as one element. */
export function combineElements<T>(elements: readonly Element<T>[]): readonly Option<readonly T[]>[] {
  let options: readonly Option<readonly T[]>[] = [{ gain: 0, cost: 0, pick: [] }];
  for (const element of elements) {
    const more = element.flatMap((option) =>
      options.map((base) => ({
        gain: base.gain + option.gain,
        cost: base.cost + option.cost,
        pick: [...base.pick, option.pick],
      })),
    );
    options = undominated([...options, ...more]);
  }
  return options.filter((option) => option.pick.length > 0);
}

/** Cheapest first; an option stays when it gains more than every cheaper one. */
export function undominated<T>(options: readonly Option<T>[]): readonly Option<T>[] {
  const sorted = [...options].sort((a, b) => a.cost - b.cost || b.gain - a.gain);
  let best = -1;
  return sorted.filter(({ gain }) => {
    if (gain <= best) return false;
    best = gain;
    return true;
  });
}

/** frontiers[j] covers the elements j, j + 1, ... */
function suffixFrontiers<T>(elements: readonly Element<T>[], need: number): readonly Frontier[] {
  const frontiers = new Array<Frontier>(elements.length + 1).fill(NOTHING);
  for (let at = elements.length - 1; at >= 0; at--) {
    const rest = frontiers[at + 1] as Frontier;
    frontiers[at] = (elements[at] as Element<T>).reduce(
      (all, option) => merge(all, rest, option, need),
      rest,
    );
  }
  return frontiers;
}

/** The frontier of `a` and of `b` with the option added, in one pass over both. */
function merge(a: Frontier, b: Frontier, option: { gain: number; cost: number }, need: number): Frontier {
  const gains: number[] = [];
  const costs: number[] = [];
  let [i, j, best] = [0, 0, -1];
  while ((i < a.gains.length || j < b.gains.length) && best < need) {
    const left = i < a.gains.length ? (a.costs[i] as number) : Infinity;
    const right = j < b.gains.length ? (b.costs[j] as number) + option.cost : Infinity;
    const gain = left < right ? (a.gains[i] as number) : (b.gains[j] as number) + option.gain;
    const level = left === right ? Math.max(gain, a.gains[i] as number) : gain;
    if (left <= right) i++;
    if (right <= left) j++;
    if (level <= best) continue;
    best = level;
    gains.push(level);
    costs.push(Math.min(left, right));
  }
  return { gains, costs };
}

/** What is given: the options before `at` as in `before`, except that the last of them is `option`. */
interface Start<T> {
  readonly before: readonly (Option<T> | null)[];
  readonly option: Option<T> | null;
  readonly at: number;
  readonly gain: number;
  readonly cost: number;
}
/** A start with what its cheapest completion gains and costs in all; the completion itself is found when needed. */
interface Branch<T> {
  readonly start: Start<T>;
  readonly gain: number;
  readonly cost: number;
}

/** null when no completion reaches `need`. */
function branchOf<T>({ frontiers, need }: Search<T>, start: Start<T>): Branch<T> | null {
  const frontier = frontiers[start.at] as Frontier;
  const entry = reaching(frontier, need - start.gain);
  if (entry === frontier.gains.length) return null;
  const [gain, cost] = [frontier.gains[entry] as number, frontier.costs[entry] as number];
  return { start, gain: start.gain + gain, cost: start.cost + cost };
}

/** The options taken, element by element. */
function complete<T>(
  { elements, frontiers }: Search<T>,
  { start, ...whole }: Branch<T>,
): (Option<T> | null)[] {
  const taken = start.before.slice(0, Math.max(0, start.at - 1));
  if (start.at > 0) taken.push(start.option);
  let [gain, cost] = [whole.gain - start.gain, whole.cost - start.cost];
  for (let at = start.at; at < elements.length; at++) {
    const option = stepOf(elements[at] as Element<T>, frontiers[at + 1] as Frontier, gain, cost);
    taken.push(option);
    gain -= option?.gain ?? 0;
    cost -= option?.cost ?? 0;
  }
  return taken;
}

/** The option that leads from the rest's frontier to exactly this gain and cost; null = the element is left alone. */
function stepOf<T>(element: Element<T>, rest: Frontier, gain: number, cost: number): Option<T> | null {
  if (holds(rest, gain, cost)) return null;
  return element.find((option) => holds(rest, gain - option.gain, cost - option.cost)) ?? null;
}

function holds(frontier: Frontier, gain: number, cost: number): boolean {
  const entry = reaching(frontier, gain);
  return frontier.gains[entry] === gain && frontier.costs[entry] === cost;
}

/** The first entry with at least this gain. */
function reaching(frontier: Frontier, need: number): number {
  let low = 0;
  let high = frontier.gains.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frontier.gains[middle] as number) < need) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Every other selection once: alike before one element, another option there, then whatever is cheapest. */
function* deviations<T>(
  { elements }: Search<T>,
  start: Start<T>,
  taken: readonly (Option<T> | null)[],
): Generator<Start<T>> {
  let [gain, cost] = [0, 0];
  for (const [at, own] of taken.entries()) {
    for (const option of at < start.at ? [] : [null, ...(elements[at] as Element<T>)]) {
      if (option === own) continue;
      const [more, paid] = [option?.gain ?? 0, option?.cost ?? 0];
      yield { before: taken, option, at: at + 1, gain: gain + more, cost: cost + paid };
    }
    gain += own?.gain ?? 0;
    cost += own?.cost ?? 0;
  }
}

interface Weighed {
  readonly gain: number;
  readonly cost: number;
}

/** The order of the binary heaps: by cost, then greater gain. */
function precedes(a: Weighed, b: Weighed): boolean {
  return a.cost !== b.cost ? a.cost < b.cost : a.gain > b.gain;
}

function push<B extends Weighed>(heap: B[], branch: B | null): void {
  if (branch === null) return;
  heap.push(branch);
  for (let at = heap.length - 1; at > 0;) {
    const parent = (at - 1) >> 1;
    if (!precedes(heap[at] as B, heap[parent] as B)) return;
    [heap[at], heap[parent]] = [heap[parent] as B, heap[at] as B];
    at = parent;
  }
}

function pop<B extends Weighed>(heap: B[]): B | undefined {
  const [first, last] = [heap[0], heap.pop()];
  if (first === undefined || last === undefined || heap.length === 0) return first;
  heap[0] = last;
  for (let at = 0; ;) {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    let least = at;
    if (left < heap.length && precedes(heap[left] as B, heap[least] as B)) least = left;
    if (right < heap.length && precedes(heap[right] as B, heap[least] as B)) least = right;
    if (least === at) return first;
    [heap[at], heap[least]] = [heap[least] as B, heap[at] as B];
    at = least;
  }
}
