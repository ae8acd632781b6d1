import { describe, expect, it } from 'vitest';
import { describeSourceProblem } from './describe-problem.ts';
import { fingerprint } from './fingerprint.ts';
import { loadCriteriaSet } from './load.ts';
import type { SourceProblem } from './problems.ts';
import { itemsOf } from './tree.ts';

const HEAD = `format: parix.criteria-set/1
id: thu
title: Bộ thử
sample: true
index-years: { from: 2020, to: 2021 }
unit-kinds: { so: Sở }
appraisers: { noi-vu: Sở Nội vụ }
total: { max: "3" }
classification:
  bands: [{ id: dat, name: Đạt, from: "50" }, { id: chua, name: Chưa đạt, otherwise: true }]
`;
const AREAS = `areas:
  - code: "1"
    name: Chỉ đạo
    max: "3"
    appraiser: noi-vu
    source: Phụ lục 1
    criteria:
      - code: "1.1"
        name: Kế hoạch
        max: "1"
        rule: { yes-no: { points: "1" } }
        evidence: Kế hoạch năm
        cases: [{ name: Có, figures: { dat: true }, points: "1" }]
      - code: "1.2"
        name: Mức độ thực hiện
        max: "2"
        sub-criteria:
          - code: "1.2.1"
            name: Tỷ lệ hoàn thành
            max: "2"
            not-applicable: { policy: share, among: ["1.1"] }
            figures:
              xong: { type: integer, label: Số nhiệm vụ xong, max: 100 }
              tong: { type: integer, label: Tổng số nhiệm vụ, max: 100 }
            rule:
              ratio-steps:
                numerator: xong
                denominator: tong
                zero-denominator: not-applicable
                steps: [{ above: "90", points: "2" }, { from: "70", points: "1" }, { otherwise: "0" }]
`;
const load = (text: string) => loadCriteriaSet(text, 'thu.yaml');
const problemsOf = (text: string): readonly SourceProblem[] => {
  const loaded = load(text);
  return loaded.ok ? loaded.warnings : loaded.problems;
};
const firstOf = (text: string) => {
  const [problem] = problemsOf(text);
  if (problem === undefined) throw new Error('no problem was found');
  return problem;
};
const lineOf = (text: string, needle: string) => text.slice(0, text.indexOf(needle)).split('\n').length;
const columnOf = (text: string, needle: string) => {
  const at = text.indexOf(needle);
  return at - text.lastIndexOf('\n', at - 1);
};

