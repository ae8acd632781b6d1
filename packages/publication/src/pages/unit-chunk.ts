import {
  ENGINE_VERSION,
  loadFacts,
  type RoundResult,
  scoreTable,
  type UnitFacts,
  type UnitResult,
} from '@parix/scoring';
import type { JudgingSet } from '../compute.ts';
import { byUnit } from '../rows-by-unit.ts';
import type {
  PreviousRound,
  PublishedEvidence,
  PublishedFile,
  PublishedLayer,
  PublishedRound,
  SnapshotInput,
} from '../snapshot.ts';
import { unitPath } from '../unit-path.ts';
import { renderPage } from './layout.ts';
import { pageContext, type PageContext } from './page-context.ts';
import { unitPage } from './unit-page.ts';

/** Everything that the pages of some units are written from, so that another thread can write them. Plain data. */
export interface UnitChunk {
  readonly round: PublishedRound;
  readonly facts: readonly UnitFacts[];
  /** Their results among all units of the round, in the order of the facts. */
  readonly results: readonly UnitResult[];
  readonly layers: readonly PublishedLayer[];
  readonly evidence: readonly PublishedEvidence[];
  readonly previous: PreviousRound | null;
  /** Ranked units of each block of the round. */
  readonly rankedIn: PageContext['rankedIn'];
}

/** The units' pages in the order of the facts, `size` units at a time. */
export function* unitChunks(context: PageContext, size: number): Generator<UnitChunk> {
  const { input, result, rankedIn } = context;
  const layers = byUnit(input.layers);
  const evidence = byUnit(input.evidence);
  const previous = byUnit(input.previous?.units ?? []);
  for (let from = 0; from < input.facts.length; from += size) {
    const facts = input.facts.slice(from, from + size);
    const of = <T>(rows: ReadonlyMap<string, readonly T[]>): readonly T[] =>
      facts.flatMap(({ unit }) => rows.get(unit) ?? []);
    yield {
      round: input.round,
      facts,
      results: result.units.slice(from, from + size),
      layers: of(layers),
      evidence: of(evidence),
      previous: input.previous && { ...input.previous, units: of(previous) },
      rankedIn,
    };
  }
}

/** The pages of a chunk: byte for byte those that `allPages` writes for its units. Throws for facts that were refused. */
export function* unitChunkPages(judging: JudgingSet, chunk: UnitChunk): Generator<PublishedFile> {
  const { plan, set } = judging;
  const { table, problems } = loadFacts(plan, chunk.facts);
  if (problems.length > 0) throw new Error('a chunk of an opened publication was refused');
  const input: SnapshotInput = { ...chunk, setDocument: '', amendmentDocuments: [], correction: null };
  const result: RoundResult = {
    setId: set.id,
    setVersion: set.version,
    engine: ENGINE_VERSION,
    units: chunk.results,
    warnings: [],
  };
  const computed = { ...judging, table, scores: scoreTable(plan, table), result };
  yield* unitPages({
    ...pageContext(input, computed, { facts: '', results: '' }),
    rankedIn: chunk.rankedIn,
  });
}

/** The page of each unit. */
export function* unitPages(context: PageContext): Generator<PublishedFile> {
  for (const [i, unit] of context.result.units.entries())
    yield { path: unitPath(unit.unit), bytes: renderPage(context, unitPage(context, i, unit)) };
}
