import { stat } from 'node:fs/promises';
import {
  MAX_SOURCE_BYTES,
  applyAmendment,
  describeSourceProblem,
  fromSetProblem,
  loadAmendment,
  loadCriteriaSet,
  type SourceProblem,
} from '@parix/criteria-sets';
import { compileSet, type CriteriaSet, type Plan } from '@parix/scoring';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { readText } from '../read-text.ts';
import { both, say } from '../text.ts';
import { readShippedSet, shippedSetIds, type SetText } from './shipped-sets.ts';

/** The documents a version is made of: the set as issued, then its amendments in order. */
export interface SetSource {
  readonly set: SetText;
  readonly amendments: readonly SetText[];
  /** Version asked for by `<id>@<version>`; amendments are applied until it is reached. */
  readonly version: string | null;
}
export type LoadedSet =
  | {
      readonly ok: true;
      readonly set: CriteriaSet;
      readonly file: string;
      readonly warnings: readonly SourceProblem[];
    }
  | { readonly ok: false; readonly problems: readonly SourceProblem[] };

/** A file, a shipped set's id, or `<id>@<version>` of a shipped set. Throws `Failure` when there is no such thing. */
export async function findSet(name: string): Promise<SetSource> {
  if (
    await stat(name).then(
      () => true,
      () => false,
    )
  ) {
    return { set: await documentAt(name), amendments: [], version: null };
  }
  const [id = '', version] = name.split('@');
  const shipped = await readShippedSet(id);
  if (shipped !== null) {
    return version === undefined
      ? { set: shipped.set, amendments: [], version: null }
      : { ...shipped, version };
  }
  if (/[/\\]|\.ya?ml$/i.test(name)) return { set: await documentAt(name), amendments: [], version: null };
  const ids = (await shippedSetIds()).join(', ');
  throw new Failure(EXIT.badInput, [
    say(
      `${name}: không có tệp hay bộ tiêu chí nào mang tên này. Các bộ có sẵn: ${ids}.`,
      `${name}: there is no file and no criteria set of this name. Shipped sets: ${ids}.`,
    ),
  ]);
}

export async function documentAt(path: string): Promise<SetText> {
  return { text: await readText(path, MAX_SOURCE_BYTES), file: path };
}

export function isAmendment({ text }: SetText): boolean {
  return /^\s*["']?format["']?\s*:\s*["']?parix\.amendment\//m.test(text);
}

/** Reads the set and applies its amendments; nothing of it is compiled yet. */
export function loadSource(source: SetSource, more: readonly SetText[] = []): LoadedSet {
  const loaded = loadCriteriaSet(source.set.text, source.set.file);
  if (!loaded.ok) return loaded;
  let { set } = loaded;
  let { file } = source.set;
  const warnings = [...loaded.warnings];
  for (const [index, document] of [...source.amendments, ...more].entries()) {
    if (index < source.amendments.length && set.version === source.version) continue;
    const amended = amend(set, document);
    if (!amended.ok) return amended;
    ({ set, file } = amended);
    warnings.push(...amended.warnings);
  }
  const reached = source.version === null || more.length > 0 || set.version === source.version;
  if (!reached) throw noSuchVersion(set, source.version ?? '');
  return { ok: true, set, file, warnings };
}

/** The version that an amendment document makes of a set. */
export function amend(set: CriteriaSet, { text, file }: SetText): LoadedSet {
  const loaded = loadAmendment(text, file);
  if (!loaded.ok) return loaded;
  const amended = applyAmendment(set, loaded.amendment);
  return amended.ok ? { ok: true, set: amended.set, file, warnings: loaded.warnings } : amended;
}

function noSuchVersion(set: CriteriaSet, version: string): Failure {
  return new Failure(EXIT.badInput, [
    say(
      `${set.id}: không có phiên bản "${version}" trong các bản có sẵn; bản cuối là "${set.version}".`,
      `${set.id}: there is no shipped version "${version}"; the last one is "${set.version}".`,
    ),
  ]);
}

/** The set or `Failure` with line and reason of every fault. */
export function mustLoad(loaded: LoadedSet): Extract<LoadedSet, { ok: true }> {
  if (!loaded.ok) throw refusal(loaded.problems);
  return loaded;
}

export interface CompiledSet {
  readonly set: CriteriaSet;
  readonly plan: Plan;
  readonly file: string;
}

/** A set that may be computed with, or `Failure` with every reason why not. */
export async function compiledSet(name: string, amendments: readonly string[] = []): Promise<CompiledSet> {
  const documents = await Promise.all(amendments.map(documentAt));
  const { set, file } = mustLoad(loadSource(await findSet(name), documents));
  return { set, file, plan: compileLoaded(set, file) };
}

export function compileLoaded(set: CriteriaSet, file: string): Plan {
  const compiled = compileSet(set);
  if (!compiled.ok) throw refusal(compiled.problems.map((problem) => fromSetProblem(problem, file)));
  return compiled.plan;
}

function refusal(problems: readonly SourceProblem[]): Failure {
  return new Failure(
    EXIT.badInput,
    problems.map((problem) => both((locale) => describeSourceProblem(problem, locale))),
  );
}
