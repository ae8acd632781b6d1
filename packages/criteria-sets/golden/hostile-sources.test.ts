import { checkSource, describeSourceProblem, loadAmendment, type SourceProblem } from '@parix/criteria-sets';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readShipped } from './shipped-files.ts';

const set = readShipped('golden/sets/quangnam-766-2024.yaml');
const rich = readShipped('sets/camau-1880-2013/set.yaml');
const amendment = readShipped('sets/sample-province-2020/amendment-2021.yaml');

/** A text with a few pieces cut out, doubled or replaced by something hostile. */
const damaged = (text: string) =>
  fc
    .array(
      fc.record({
        at: fc.nat({ max: text.length }),
        cut: fc.nat({ max: 30 }),
        put: fc.oneof(
          fc.string({ maxLength: 12 }),
          fc.constantFrom(
            '"',
            '{',
            '[',
            '- ',
            ': ',
            '\n',
            '&a ',
            '*a',
            '!!x ',
            '~',
            '1e999',
            '0x1F',
            '"0,5"',
            '__proto__: 1',
            '? ',
            '|',
            '#',
          ),
        ),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((edits) =>
      edits.reduce((before, { at, cut, put }) => before.slice(0, at) + put + before.slice(at + cut), text),
    );

function expectUsable(problems: readonly SourceProblem[], text: string): void {
  const lines = text.split('\n').length + 1;
  for (const problem of problems) {
    expect(problem.line).toBeGreaterThanOrEqual(1);
    expect(problem.line).toBeLessThanOrEqual(lines);
    expect(problem.column).toBeGreaterThanOrEqual(1);
    for (const locale of ['vi', 'en'] as const) {
      const words = describeSourceProblem(problem, locale);
      expect(words).toMatch(/^hostile\.yaml:\d+:\d+/);
      expect(words).not.toMatch(/undefined|\[object|\{\w+\}/);
    }
  }
}

describe('hostile documents', () => {
  it.each([
    ['a small set', set],
    ['a partial set with rules and cases', rich],
  ])('never throw and always name a place: %s', (_, text) => {
    fc.assert(
      fc.property(damaged(text), (source) => {
        expectUsable(checkSource(source, 'hostile.yaml').problems, source);
      }),
      { numRuns: 150 },
    );
  });
  it('never throw as amendments either', () => {
    fc.assert(
      fc.property(damaged(amendment), (source) => {
        const loaded = loadAmendment(source, 'hostile.yaml');
        expectUsable(loaded.ok ? loaded.warnings : loaded.problems, source);
      }),
      { numRuns: 80 },
    );
  });
  it('leave no trace on the prototype of objects', () => {
    checkSource(`__proto__: { polluted: true }\nconstructor: 1\n${set}`, 'hostile.yaml');
    expect('polluted' in {}).toBe(false);
  });
});