describe('loadCriteriaSet', () => {
  it('reads a set, with defaults, implied figures, inheritance and places', () => {
    const loaded = load(HEAD + AREAS);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    const [plan, ratio] = itemsOf(loaded.set.areas);
    expect(plan).toMatchObject({
      id: '1.1',
      level: 'criterion',
      min: '0',
      selfScored: true,
      appraiser: 'noi-vu',
      source: 'Phụ lục 1',
      evidence: { required: 'evidence-or-explanation', text: 'Kế hoạch năm' },
      figures: [{ type: 'boolean', key: 'dat', label: 'Kế hoạch' }],
      rule: { kind: 'all-of', figures: ['dat'], met: '1', unmet: '0' },
      cases: [{ name: 'Có', expect: { status: 'scored', points: '1' } }],
      place: { file: 'thu.yaml', line: lineOf(HEAD + AREAS, '- code: "1.1"') },
    });
    expect(ratio).toMatchObject({
      level: 'sub-criterion',
      appraiser: 'noi-vu',
      notApplicable: { policy: 'share', among: ['1.1'], ifNone: 'remove' },
      figures: [{ key: 'xong', min: '0', max: '100', decimals: 0 }, { key: 'tong' }],
      rule: {
        kind: 'ratio-steps',
        steps: [
          { limit: '90', inclusive: false, points: '2' },
          { limit: '70', inclusive: true, points: '1' },
          { otherwise: true, points: '0' },
        ],
      },
    });
    expect(loaded.set.rounding).toMatchObject({ item: null, printedIndex: { decimals: 2, mode: 'half-up' } });
  });

  it('keeps text in NFC whatever the file holds', () => {
    const loaded = load((HEAD + AREAS).normalize('NFD'));
    expect(loaded.ok && loaded.set.title).toBe('Bộ thử'.normalize('NFC'));
  });

  it.each([
    ['a bare number of points', 'points: "1" } }', 'points: 1 } }', 'bare-number', 'points: 1 } }'],
    ['a decimal comma', 'max: "3" }', 'max: "3,0" }', 'not-a-decimal', 'max: "3,0"'],
    ['an unknown key', 'evidence:', 'evidnce:', 'unknown-key', 'evidnce'],
    ['a missing key', '        name: Kế hoạch\n', '', 'missing-key', '- code: "1.1"'],
    ['an unknown rule', 'yes-no:', 'co-khong:', 'unknown-key', 'co-khong'],
    ['a wrong policy', 'policy: share', 'policy: chia', 'not-allowed-value', 'chia'],
    [
      'an undeclared figure',
      'denominator: tong',
      'denominator: tong - tre',
      'undeclared-figure',
      'tong - tre',
    ],
    [
      'a silent zero denominator',
      '                zero-denominator: not-applicable\n',
      '',
      'zero-denominator-undeclared',
      'ratio-steps',
    ],
    [
      'a step without its limit',
      '{ from: "70", points: "1" }',
      '{ points: "1" }',
      'step-limit',
      '{ points: "1" }, { otherwise',
    ],
    ['an id used twice', 'code: "1.2.1"', 'code: "1.1"', 'duplicate-id', '"1.1"\n            name: Tỷ lệ'],
    ['an unknown appraiser', 'appraiser: noi-vu', 'appraiser: noi_vu', 'unknown-appraiser', 'noi_vu'],
    [
      'years the wrong way round',
      'from: 2020, to: 2021',
      'from: 2022, to: 2021',
      'years-reversed',
      'index-years',
    ],
    ['a key written twice', 'title: Bộ thử', 'title: Bộ thử\ntitle: Hai', 'duplicate-key', 'title: Hai'],
    ['a custom tag', 'title: Bộ thử', 'title: !!js/function "x"', 'unknown-tag', '!!js'],
    ['a broken quote', 'title: Bộ thử', 'title: "Bộ thử', 'not-yaml', null],
    [
      'an alias to itself',
      'appraisers: { noi-vu: Sở Nội vụ }',
      'appraisers: &a { noi-vu: *a }',
      'alias-cycle',
      '*a',
    ],
  ])('names the place of %s', (_, before, after, code, needle) => {
    const text = (HEAD + AREAS).replace(before, after);
    const problem = firstOf(text);
    expect(problem.code).toBe(code);
    if (needle === null) return;
    expect(problem.line).toBe(lineOf(text, needle));
    expect(problem.column).toBeGreaterThanOrEqual(1);
  });

  it('gives the column of the value at fault', () => {
    const text = (HEAD + AREAS).replace('max: "3" }', 'max: 3.5 }');
    expect(firstOf(text)).toMatchObject({ code: 'bare-number', column: columnOf(text, '3.5 }') });
  });

  it('lists every fault at once, each with the item it stands in', () => {
    const text = (HEAD + AREAS).replace('max: "1"', 'max: 1').replace('{ from: "70"', '{ from: 70');
    expect(problemsOf(text).map(({ code, item }) => [code, item])).toEqual([
      ['bare-number', '1.1'],
      ['bare-number', '1.2.1'],
    ]);
  });

  it('says every problem in Vietnamese and English with the next step', () => {
    const problem = firstOf((HEAD + AREAS).replace('points: "1" } }', 'points: 0.5 } }'));
    expect(describeSourceProblem(problem, 'vi')).toBe(
      `thu.yaml:${problem.line}:${problem.column} [1.1]: "points" là số viết trần 0.5; điểm, tỷ lệ và mã phải viết trong ngoặc kép để không bị làm tròn hay mất số 0. Viết "0.5".`,
    );
    expect(describeSourceProblem(problem, 'en')).toContain('Write "0.5"');
  });

  it.each([
    ['an empty file', '', 'not-a-mapping'],
    ['a list', '- 1', 'not-a-mapping'],
    ['a deep flow list', '['.repeat(500_000), 'too-deep'],
    ['deep block lists', `a:\n${'- '.repeat(20_000)}1`, 'too-deep'],
    ['more than 2 MB', `a: ${'x'.repeat(3_000_000)}`, 'too-large'],
    ['two documents', `${HEAD}${AREAS}---\na: 1\n`, 'several-documents'],
    ['nothing but quotes', '"'.repeat(2_000_000), 'too-many-values'],
    ['block lists the parser itself cannot survive', '- '.repeat(1_000_000), 'too-deep'],
    [
      'an alias bomb',
      `a: &a [1,2,3,4,5,6,7,8,9]\n${'bcdefghi'.replace(/./g, (c, i: number) => `${c}: &${c} [${`*${'abcdefgh'[i]},`.repeat(9)}]\n`)}`,
      'too-many-aliases',
    ],
  ])('refuses %s', (_, text, code) => {
    expect(firstOf(text).code).toBe(code);
  });
});

describe('fingerprint', () => {
  const hash = (text: string) => {
    const loaded = load(text);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    return fingerprint(loaded.set);
  };
  it('does not change with comments, order of keys or lines', () => {
    const moved = `# lời bình\n\n${HEAD.replace('id: thu\ntitle: Bộ thử\n', 'title: "Bộ thử"\n\nid: thu\n')}${AREAS}`;
    expect(hash(moved)).toBe(hash(HEAD + AREAS));
    expect(hash(HEAD + AREAS)).toMatch(/^[0-9a-f]{64}$/);
  });
  it('changes with any word or number', () => {
    expect(hash((HEAD + AREAS).replace('Kế hoạch năm', 'Kế hoạch quý'))).not.toBe(hash(HEAD + AREAS));
  });
});
