import { toRoundResult, type CriteriaSet, type RoundResult } from '@parix/scoring';
import { writeCsv, writeXlsx } from '@parix/sheets';
import { EXIT } from '../exit-codes.ts';
import { readFacts } from '../facts/read-facts.ts';
import { scoreFacts } from '../facts/score-facts.ts';
import { USAGE } from '../help.ts';
import type { Command } from '../io.ts';
import { readArguments, usageFailure } from '../options.ts';
import { saveFile } from '../output/save.ts';
import { summarise, type BlockSummary } from '../output/score-summary.ts';
import { scoreJson, scoreSheet } from '../output/score-table.ts';
import { scoreText, warningTexts } from '../output/score-text.ts';
import { compiledSet } from '../sets/load-set.ts';
import type { Locale } from '../text.ts';

const FORMATS = ['table', 'json', 'csv', 'xlsx'] as const;
type Format = (typeof FORMATS)[number];

/** Scores a round from a set and facts. Nothing is written when anything in the input is wrong. */
export const score: Command = async (args, io) => {
  const kinds = { amendment: 'many', out: 'one', format: 'one', sheet: 'one' } as const;
  const { positionals, values } = readArguments(args, USAGE.score, kinds, [2, 20]);
  const [setName = '', ...factsPaths] = positionals;
  const format = formatOf(values.format, values.out);
  const { set, plan } = await compiledSet(setName, values.amendment);
  const facts = await readFacts(set, factsPaths, values.sheet);
  const { table, scores } = scoreFacts(plan, facts);
  const result = toRoundResult(plan, table, scores);
  const blocks = summarise(set, facts.units, result);
  const content = await render(format, { set, result, blocks, locale: io.locale });
  if (values.out === undefined) io.out(content);
  else await saveFile(values.out, content);
  if (format === 'table') for (const text of warningTexts(result.warnings)) io.err(`${text[io.locale]}\n`);
  return EXIT.ok;
};

function formatOf(format: string | undefined, out: string | undefined): Format {
  const wanted = format ?? /\.(json|csv|xlsx)$/i.exec(out ?? '')?.[1]?.toLowerCase() ?? 'table';
  const found = FORMATS.find((one) => one === wanted);
  if (found === undefined) throw usageFailure(USAGE.score, `--format ${wanted}`);
  if (found === 'xlsx' && out === undefined) throw usageFailure(USAGE.score, '--format xlsx: --out FILE');
  return found;
}

interface Rendered {
  readonly set: CriteriaSet;
  readonly result: RoundResult;
  readonly blocks: readonly BlockSummary[];
  readonly locale: Locale;
}

async function render(
  format: Format,
  { set, result, blocks, locale }: Rendered,
): Promise<string | Uint8Array> {
  switch (format) {
    case 'table':
      return scoreText(set, blocks, locale);
    case 'json':
      return scoreJson(set, result, blocks);
    case 'csv':
      return writeCsv(scoreSheet(set, blocks));
    case 'xlsx':
      return writeXlsx(scoreSheet(set, blocks));
  }
}
