import { describeSourceProblem, fromSetProblem, itemsOf, type SourceProblem } from '@parix/criteria-sets';
import { checkSet, type CriteriaSet } from '@parix/scoring';
import { EXIT } from '../exit-codes.ts';
import { USAGE } from '../help.ts';
import type { Command, Io } from '../io.ts';
import { readArguments } from '../options.ts';
import { documentAt, findSet, loadSource } from '../sets/load-set.ts';
import { shippedSetIds } from '../sets/shipped-sets.ts';
import { say, visible, type Text } from '../text.ts';

/** Checks a set (after amendments): form, sums, rules, ranges, worked cases. Findings give exit code 1. */
export const check: Command = async (args, io) => {
  const { positionals } = readArguments(args, USAGE.check, {}, [0, 100]);
  const [name, ...amendments] = positionals;
  if (name === undefined) return listSets(io);
  const source = await findSet(name);
  const loaded = loadSource(source, await Promise.all(amendments.map(documentAt)));
  if (!loaded.ok) return report(loaded.problems, io);
  const { set, file, warnings } = loaded;
  const found = checkSet(set).map((problem) => fromSetProblem(problem, file));
  const problems = [...warnings, ...found, ...(await measureFaults(set, file))];
  const code = report(problems, io);
  if (code === EXIT.ok) io.out(`${summary(set)[io.locale]}\n`);
  return code;
};

/** The dictionary of measures is the server's; it is loaded for the few sets that name one. */
async function measureFaults(set: CriteriaSet, file: string): Promise<readonly SourceProblem[]> {
  const names = itemsOf(set.areas).some(({ figures }) => figures.some((figure) => 'measured' in figure));
  if (!names) return [];
  const { measureProblems } = await import('@parix/server');
  return measureProblems(set, file);
}

async function listSets(io: Io): Promise<typeof EXIT.ok> {
  for (const id of await shippedSetIds()) io.out(`${id}\n`);
  return EXIT.ok;
}

function report(problems: readonly SourceProblem[], io: Io): typeof EXIT.ok | typeof EXIT.findings {
  const ordered = problems.toSorted((a, b) =>
    a.file === b.file ? a.line - b.line || a.column - b.column : 0,
  );
  for (const problem of ordered) io.err(`${describeSourceProblem(problem, io.locale)}\n`);
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  if (errors === 0) return EXIT.ok;
  io.err(
    `${say(`${errors} lỗi: bộ tiêu chí không dùng được.`, `${errors} faults: the set cannot be used.`)[io.locale]}\n`,
  );
  return EXIT.findings;
}

function summary(set: CriteriaSet): Text {
  const items = itemsOf(set.areas);
  const cases = items.reduce((sum, item) => sum + item.cases.length, 0);
  const title = `${visible(set.title)} (${set.id}@${set.version})`;
  const max = set.total.max ?? '–';
  return say(
    `${title}: dùng được. ${set.areas.length} lĩnh vực, ${items.length} mục chấm điểm, ${max} điểm, ${cases} ví dụ đều đúng.`,
    `${title}: may be used. ${set.areas.length} areas, ${items.length} scored items, ${max} points, all ${cases} worked cases hold.`,
  );
}
