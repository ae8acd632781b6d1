import { open } from 'node:fs/promises';
import type { CriteriaSet, UnitFacts } from '@parix/scoring';
import {
  describeCellProblem,
  describeTableProblem,
  factsFromTable,
  formatPlace,
  readTable,
  tableProblemPlace,
} from '@parix/sheets';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { readText } from '../read-text.ts';
import { both, say } from '../text.ts';
import { readFactsDocument, type Locate } from './facts-document.ts';
import { mergeFacts } from './merge-facts.ts';

export interface Facts {
  readonly units: readonly UnitFacts[];
  readonly locate: Locate;
}

const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;
/** Block of units when neither the table nor a column names one. */
const ONLY_BLOCK = 'all';

/**
 * Reads facts from one or several files (YAML, JSON, CSV, XLSX), e.g. self-scores, survey points and appraised points.
 * The first file names the units; the others add to them. Throws `Failure` naming the place of every fault.
 */
export async function readFacts(set: CriteriaSet, paths: readonly string[], sheet?: string): Promise<Facts> {
  let facts: Facts | null = null;
  for (const path of paths) {
    const next = await readFile(set, path, sheet, facts?.units);
    facts = facts === null ? next : mergeFacts(facts, next);
  }
  return facts ?? { units: [], locate: () => '' };
}

async function readFile(
  set: CriteriaSet,
  path: string,
  sheet: string | undefined,
  known: readonly UnitFacts[] | undefined,
): Promise<Facts> {
  if (await isDocument(path)) {
    return readFactsDocument(await readText(path, MAX_DOCUMENT_BYTES), path);
  }
  const read = await readTable({ path, name: path }, sheet === undefined ? {} : { sheet });
  if (!read.ok) {
    const lines = read.problems.map((problem) =>
      both((locale) => `${tableProblemPlace(problem)}: ${describeTableProblem(problem, locale)}`),
    );
    throw new Failure(EXIT.badInput, lines);
  }
  const units = known?.map(({ unit, items: _items, ...own }) => ({ code: unit, ...own }));
  const facts = factsFromTable(set, read.table, {
    defaultBlock: ONLY_BLOCK,
    ...(units === undefined ? {} : { units }),
  });
  if (facts.problemCount > 0) throw cellFailure(facts);
  return {
    units: facts.units,
    locate: (unit, item, figure) => {
      const place = facts.cellOf(unit, item, figure);
      return place === null ? path : formatPlace(place);
    },
  };
}

function cellFailure(facts: ReturnType<typeof factsFromTable>): Failure {
  const lines = facts.problems.map((problem) =>
    both((locale) => `${formatPlace(problem.place)}: ${describeCellProblem(problem, locale)}`),
  );
  const more = facts.problemCount - facts.problems.length;
  const rest = more > 0 ? [say(`… và ${more} lỗi khác.`, `… and ${more} more.`)] : [];
  return new Failure(EXIT.badInput, [...lines, ...rest]);
}

/** YAML and JSON are told by their name, and JSON also by its first sign; everything else is a table. */
async function isDocument(path: string): Promise<boolean> {
  if (/\.(ya?ml|json)$/i.test(path)) return true;
  if (/\.(csv|tsv|xlsx?|txt)$/i.test(path)) return false;
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return false;
  try {
    if (!(await file.stat()).isFile()) return false;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(256), 0, 256, 0);
    return /^(\xef\xbb\xbf)?\s*([[{]|(-\s+)?unit\s*:|units\s*:|format\s*:)/.test(
      buffer.subarray(0, bytesRead).toString('latin1'),
    );
  } finally {
    await file.close();
  }
}
