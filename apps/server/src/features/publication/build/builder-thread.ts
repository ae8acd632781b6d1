import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import {
  loadJudgingSet,
  MANIFEST_PATH,
  openPublication,
  type JudgingSet,
  type OpenedPublication,
  type PublicationProblem,
  type SnapshotInput,
  unitChunkPages,
} from '@parix/publication';
import { indexItems } from '../../criteria-sets/set-library.read-model.ts';
import { digestOfResults } from '../../ranking/result-digest.read-model.ts';
import { readStanding } from '../../ranking/round-texts.read-model.ts';
import { type ArchiveFile, archiveFile, hashOf } from './archive-file.ts';
import { type ArchiveWriter, archiveWriter } from './archive-writer.ts';
import { composeUnits } from './compose-units.ts';
import { correctionOf } from './correction-of.ts';
import type { BuildHead, FromBuilder, ToBuilder, UnitText } from './messages.ts';
import { type PageThreads, startPageThreads } from './page-threads.ts';

/* Builds one publication: takes the units' rows as they come from the database, then scores, writes and packs. */

/** Units whose pages are written together. */
const CHUNK = 50;
/** Chunks that each other thread has, so that it never waits while this one writes the largest file or compares results. */
const AHEAD = 48;
/** And when this one writes pages as well, so that all end together. */
const AT_THE_END = 2;
/** Below so many units a further thread starts longer than it works. */
const ALONE = 200;

type Rows = Pick<SnapshotInput, 'facts' | 'layers' | 'evidence'>;
type Growing = { readonly [K in keyof Rows]: Rows[K][number][] };

let head: BuildHead | undefined;
let judging: JudgingSet | undefined;
let threads: PageThreads | undefined;
const rows: Growing = { facts: [], layers: [], evidence: [] };

const say = (message: FromBuilder): void => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToBuilder) => {
  if (message.type === 'begin') begin(message.head);
  if (message.type === 'units') takeUnits(message.units);
  if (message.type === 'finish') void finish();
});

function begin(given: BuildHead): void {
  head = given;
  const { setDocument, amendmentDocuments } = given.snapshot;
  const loaded = loadJudgingSet(setDocument, amendmentDocuments);
  if (!loaded.ok) return say({ type: 'refused', problems: loaded.problems });
  judging = loaded.judging;
  // Begun now, they are ready when the rows are read.
  threads = startPageThreads(helpersFor(given.units), given.snapshot);
}

function takeUnits(texts: readonly UnitText[]): void {
  if (!head || !judging) return;
  const set = { plan: judging.plan, items: indexItems(judging.set), blockId: head.blockId };
  const units = texts.map(({ unit, counts, ...stored }) => ({ unit, counts, rows: readStanding(stored) }));
  const composed = composeUnits(set, units);
  rows.facts.push(...composed.facts);
  rows.layers.push(...composed.layers);
  rows.evidence.push(...composed.evidence);
}

async function finish(): Promise<void> {
  if (!head || !judging || !threads) return;
  const input: SnapshotInput = {
    ...head.snapshot,
    ...rows,
    correction: correctionOf(head, rows.facts, judging),
  };
  const opened = openPublication(input, hashOf);
  if (!opened.ok) return say({ type: 'refused', problems: opened.problems });
  const undecided = undecidedOf(opened);
  if (undecided.length > 0) return say({ type: 'refused', problems: undecided });
  const shared = sharePages(opened, threads);
  shared.feed(AHEAD);
  if (head.frozen !== null && digestOfResults(opened.result.units) !== head.frozen)
    return say({ type: 'differs' });
  const writer = await archiveWriter(head.path);
  await writeFiles(opened, writer, shared);
  await threads.stop();
  const { bytes, manifest, manifestHash } = opened.seal(
    writer.entries().map(({ path, sha256, size }) => ({ path, sha256, size })),
  );
  await writer.add(await archiveFile({ path: MANIFEST_PATH, bytes }));
  await writer.leave();
  say({ type: 'built', manifest, manifestHash, entries: writer.entries(), length: writer.length() });
}

/** A round is approved when everything is decided; what the files would say otherwise is not published. */
const undecidedOf = ({ result }: OpenedPublication): readonly PublicationProblem[] =>
  result.units.flatMap(({ unit, items }) =>
    items
      .filter(({ status }) => status === 'not-appraised')
      .map(({ id }) => ({ code: 'not-appraised' as const, detail: { unit, item: id } })),
  );

interface SharedPages {
  /** Gives the other threads chunks until each has so many. */
  readonly feed: (ahead: number) => void;
  /** Writes a chunk in this thread; false: none is left. */
  readonly writeHere: () => Promise<boolean>;
  /** Once every chunk is given out: their files in the order of the units, as they come. */
  readonly inOrder: () => AsyncGenerator<ArchiveFile>;
}

/** The units' pages are shared out; whatever thread wrote them, they come back in the order of the units. */
function sharePages(opened: OpenedPublication, pages: PageThreads): SharedPages {
  const done = new Map<number, readonly ArchiveFile[]>();
  let written = 0;
  const take = (index: number, files: readonly ArchiveFile[]): void => {
    done.set(index, files);
    written += files.length;
    say({ type: 'progress', units: written });
    // This thread may be waiting for a large file to be deflated: the others must not wait with it.
    refill();
  };
  const chunks = opened.unitChunks(CHUNK);
  let given = 0;
  let wanted = 0;
  const refill = (): void => {
    while (pages.open() < wanted * pages.count) {
      const next = chunks.next();
      if (next.done === true) return;
      pages.give(given++, next.value, take);
    }
  };
  return {
    feed: (ahead) => {
      wanted = ahead;
      refill();
    },
    writeHere: async () => {
      const next = chunks.next();
      if (next.done === true) return false;
      const index = given++;
      take(index, await Promise.all([...unitChunkPages(opened.judging, next.value)].map(archiveFile)));
      return true;
    },
    inOrder: async function* () {
      for (let index = 0; index < given; index++) {
        while (!done.has(index)) await pages.news();
        yield* done.get(index) ?? [];
        done.delete(index);
      }
    },
  };
}

async function writeFiles(
  opened: OpenedPublication,
  writer: ArchiveWriter,
  pages: SharedPages,
): Promise<void> {
  let before = Promise.resolve();
  for (const file of opened.commonFiles()) {
    // The next file is made while this one is deflated.
    const deflated = archiveFile(file);
    await before;
    before = deflated.then(writer.add);
    // What the other threads have written arrives now, and is replaced before the next file keeps this one busy.
    await nextTurn();
    pages.feed(AHEAD);
  }
  await before;
  while (await pages.writeHere()) {
    await nextTurn();
    pages.feed(AT_THE_END);
  }
  for await (const file of pages.inOrder()) await writer.add(file);
}

const helpersFor = (units: number): number => (units < ALONE ? 0 : Math.min(3, availableParallelism() - 1));
