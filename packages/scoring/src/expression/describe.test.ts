import { describe, expect, it } from 'vitest';
import { describeFormulaProblem, FORMULA_PROBLEM_CODES, parseFormula } from './index.ts';

describe('describeFormulaProblem', () => {
  it('has a sentence in both languages for every code, with every place filled', () => {
    for (const code of FORMULA_PROBLEM_CODES) {
      for (const locale of ['vi', 'en'] as const) {
        const text = describeFormulaProblem({ code, offset: 0, detail: {} }, locale);
        expect(text.length).toBeGreaterThan(10);
        expect(text).not.toMatch(/[{}]/);
      }
    }
  });

  it('says what is needed in words', () => {
    const parsed = parseFormula('if 1 then 2 else 3', [], { min: '0', max: '3' });
    const [problem] = parsed.ok ? [] : parsed.problems;
    expect(problem && describeFormulaProblem(problem, 'vi')).toBe('Cần giá trị có/không ở đây, đang là số.');
    expect(problem && describeFormulaProblem(problem, 'en')).toBe(
      'A yes/no value is needed here, found a number.',
    );
  });

  it('shows hostile details as they are, without filling them again', () => {
    const problem = { code: 'unknown-name', offset: 0, detail: { name: '{known}', known: 'a' } } as const;
    expect(describeFormulaProblem(problem, 'en')).toContain('"{known}"');
  });
});
