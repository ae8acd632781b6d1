import { describeSourceProblem } from '@parix/criteria-sets';
import { ENGINE_VERSION, describeFactProblem } from '@parix/scoring';
import { compute, loadJudgingSet, SET_PATH, type Computed, type JudgingSet } from '../compute.ts';
import { DATA_PATHS, inputFiles, resultFiles } from '../data-files.ts';
import { layerLookup } from '../rows-by-unit.ts';
import { inputProblems } from '../input-problems.ts';
import { equalBytes, fromUtf8 } from '../log/bytes.ts';
import { makeManifest, parseJson } from '../manifest.ts';
import { describePublicationProblem, type PublicationProblem } from '../problems.ts';
import { itemLines, resultLines } from '../results-csv.ts';
import { indexSet } from '../set-index.ts';
import { readSnapshot } from '../snapshot-schema.ts';
import { MANIFEST_PATH, type Manifest, type PublishedFile, type SnapshotInput } from '../snapshot.ts';
import { Differs } from './difference.ts';
import { mustRead, type PublicationReader } from './reader.ts';
import { csvDiffers, firstDifference, resultsDiffer } from './value-difference.ts';

export type Locale = 'vi' | 'en';

/** The data files, read back into what the publication was made from. */
export function verifyInput(reader: PublicationReader): SnapshotInput {
  const read = readSnapshot(reader.read);
  if (!read.ok) throw new Differs(read.path, 'unreadable', { what: read.where });
  return read.input;
}

/** The set loads, passes its worked cases and is the one the manifest names. */
export function verifySet(input: SnapshotInput, manifest: Manifest, locale: Locale): JudgingSet {
  const loaded = loadJudgingSet(input.setDocument, input.amendmentDocuments);
  if (!loaded.ok) throw refusedSet(loaded.problems, locale);
  const { set, fingerprint } = loaded.judging;
  const expected = `${manifest.setId}@${manifest.setVersion} ${manifest.setFingerprint}`;
  const found = `${set.id}@${set.version} ${fingerprint}`;
  if (expected !== found) throw new Differs(SET_PATH, 'set-differs', { expected, found });
  return loaded.judging;
}

function refusedSet([problem]: readonly PublicationProblem[], locale: Locale): Differs {
  const source = problem?.source;
  if (problem === undefined) return new Differs(SET_PATH, 'set-refused');
  if (source === undefined)
    return new Differs(SET_PATH, 'set-refused', { found: describePublicationProblem(problem, locale) });
  const found = describeSourceProblem(source, locale);
  return new Differs(source.file, 'set-refused', { what: `${source.line}:${source.column}`, found });
}

/** The numbers as recomputed, and the files that were found equal to them or to the input. */
export interface VerifiedNumbers {
  readonly computed: Computed;
  readonly compared: ReadonlySet<string>;
}

/** Scores everything again and compares with every published number. */
export function verifyNumbers(
  reader: PublicationReader,
  input: SnapshotInput,
  judging: JudgingSet,
  manifest: Manifest,
  locale: Locale,
): VerifiedNumbers {
  const scored = compute(judging, input.facts);
  if (!scored.ok) throw refusedFacts(scored.problems, locale);
  const [problem] = inputProblems(input, judging.set);
  if (problem !== undefined)
    throw new Differs(DATA_PATHS.round, 'unreadable', { found: describePublicationProblem(problem, locale) });
  // Another engine version must give the same numbers; only its own name may differ.
  const computed = { ...scored.computed, result: { ...scored.computed.result, engine: manifest.engine } };
  const compared = new Set<string>();
  for (const { path, bytes } of inputFiles(input)) {
    if (!equalBytes(mustRead(reader, path), bytes)) throw new Differs(path, 'not-canonical');
    compared.add(path);
  }
  for (const file of resultFiles(input, computed)) {
    compareNumbers(reader, file, input, computed);
    compared.add(file.path);
  }
  compareManifest(input, computed, manifest);
  return { computed, compared };
}

function refusedFacts([problem]: readonly PublicationProblem[], locale: Locale): Differs {
  const fact = problem?.fact;
  if (fact === undefined) return new Differs(DATA_PATHS.facts, 'facts-refused');
  const what = [`unit ${fact.unit}`, fact.item === null ? [] : `item ${fact.item}`].flat().join(', ');
  return new Differs(DATA_PATHS.facts, 'facts-refused', { what, found: describeFactProblem(fact, locale) });
}

function compareNumbers(
  reader: PublicationReader,
  { path, bytes }: PublishedFile,
  input: SnapshotInput,
  computed: Computed,
): void {
  const published = mustRead(reader, path);
  if (equalBytes(published, bytes)) return;
  const text = fromUtf8(published) ?? '';
  if (path === DATA_PATHS.resultsCsv)
    throw csvDiffers(path, resultLines(computed.set, computed.result, input.facts), text);
  if (path === DATA_PATHS.itemsCsv)
    throw csvDiffers(
      path,
      itemLines(indexSet(computed.set), computed.result, layerLookup(input.layers)),
      text,
    );
  const expected = parseJson(fromUtf8(bytes) ?? '');
  throw resultsDiffer(path, expected, parseJson(text)) ?? new Differs(path, 'not-canonical');
}

/** What the manifest says of the round is what round.json says. */
function compareManifest(input: SnapshotInput, computed: Computed, manifest: Manifest): void {
  const difference = firstDifference(makeManifest(input.round, computed, manifest.files), manifest);
  if (difference === undefined) return;
  throw new Differs(MANIFEST_PATH, 'value-differs', {
    what: difference.path.join(', '),
    expected: String(difference.expected),
    found: String(difference.found),
  });
}

/** Words for the report when the publication was made by another version of the engine. */
export function otherEngine(manifest: Manifest): string | null {
  return manifest.engine === ENGINE_VERSION ? null : `${manifest.engine} ≠ ${ENGINE_VERSION}`;
}
