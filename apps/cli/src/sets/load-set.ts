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
import { both, say, type Text } from '../text.ts';
import { readShippedSet, shippedSetIds } from './shipped-sets.ts';

export interface SetText {
  readonly text: string;
  readonly file: string;
}
export interface CompiledSet {
  readonly set: CriteriaSet;
  readonly plan: Plan;
  readonly file: string;
}

/** A file, or the id of a shipped set. Throws `Failure`. */
export async function readSetText(name: string): Promise<SetText> {
  const isPath = await stat(name).then(
    () => true,
    () => false,
  );
  const shipped = isPath ? null : await readShippedSet(name);
  if (shipped !== null) return shipped;
  if (isPath || /[/\\]|\.ya?ml$/i.test(name))
    return { text: await readText(name, MAX_SOURCE_BYTES), file: name };
  const ids = (await shippedSetIds()).join(', ');
  throw new Failure(EXIT.badInput, [
    say(
      `${name}: không có tệp hay bộ tiêu chí nào mang tên này. Các bộ có sẵn: ${ids}.`,
      `${name}: there is no file and no criteria set of this name. Shipped sets: ${ids}.`,
    ),
  ]);
}

export function isAmendment(text: string): boolean {
  return /^\s*["']?format["']?\s*:\s*["']?parix\.amendment\//m.test(text);
}

/** Loads a set and applies amendments in order; nothing of it is compiled yet. */
export async function loadSet(
  name: string,
  amendments: readonly string[] = [],
): Promise<{ readonly set: CriteriaSet; readonly file: string }> {
  const { text, file } = await readSetText(name);
  const loaded = loadCriteriaSet(text, file);
  if (!loaded.ok) throw refusal(loaded.problems);
  let set = loaded.set;
  let last = file;
  for (const path of amendments) {
    set = await amend(set, path);
    last = path;
  }
  return { set, file: last };
}

/** The version that an amendment document makes of a set. */
export async function amend(set: CriteriaSet, path: string): Promise<CriteriaSet> {
  const loaded = loadAmendment(await readText(path, MAX_SOURCE_BYTES), path);
  if (!loaded.ok) throw refusal(loaded.problems);
  const amended = applyAmendment(set, loaded.amendment);
  if (!amended.ok) throw refusal(amended.problems);
  return amended.set;
}

/** A set that may be computed with, or `Failure` with every reason why not. */
export async function compiledSet(name: string, amendments: readonly string[] = []): Promise<CompiledSet> {
  const { set, file } = await loadSet(name, amendments);
  return { set, file, plan: compileLoaded(set, file) };
}

export function compileLoaded(set: CriteriaSet, file: string): Plan {
  const compiled = compileSet(set);
  if (!compiled.ok) throw refusal(compiled.problems.map((problem) => fromSetProblem(problem, file)));
  return compiled.plan;
}

function refusal(problems: readonly SourceProblem[]): Failure {
  return new Failure(EXIT.badInput, problems.map(problemText));
}

export function problemText(problem: SourceProblem): Text {
  return both((locale) => describeSourceProblem(problem, locale));
}
