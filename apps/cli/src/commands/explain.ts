import { explainItem, explainUnit } from '@parix/scoring';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { readFacts } from '../facts/read-facts.ts';
import { scoreFacts, unitIndexOf } from '../facts/score-facts.ts';
import { USAGE } from '../help.ts';
import type { Command } from '../io.ts';
import { readArguments, usageFailure } from '../options.ts';
import { itemText, unitText } from '../output/explanation-text.ts';
import { compiledSet } from '../sets/load-set.ts';
import { say } from '../text.ts';

/** Explains one item of a unit, or every item that lost points. */
export const explain: Command = async (args, io) => {
  const kinds = { amendment: 'many', unit: 'one', item: 'one', format: 'one', sheet: 'one' } as const;
  const { positionals, values } = readArguments(args, USAGE.explain, kinds, [2, 20]);
  const format = values.format ?? 'text';
  if (values.unit === undefined || (format !== 'text' && format !== 'json'))
    throw usageFailure(USAGE.explain, '');
  const { set, plan } = await compiledSet(positionals[0] ?? '', values.amendment);
  const facts = await readFacts(set, positionals.slice(1), values.sheet);
  const { table, scores } = scoreFacts(plan, facts);
  const unit = unitIndexOf(facts, values.unit);
  if (values.item !== undefined && !plan.itemIndex.has(values.item)) throw noSuchItem(values.item);
  const explanation =
    values.item === undefined
      ? explainUnit(plan, table, scores, unit)
      : explainItem(plan, table, scores, unit, values.item);
  if (format === 'json') io.out(`${JSON.stringify(explanation, null, 2)}\n`);
  else
    io.out(
      'areas' in explanation ? unitText(set, explanation, io.locale) : itemText(explanation, io.locale, ''),
    );
  return EXIT.ok;
};

function noSuchItem(id: string): Failure {
  return new Failure(EXIT.badInput, [
    say(
      `Bộ tiêu chí không có mục "${id}". Kiểm tra mã mục.`,
      `The criteria set has no item "${id}". Check the id.`,
    ),
  ]);
}
