import type { RoundResult } from '@parix/scoring';
import { compute, loadJudgingSet, type Computed } from './compute.ts';
import { DATA_PATHS, inputFiles, resultFiles } from './data-files.ts';
import { inputProblems } from './input-problems.ts';
import { describeFile, makeManifest, manifestBytes, sha256Hex } from './manifest.ts';
import { allPages } from './pages/all-pages.ts';
import { pageContext } from './pages/page-context.ts';
import type { PublicationProblem } from './problems.ts';
import {
  MANIFEST_PATH,
  type Manifest,
  type ManifestFile,
  type PublishedFile,
  type SnapshotInput,
} from './snapshot.ts';

/** A publication that can be made: its numbers are computed, its files are not yet written. */
export interface OpenedPublication {
  readonly ok: true;
  readonly result: RoundResult;
  /**
   * The files one at a time, the manifest last, for folders too large to hold in memory; the generator's return value
   * is the manifest with its hash.
   */
  readonly files: () => Generator<
    PublishedFile,
    { readonly manifest: Manifest; readonly manifestHash: string }
  >;
}
export interface BuiltPublication {
  readonly ok: true;
  /** By path, without the log (`publicationFiles` adds it). */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly manifest: Manifest;
  /** SHA-256 (hex) of manifest.json's bytes: what the log records. */
  readonly manifestHash: string;
  readonly result: RoundResult;
}
export interface RefusedPublication {
  readonly ok: false;
  readonly problems: readonly PublicationProblem[];
}

/**
 * Loads the set, scores the round and prepares the files. Deterministic: the same input gives the same bytes,
 * on any machine and in any time zone. Never throws for bad data; the problems say what is wrong and where.
 */
export function openPublication(input: SnapshotInput): OpenedPublication | RefusedPublication {
  const loaded = loadJudgingSet(input.setDocument, input.amendmentDocuments);
  if (!loaded.ok) return loaded;
  const problems = inputProblems(input, loaded.judging.set);
  if (problems.length > 0) return { ok: false, problems };
  const scored = compute(loaded.judging, input.facts);
  if (!scored.ok) return scored;
  const { computed } = scored;
  return { ok: true, result: computed.result, files: () => writeFiles(input, computed) };
}

/** Same, with all files in memory: for rounds of up to some thousand units. */
export function buildPublication(input: SnapshotInput): BuiltPublication | RefusedPublication {
  const opened = openPublication(input);
  if (!opened.ok) return opened;
  const files = new Map<string, Uint8Array>();
  const writing = opened.files();
  for (let next = writing.next(); ; next = writing.next()) {
    if (next.done === true) return { ok: true, files, result: opened.result, ...next.value };
    files.set(next.value.path, next.value.bytes);
  }
}

function* writeFiles(
  input: SnapshotInput,
  computed: Computed,
): Generator<PublishedFile, { readonly manifest: Manifest; readonly manifestHash: string }> {
  const described: ManifestFile[] = [];
  for (const file of contentFiles(input, computed)) {
    described.push(describeFile(file));
    yield file;
  }
  const manifest = makeManifest(input.round, computed, described);
  const bytes = manifestBytes(manifest);
  yield { path: MANIFEST_PATH, bytes };
  return { manifest, manifestHash: sha256Hex(bytes) };
}

/** Every file but the manifest: data first, because the pages print its hashes. */
function* contentFiles(input: SnapshotInput, computed: Computed): Generator<PublishedFile> {
  const hashes = { facts: '', results: '' };
  for (const file of inputFiles(input)) {
    if (file.path === DATA_PATHS.facts) hashes.facts = sha256Hex(file.bytes);
    yield file;
  }
  for (const file of resultFiles(input, computed)) {
    if (file.path === DATA_PATHS.results) hashes.results = sha256Hex(file.bytes);
    yield file;
  }
  yield* allPages(pageContext(input, computed, hashes));
}
