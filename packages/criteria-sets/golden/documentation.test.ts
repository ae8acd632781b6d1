import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  applyAmendment,
  checkSource,
  describeSourceProblem,
  itemsOf,
  loadAmendment,
} from '@parix/criteria-sets';
import { addDecimal } from '@parix/scoring';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const page = readFileSync(fileURLToPath(new URL('../../../docs/criteria-sets.md', import.meta.url)), 'utf8');
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((found) => found[1] ?? '');
const items = blocks.filter((block) => block.startsWith('- code:'));
const [whole = ''] = blocks.filter((block) => block.includes('format: parix.criteria-set/1'));
const [amendment = ''] = blocks.filter((block) => block.includes('format: parix.amendment/1'));

/** The items of one block as the only area of a set, with the sums they need. */
function setOf(block: string): string {
  const max = (parse(block) as { max: string }[]).reduce((sum, item) => addDecimal(sum, item.max), '0');
  const criteria = block.trimEnd().replace(/^/gm, '      ');
  return `${whole.slice(0, whole.indexOf('areas:')).replace('total: { max: "2", floor: "0", cap: "2" }', `total: { max: "${max}" }`)}areas:
  - code: "1"
    name: Ví dụ
    max: "${max}"
    criteria:
${criteria}
`;
}
const errorsOf = (text: string) =>
  checkSource(text, 'docs').problems.map((problem) => describeSourceProblem(problem, 'en'));

describe('the documentation of the format', () => {
  it('shows every kind of rule', () => {
    const kinds = items.flatMap((block) => itemsOf(checkSource(setOf(block), 'docs').set?.areas ?? []));
    expect(new Set(kinds.map((item) => item.rule?.kind)).size).toBe(12);
  });
  it('has a whole set that passes', () => {
    expect(errorsOf(whole)).toEqual([]);
  });
  it.each(items)('has items that pass: %#', (block) => {
    expect(errorsOf(setOf(block))).toEqual([]);
  });
  it('has an amendment of that set that applies', () => {
    const base = checkSource(whole, 'docs').set;
    const loaded = loadAmendment(amendment, 'docs');
    if (base === null || !loaded.ok) throw new Error('the examples cannot be read');
    const applied = applyAmendment(base, loaded.amendment);
    expect(applied.ok && itemsOf(applied.set.areas).map((item) => [item.id, item.max])).toEqual([
      ['1.1.1', '1'],
      ['1.1.2', '1'],
    ]);
  });
});
