import type { RoundResult } from '@parix/scoring';
import { compute, loadJudgingSet, type Computed, type JudgingSet } from './compute.ts';
import { DATA_PATHS, inputFiles, resultFiles } from './data-files.ts';
import { inputProblems } from './input-problems.ts';
import { describeFile, makeManifest, manifestBytes, sha256Hex, type HashBytes } from './manifest.ts';
import { commonPages } from './pages/all-pages.ts';
import { pageContext, type PageContext } from './pages/page-context.ts';
import { unitChunks, unitPages, type UnitChunk } from './pages/unit-chunk.ts';
import type { PublicationProblem } from './problems.ts';
import {
  MANIFEST_PATH,
  type Manifest,
  type ManifestFile,
  type PublishedFile,
  type SnapshotInput,
} from './snapshot.ts';

/** A publication that can be made: its numbers are computed, its files are not yet written. */
export interface OpenedPublication extends PublicationParts {
  readonly ok: true;
  readonly result: RoundResult;
  /**
   * The files one at a time, the manifest last, for folders too large to hold in memory; the generator's return value
   * is the manifest with its hash.
   */
  readonly files: () => Generator<PublishedFile, Sealed>;
}

/** The same files in parts, for several threads: all but the units' pages, what those are made from, the manifest. */
export interface PublicationParts {
  readonly judging: JudgingSet;
  /** Data files, then every page that is not a unit's. */
  readonly commonFiles: () => Generator<PublishedFile>;
  readonly unitChunks: (size: number) => Generator<UnitChunk>;
  /** The manifest over the files of both, in any order. */
  readonly seal: (files: readonly ManifestFile[]) => Sealed;
}
export interface Sealed {
  readonly manifest: Manifest;
  readonly manifestHash: string;
  readonly bytes: Uint8Array;
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
export function openPublication(
  input: SnapshotInput,
  hash: HashBytes = sha256Hex,
): OpenedPublication | RefusedPublication {
  const loaded = loadJudgingSet(input.setDocument, input.amendmentDocuments);
  if (!loaded.ok) return loaded;
  const problems = inputProblems(input, loaded.judging.set);
  if (problems.length > 0) return { ok: false, problems };
  const scored = compute(loaded.judging, input.facts);
  if (!scored.ok) return scored;
  const { computed } = scored;
  const context = (hashes = { facts: '', results: '' }) => pageContext(input, computed, hashes);
  const seal = (files: readonly ManifestFile[]): Sealed => sealFiles(input, computed, files);
  return {
    ok: true,
    result: computed.result,
    judging: loaded.judging,
    commonFiles: () => commonFiles(input, computed, hash, context),
    unitChunks: (size) => unitChunks(context(), size),
    seal,
    files: () =>
      allFiles([() => commonFiles(input, computed, hash, context), () => unitPages(context())], hash, seal),
  };
}

/** Same, with all files in memory: for rounds of up to some thousand units. */
export function buildPublication(input: SnapshotInput): BuiltPublication | RefusedPublication {
  const opened = openPublication(input);
  if (!opened.ok) return opened;
  const files = new Map<string, Uint8Array>();
  const writing = opened.files();
  for (let next = writing.next(); ; next = writing.next()) {
    if (next.done === true) {
      const { manifest, manifestHash } = next.value;
      return { ok: true, files, result: opened.result, manifest, manifestHash };
    }
    files.set(next.value.path, next.value.bytes);
  }
}

function* allFiles(
  parts: readonly (() => Generator<PublishedFile>)[],
  hash: HashBytes,
  seal: PublicationParts['seal'],
): Generator<PublishedFile, Sealed> {
  const described: ManifestFile[] = [];
  for (const part of parts)
    for (const file of part()) {
      described.push(describeFile(file, hash));
      yield file;
    }
  const sealed = seal(described);
  yield { path: MANIFEST_PATH, bytes: sealed.bytes };
  return sealed;
}

function sealFiles(input: SnapshotInput, computed: Computed, files: readonly ManifestFile[]): Sealed {
  const manifest = makeManifest(input.round, computed, files);
  const bytes = manifestBytes(manifest);
  return { manifest, manifestHash: sha256Hex(bytes), bytes };
}

/** Data first, because the pages print its hashes. */
function* commonFiles(
  input: SnapshotInput,
  computed: Computed,
  hash: HashBytes,
  context: (hashes: PageContext['hashes']) => PageContext,
): Generator<PublishedFile> {
  const hashes = { facts: '', results: '' };
  for (const file of inputFiles(input)) {
    if (file.path === DATA_PATHS.facts) hashes.facts = hash(file.bytes);
    yield file;
  }
  for (const file of resultFiles(input, computed)) {
    if (file.path === DATA_PATHS.results) hashes.results = hash(file.bytes);
    yield file;
  }
  yield* commonPages(context(hashes));
}
