import type { Verifier } from '../log/signed-note.ts';
import { parseManifest } from '../manifest.ts';
import { MANIFEST_PATH, type Manifest } from '../snapshot.ts';
import { Differs, type Difference } from './difference.ts';
import { describeDifference, passed } from './describe-report.ts';
import { mustRead, type PublicationReader } from './reader.ts';
import { verifyFiles } from './verify-files.ts';
import { verifyCheckpoint, verifyEntry, verifyKey, verifyProof, verifyTree } from './verify-log.ts';
import { otherEngine, verifyInput, verifyNumbers, verifySet, type Locale } from './verify-numbers.ts';
import { verifyPages } from './verify-pages.ts';

/**
 * The order of the checks. The log comes before the files: once the manifest is known to be the logged one, a file that
 * does not fit it is the file at fault.
 */
export const VERIFY_STEPS = [
  'manifest',
  'key',
  'checkpoint',
  'log',
  'entry',
  'inclusion',
  'files',
  'set',
  'numbers',
  'pages',
] as const;
export type VerifyStepName = (typeof VERIFY_STEPS)[number];

export interface VerifyStep {
  readonly name: VerifyStepName;
  readonly ok: boolean;
  /** One line for people: what was found right, or what differs. */
  readonly detail: string;
}
export interface VerifyReport {
  readonly ok: boolean;
  /** The steps done; the last one is the failed one when `ok` is false. */
  readonly steps: readonly VerifyStep[];
  readonly first: Difference | null;
  /** True when nobody gave a trusted key: the signature then only shows that the folder fits itself. */
  readonly keyFromFolder: boolean;
  /** What was verified, as far as the manifest could be read. */
  readonly manifest: Manifest | null;
}
export interface VerifyOptions {
  /** The log's verifier key (`name+id+key`) from another source than the folder. */
  readonly trustedKey?: string | undefined;
  /** Called after each step. */
  readonly onStep?: ((step: VerifyStep) => void) | undefined;
  /** Language of the details; Vietnamese unless told. */
  readonly locale?: Locale | undefined;
}

/**
 * Checks a publication from its files alone: log, signature, hashes, every number, every page. Stops at the first thing
 * that differs and names it. Never throws for anything the folder may hold.
 */
export function verifyPublication(reader: PublicationReader, options: VerifyOptions = {}): VerifyReport {
  const locale = options.locale ?? 'vi';
  const steps: VerifyStep[] = [];
  const report = (step: VerifyStep): void => {
    steps.push(step);
    options.onStep?.(step);
  };
  const run: RunStep = (name, check, detail) => {
    try {
      const value = check();
      report({ name, ok: true, detail: passed(name, detail(value), locale) });
      return value;
    } catch (fault) {
      if (fault instanceof Differs)
        report({ name, ok: false, detail: describeDifference(fault.difference, locale) });
      throw fault;
    }
  };
  const seen: { manifest: Manifest | null } = { manifest: null };
  const base = { steps, keyFromFolder: options.trustedKey === undefined };
  try {
    runSteps(reader, options.trustedKey, locale, run, seen);
    return { ok: true, first: null, manifest: seen.manifest, ...base };
  } catch (fault) {
    if (!(fault instanceof Differs)) throw fault;
    return { ok: false, first: fault.difference, manifest: seen.manifest, ...base };
  }
}

type RunStep = <T>(name: VerifyStepName, check: () => T, detail: (value: T) => string) => T;

function runSteps(
  reader: PublicationReader,
  trustedKey: string | undefined,
  locale: Locale,
  run: RunStep,
  seen: { manifest: Manifest | null },
): void {
  const manifest = run(
    'manifest',
    () => readManifest(reader),
    ({ round, sequence }) => `${round} #${sequence}`,
  );
  seen.manifest = manifest;
  const verifier: Verifier = run(
    'key',
    () => verifyKey(reader, trustedKey),
    ({ name, keyId }) => `${name}+${keyId}`,
  );
  const head = run(
    'checkpoint',
    () => verifyCheckpoint(reader, verifier),
    ({ origin, size }) => `${origin}, ${size}`,
  );
  const log = run(
    'log',
    () => verifyTree(reader, head),
    ({ entries }) => String(entries.length),
  );
  const index = run('entry', () => verifyEntry(reader, manifest, log), String);
  run(
    'inclusion',
    () => verifyProof(reader, head, log, index),
    () => `${index} / ${head.size}`,
  );
  run(
    'files',
    () => verifyFiles(reader, manifest, log.paths),
    () => String(manifest.files.length),
  );
  const { input, judging } = run(
    'set',
    () => {
      const data = verifyInput(reader);
      return { input: data, judging: verifySet(data, manifest, locale) };
    },
    ({ judging: { set } }) => `${set.id}@${set.version}`,
  );
  const numbers = run(
    'numbers',
    () => verifyNumbers(reader, input, judging, manifest, locale),
    ({ computed: { result } }) =>
      [String(result.units.length), otherEngine(manifest) ?? []].flat().join('; '),
  );
  run('pages', () => verifyPages(reader, input, numbers, manifest), String);
}

function readManifest(reader: PublicationReader): Manifest {
  const manifest = parseManifest(mustRead(reader, MANIFEST_PATH));
  if (manifest === undefined) throw new Differs(MANIFEST_PATH, 'not-a-manifest');
  return manifest;
}
