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
import { readStanding } from '../../ranking/round-texts.read-model.ts';
import { type ArchiveFile, archiveFile, hashOf } from './archive-file.ts';
import { type ArchiveWriter, archiveWriter } from './archive-writer.ts';
import { composeUnits } from './compose-units.ts';
import { correctionOf } from './correction-of.ts';
import type { BuildHead, FromBuilder, ToBuilder, UnitText } from './messages.ts';
import { startPageThreads } from './page-threads.ts';

/* Builds one publication: takes the units' rows as they come from the database, then scores, writes and packs. */

/** Units whose pages are written together. */
const CHUNK = 50;
/** Chunks given to the other threads ahead, so that they never wait while this one writes a large file. */
const AHEAD = 24;
/** Below so many units a further thread starts longer than it works. */
const ALONE = 200;

type Rows = Pick<SnapshotInput, 'facts' | 'layers' | 'evidence'>;
type Growing = { readonly [K in keyof Rows]: Rows[K][number][] };

let head: BuildHead | undefined;
let judging: JudgingSet | undefined;
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
  if (loaded.ok) judging = loaded.judging;
  else say({ type: 'refused', problems: loaded.problems });
}

function takeUnits(texts: readonly UnitText[]): void {
  if (!head || !judging) return;
  const set = { plan: judging.plan, items: indexItems(judging.set), blockId: head.blockId };
  const units = texts.map(({ unit, ...stored }) => ({ unit, rows: readStanding(stored) }));
  const composed = composeUnits(set, units);
  rows.facts.push(...composed.facts);
  rows.layers.push(...composed.layers);
  rows.evidence.push(...composed.evidence);
}

async function finish(): Promise<void> {
  if (!head || !judging) return;
  const input: SnapshotInput = {
    ...head.snapshot,
    ...rows,
    correction: correctionOf(head, rows.facts, judging),
  };
  const opened = openPublication(input, hashOf);
  if (!opened.ok) return say({ type: 'refused', problems: opened.problems });
  const undecided = undecidedOf(opened);
  if (undecided.length > 0) return say({ type: 'refused', problems: undecided });
  const writer = await archiveWriter(head.path);
  await writeFiles(opened, input, writer);
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

/** The units' pages are shared out; whatever thread wrote them, they stand in the archive in the order of the units. */
async function writeFiles(
  opened: OpenedPublication,
  input: SnapshotInput,
  writer: ArchiveWriter,
): Promise<void> {
  const done = new Map<number, readonly ArchiveFile[]>();
  let written = 0;
  const take = (index: number, files: readonly ArchiveFile[]): void => {
    done.set(index, files);
    written += files.length;
    say({ type: 'progress', units: written });
  };
  const threads = startPageThreads(helpersFor(input.facts.length), input, take);
  try {
    const chunks = opened.unitChunks(CHUNK);
    let given = 0;
    const feed = (): void => {
      while (threads.count > 0 && threads.open() < AHEAD * threads.count) {
        const next = chunks.next();
        if (next.done === true) return;
        threads.give(given++, next.value);
      }
    };
    for (const file of opened.commonFiles()) {
      feed();
      await writer.add(await archiveFile(file));
    }
    for (let next = chunks.next(); next.done !== true; next = chunks.next()) {
      const files = await Promise.all([...unitChunkPages(opened.judging, next.value)].map(archiveFile));
      take(given++, files);
      await nextTurn();
      feed();
    }
    for (let index = 0; index < given; index++) {
      while (!done.has(index)) await threads.news();
      for (const file of done.get(index) ?? []) await writer.add(file);
      done.delete(index);
    }
  } finally {
    await threads.stop();
  }
}

const helpersFor = (units: number): number => (units < ALONE ? 0 : Math.min(3, availableParallelism() - 1));
