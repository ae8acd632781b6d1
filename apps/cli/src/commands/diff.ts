import {
  compareVersions,
  describeFactProblem,
  diffSets,
  type CriteriaSet,
  type SetDiff,
  type UnitMovement,
} from '@parix/scoring';
import { EXIT } from '../exit-codes.ts';
import { readFacts } from '../facts/read-facts.ts';
import { readingSet } from '../facts/reading-set.ts';
import { USAGE } from '../help.ts';
import type { Command } from '../io.ts';
import { readArguments, usageFailure } from '../options.ts';
import { diffText, movementText } from '../output/diff-text.ts';
import { both, type Text } from '../text.ts';
import { amend, compileLoaded, findSet, isAmendment, loadSource, mustLoad } from '../sets/load-set.ts';

/** Compares two versions, or a version and the amendment that would change it; exit code 1 when they differ. */
export const diff: Command = async (args, io) => {
  const kinds = { facts: 'many', format: 'one', sheet: 'one' } as const;
  const { positionals, values } = readArguments(args, USAGE.diff, kinds, [2, 2]);
  const [nameA = '', nameB = ''] = positionals;
  const format = values.format ?? 'table';
  if (format !== 'table' && format !== 'json') throw usageFailure(USAGE.diff, `--format ${format}`);
  const a = mustLoad(loadSource(await findSet(nameA)));
  const b = await otherSet(a.set, nameB);
  const found = diffSets(a.set, b.set);
  const movements = values.facts.length === 0 ? null : await moved(a, b, values.facts, values.sheet);
  for (const text of movements?.remarks ?? []) io.err(`${text[io.locale]}\n`);
  if (format === 'json')
    io.out(`${JSON.stringify({ diff: found, movements: movements?.units ?? null }, null, 2)}\n`);
  else {
    io.out(diffText(found, io.locale));
    if (movements !== null) io.out(movementText(a.set, b.set, movements.units, io.locale));
  }
  return isSame(found) ? EXIT.ok : EXIT.findings;
};

interface Loaded {
  readonly set: CriteriaSet;
  readonly file: string;
}

async function otherSet(base: CriteriaSet, name: string): Promise<Loaded> {
  const source = await findSet(name);
  return mustLoad(isAmendment(source.set) ? amend(base, source.set) : loadSource(source));
}

interface Movements {
  readonly units: readonly UnitMovement[];
  /** Facts that one version cannot take: there the item stands without data. */
  readonly remarks: readonly Text[];
}

async function moved(
  a: Loaded,
  b: Loaded,
  paths: readonly string[],
  sheet: string | undefined,
): Promise<Movements> {
  const [planA, planB] = [compileLoaded(a.set, a.file), compileLoaded(b.set, b.file)];
  const facts = await readFacts(readingSet(a.set, b.set), paths, sheet);
  const units = compareVersions(planA, planB, facts.units);
  const problems = units.flatMap((unit) => unit.problems);
  const remarks = problems.map((problem) => {
    const place = facts.locate(problem.unit, problem.item, problem.figure);
    return both((locale) => `${place}: ${describeFactProblem(problem, locale)}`);
  });
  return { units, remarks };
}

function isSame({ added, removed, changed, settings }: SetDiff): boolean {
  return added.length + removed.length + changed.length + settings.length === 0;
}
