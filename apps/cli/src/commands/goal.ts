import { goalSeek, type CriteriaSet, type Group, type Item } from '@parix/scoring';
import { EXIT } from '../exit-codes.ts';
import { readFacts } from '../facts/read-facts.ts';
import { scoreFacts, unitIndexOf } from '../facts/score-facts.ts';
import { USAGE } from '../help.ts';
import type { Command } from '../io.ts';
import { readArguments, usageFailure } from '../options.ts';
import { shownMaximum, shownNumber } from '../output/numbers.ts';
import { className } from '../output/standing.ts';
import { compiledSet } from '../sets/load-set.ts';
import { say, visible, type Locale } from '../text.ts';

type Goal = Parameters<typeof goalSeek>[4];
type Alternative = ReturnType<typeof goalSeek>['alternatives'][number];

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
  const names = new Map(set.areas.flatMap(itemsOf).map((item) => [item.id, item.name]));
  found.alternatives.forEach((alternative, position) => {
    io.out(alternativeText(set, names, alternative, position + 1, io.locale));
  });
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

const WORDS = {
  way: say('Cách', 'Way'),
  reaches: say('đạt chỉ số', 'reaches index'),
  rank: say('hạng', 'rank'),
};

function alternativeText(
  set: CriteriaSet,
  names: ReadonlyMap<string, string>,
  { items, reaches }: Alternative,
  position: number,
  locale: Locale,
): string {
  const head = `${WORDS.way[locale]} ${position}: ${WORDS.reaches[locale]} ${shownNumber(reaches.printedIndex, locale)}%, ${WORDS.rank[locale]} ${reaches.rank ?? '–'}, ${className(set, reaches.classId)}\n`;
  const lines = items.map(({ itemId, gain, winBack }) => {
    const how =
      winBack === null ? '' : `: ${winBack.label} ${winBack.change ?? ''} → ${winBack.to} ${winBack.unit}`;
    return `  ${itemId} ${visible(names.get(itemId) ?? '')} +${shownMaximum(gain, set.rounding.printedPoints, locale)}${visible(how)}\n`;
  });
  return `${head}${lines.join('')}`;
}

function itemsOf(group: Group): readonly Item[] {
  return group.children.flatMap((node) => (node.node === 'item' ? [node] : itemsOf(node)));
}
