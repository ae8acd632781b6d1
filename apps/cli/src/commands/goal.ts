import { goalSeek, type CriteriaSet, type Goal } from '@parix/scoring';
import { EXIT } from '../exit-codes.ts';
import { readFacts } from '../facts/read-facts.ts';
import { scoreFacts, unitIndexOf } from '../facts/score-facts.ts';
import { USAGE } from '../help.ts';
import type { Command } from '../io.ts';
import { readArguments, usageFailure } from '../options.ts';
import { goalText } from '../output/goal-text.ts';
import { compiledSet } from '../sets/load-set.ts';
import { say } from '../text.ts';

/** The items that reach a goal at least effort, with alternatives; exit code 1 when it cannot be reached. */
export const goal: Command = async (args, io) => {
  const kinds = {
    amendment: 'many',
    unit: 'one',
    ranks: 'one',
    rank: 'one',
    class: 'one',
    index: 'one',
    fixed: 'many',
    sheet: 'one',
  } as const;
  const { positionals, values } = readArguments(args, USAGE.goal, kinds, [2, 20]);
  const wanted = goalOf(values);
  if (values.unit === undefined || wanted === null) throw usageFailure(USAGE.goal, '');
  const { set, plan } = await compiledSet(positionals[0] ?? '', values.amendment);
  if ('classId' in wanted && !bandIds(set).includes(wanted.classId)) {
    throw usageFailure(USAGE.goal, `--class: ${bandIds(set).join(', ')}`);
  }
  const facts = await readFacts(set, positionals.slice(1), values.sheet);
  const { table, scores } = scoreFacts(plan, facts);
  const index = unitIndexOf(facts, values.unit);
  const found = goalSeek(plan, table, scores, index, wanted, { fixed: [...values.fixed] });
  if (!found.reachable) {
    io.out(`${UNREACHABLE[io.locale]}\n`);
    return EXIT.findings;
  }
  io.out(goalText(set, found.alternatives, io.locale));
  return EXIT.ok;
};

const UNREACHABLE = say(
  'Không đạt được mục tiêu này, kể cả khi mọi mục còn lại đạt điểm tối đa.',
  'This goal cannot be reached, even with full points for every other item.',
);

function goalOf(values: {
  readonly ranks: string | undefined;
  readonly rank: string | undefined;
  readonly class: string | undefined;
  readonly index: string | undefined;
}): Goal | null {
  const given = [values.ranks, values.rank, values.class, values.index].filter(
    (value) => value !== undefined,
  );
  if (given.length !== 1) return null;
  if (values.class !== undefined) return { classId: values.class };
  if (values.index !== undefined) {
    const index = values.index.replace(',', '.');
    return /^\d{1,3}(\.\d{1,10})?$/.test(index) ? { index } : null;
  }
  const count = values.ranks ?? values.rank ?? '';
  if (!/^[1-9]\d{0,5}$/.test(count)) return null;
  return values.ranks === undefined ? { rank: Number(count) } : { ranks: Number(count) };
}

function bandIds(set: CriteriaSet): readonly string[] {
  return set.classification.schemes.flatMap((scheme) => scheme.bands).map((band) => band.id);
}
