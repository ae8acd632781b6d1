import {
  explainUnit,
  renderItem,
  renderRule,
  type GroupExplanation,
  type Item,
  type ItemExplanation,
  type UnitResult,
} from '@parix/scoring';
import type { Computed } from '../compute.ts';
import { evidenceLookup, layerLookup } from '../rows-by-unit.ts';
import { indexSet, type SetIndex } from '../set-index.ts';
import {
  isSample,
  type PublishedEvidence,
  type PublishedLayer,
  type PublishedRound,
  type SnapshotInput,
} from '../snapshot.ts';
import { unitPath } from '../unit-path.ts';

/** What the pages are written from. */
export interface PageContext extends Computed {
  readonly input: SnapshotInput;
  readonly round: PublishedRound;
  readonly sample: boolean;
  readonly index: SetIndex;
  /** Units of each block in the order of their ranks, blocks in the order of the facts. */
  readonly blocks: readonly Block[];
  /** Ranked units of each block. */
  readonly rankedIn: ReadonlyMap<string, number>;
  readonly nameOf: (unit: string) => string;
  readonly layerOf: (unit: string, item: string) => PublishedLayer | undefined;
  readonly evidenceOf: (unit: string, item: string) => readonly PublishedEvidence[];
  readonly previousOf: (unit: string) => PreviousUnit | undefined;
  /** Why the item has its points, in sentences. */
  readonly sentences: (unitIndex: number, itemId: string) => readonly string[];
  readonly ruleText: (item: Item) => readonly string[];
  /** SHA-256 of the data files that a reader may want to compare. */
  readonly hashes: { readonly facts: string; readonly results: string };
}
export interface Block {
  readonly name: string;
  readonly units: readonly RankedResult[];
}
/** A unit's result with its place in the facts, which the engine's look-ups want. */
export interface RankedResult {
  readonly index: number;
  readonly result: UnitResult;
}
type PreviousUnit = NonNullable<SnapshotInput['previous']>['units'][number];

export function pageContext(
  input: SnapshotInput,
  computed: Computed,
  hashes: PageContext['hashes'],
): PageContext {
  const blocks = blocksOf(computed.result.units);
  const names = new Map(input.facts.map(({ unit, name }) => [unit, name ?? unit]));
  const earlier = new Map(input.previous?.units.map((unit) => [unit.unit, unit]) ?? []);
  return {
    ...computed,
    input,
    round: input.round,
    sample: isSample(input.round, computed.set),
    index: indexSet(computed.set),
    blocks,
    rankedIn: new Map(blocks.map(({ name, units }) => [name, units.filter(isRanked).length])),
    nameOf: (unit) => names.get(unit) ?? unit,
    layerOf: layerLookup(input.layers),
    evidenceOf: evidenceLookup(input.evidence),
    previousOf: (unit) => earlier.get(unit),
    sentences: sentencesOf(computed),
    ruleText: (item) => renderRule(item, 'vi'),
    hashes,
  };
}

/** A unit is explained as a whole and once: its page asks for one item after the other. */
function sentencesOf({ plan, table, scores }: Computed): PageContext['sentences'] {
  let explained = -1;
  let items: ReadonlyMap<string, ItemExplanation> = new Map();
  return (unitIndex, itemId) => {
    if (explained !== unitIndex) {
      const { areas } = explainUnit(plan, table, scores, unitIndex);
      items = new Map(areas.flatMap(itemsIn).map((item) => [item.item.id, item]));
      explained = unitIndex;
    }
    const item = items.get(itemId);
    return item === undefined ? [] : renderItem(item, 'vi');
  };
}

function itemsIn({ children }: GroupExplanation): readonly ItemExplanation[] {
  return children.flatMap((child) => ('children' in child ? itemsIn(child) : [child]));
}

export function blocksOf(units: readonly UnitResult[]): readonly Block[] {
  const blocks = new Map<string, RankedResult[]>();
  units.forEach((result, index) => {
    const block = blocks.get(result.block) ?? [];
    block.push({ index, result });
    blocks.set(result.block, block);
  });
  return [...blocks].map(([name, members]) => ({ name, units: members.toSorted(byRank) }));
}

const isRanked = ({ result }: RankedResult): boolean => result.rank !== null;

/** Ranked units first; equal ranks and unranked units keep the order of the facts. */
function byRank(a: RankedResult, b: RankedResult): number {
  return (a.result.rank ?? Infinity) === (b.result.rank ?? Infinity)
    ? a.index - b.index
    : (a.result.rank ?? Infinity) - (b.result.rank ?? Infinity);
}

/** Link from a page at `depth` folders below the root to a unit's page. */
export function unitHref(code: string, depth: number): string {
  return '../'.repeat(depth) + unitPath(code);
}
