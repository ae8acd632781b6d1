import { isNothing, NOTHING, productOf, restOf, type Share, sumOf, WHOLE } from './shares.ts';

/** A part of one unit that went over to another on a day. */
export interface Link {
  readonly predecessorId: string;
  readonly successorId: string;
  /** First day on which it holds. */
  readonly on: string;
  readonly share: Share;
}
/** Unit id -> part. */
export type Parts = ReadonlyMap<string, Share>;

/**
 * Which units of the earlier day `at` are in the unit as it is on `from`, and how much of each. `links` holds at
 * least every link into the units concerned, and every link out of their predecessors. Links of one day act at the
 * same time, each on what stood the day before: two units may exchange parts. Units that did not exist yet may be
 * among them, with what was theirs from the beginning: the links do not know who existed when.
 */
export function predecessorsOf(unitId: string, from: string, at: string, links: readonly Link[]): Parts {
  let parts = new Map([[unitId, WHOLE]]);
  for (const day of daysBetween(links, at, from).reverse()) {
    const before = new Map<string, Share>();
    const today = links.filter((link) => link.on === day);
    for (const [id, part] of parts) add(before, id, productOf(part, restOf(givenBy(id, today))));
    for (const { predecessorId, successorId, share } of today) {
      const part = parts.get(successorId);
      if (part) add(before, predecessorId, productOf(part, share));
    }
    parts = before;
  }
  return parts;
}

/** Into which units of the later day `at` the unit, as it is on `from`, went, and how much of it into each. */
export function successorsOf(unitId: string, from: string, at: string, links: readonly Link[]): Parts {
  let parts = new Map([[unitId, WHOLE]]);
  for (const day of daysBetween(links, from, at)) {
    const after = new Map<string, Share>();
    const today = links.filter((link) => link.on === day);
    for (const [id, part] of parts) add(after, id, productOf(part, restOf(givenBy(id, today))));
    for (const { predecessorId, successorId, share } of today) {
      const part = parts.get(predecessorId);
      if (part) add(after, successorId, productOf(part, share));
    }
    parts = after;
  }
  return parts;
}

/** Days after `from` up to and including `to` on which something went over, ascending. */
const daysBetween = (links: readonly Link[], from: string, to: string): string[] =>
  [...new Set(links.map((link) => link.on))].filter((day) => from < day && day <= to).sort();

const givenBy = (unitId: string, links: readonly Link[]): Share =>
  links
    .filter((link) => link.predecessorId === unitId)
    .reduce((sum, link) => sumOf(sum, link.share), NOTHING);

function add(parts: Map<string, Share>, id: string, part: Share): void {
  if (!isNothing(part)) parts.set(id, sumOf(parts.get(id) ?? NOTHING, part));
}
