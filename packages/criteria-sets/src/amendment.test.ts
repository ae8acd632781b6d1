import { describe, expect, it } from 'vitest';
import { loadAmendment } from './amendment.ts';
import { applyAmendment } from './apply-amendment.ts';
import { chooseVersion } from './choose-version.ts';
import { loadCriteriaSet } from './load.ts';
import { findNode } from './tree.ts';

const SET = `format: parix.criteria-set/1
id: goc
title: Bộ thử
sample: true
act: { number: 01/2020, date: 2020-01-09, issuer: Cơ quan mẫu }
index-years: { from: 2020, to: 2022 }
unit-kinds: { so: Sở }
appraisers: { noi-vu: Sở Nội vụ }
total: { max: "3" }
classification: { bands: [{ id: dat, name: Đạt, otherwise: true }] }
areas:
  - code: "1"
    name: Chỉ đạo
    max: "3"
    appraiser: noi-vu
    source: Phụ lục 1
    criteria:
      - code: "1.1"
        name: Kế hoạch
        max: "2"
        sub-criteria:
          - { code: "1.1.1", name: Ban hành, max: "1", rule: { yes-no: {} }, cases: [{ name: Có, figures: { dat: true }, points: "1" }] }
          - code: "1.1.2"
            name: Chất lượng
            max: "1"
            rule: { states: { options: [{ id: tot, label: Tốt, points: "1" }, { id: kha, label: Khá, points: "0.5" }] } }
            cases: [{ name: Khá, figures: { muc: kha }, points: "0.5" }]
      - { code: "1.2", name: Báo cáo, max: "1", rule: { formula: { expression: "1", division-by-zero: zero } } }
`;
const HEAD = `format: parix.amendment/1
id: sua
act: { number: 02/2021, date: 2021-05-18, issuer: Cơ quan mẫu }
base: { id: goc, version: "1" }
version: "2"
index-years: { from: 2020, to: 2021 }
operations:
`;
const base = (() => {
  const loaded = loadCriteriaSet(SET, 'goc.yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.set;
})();
const amend = (operations: string, head = HEAD) => {
  const loaded = loadAmendment(head + operations, 'sua.yaml');
  return loaded.ok ? applyAmendment(base, loaded.amendment) : loaded;
};
const amended = (operations: string) => {
  const result = amend(operations);
  if (!result.ok || !('set' in result)) throw new Error(JSON.stringify(result));
  return result.set;
};
const problems = (operations: string, head = HEAD) => {
  const result = amend(operations, head);
  if (result.ok) throw new Error('nothing was refused');
  return result.problems.map(({ code, line }) => [code, line]);
};
const idsOf = (set: typeof base, parent: string) => {
  const node = findNode(set.areas, parent);
  return node?.node === 'group' ? node.children.map((child) => child.id) : [];
};

describe('applyAmendment', () => {
  it('yields a new version with the amending act, and leaves the base alone', () => {
    const before = JSON.stringify(base);
    const set = amended('  - re-weigh: { id: "1.1.1", max: "2", points: scale }\n');
    expect(set).toMatchObject({
      version: '2',
      indexYears: { from: 2020, to: 2021 },
      act: { number: '01/2020' },
      amendedBy: [{ number: '02/2021', date: '2021-05-18' }],
    });
    expect(JSON.stringify(base)).toBe(before);
  });

  it("adds beside a sibling, as a sub-criterion with its neighbour's appraiser and the amending act as source", () => {
    const set = amended(
      '  - add: { under: "1.1", before: "1.1.2", node: { code: 1.1.3, name: Mới, max: "1", rule: { yes-no: {} } } }\n',
    );
    expect(idsOf(set, '1.1')).toEqual(['1.1.1', '1.1.3', '1.1.2']);
    expect(findNode(set.areas, '1.1.3')).toMatchObject({
      level: 'sub-criterion',
      appraiser: 'noi-vu',
      source: '02/2021',
      place: { file: 'sua.yaml' },
    });
  });

  it('adds an area, replaces a criterion by one with parts, removes a node, changes a setting', () => {
    const set = amended(`  - add: { under: set, area: { code: "2", name: Hai, max: "1", criteria: [] } }
  - replace: { id: "1.2", with: { code: "1.2", name: Báo cáo, max: "1", sub-criteria: [{ code: 1.2.1, name: Quý, max: "1", rule: { yes-no: {} } }] } }
  - remove: { id: "1.1.2", reason: Trùng }
  - change: { total: { max: "4" } }
`);
    expect(set.areas.map((area) => area.id)).toEqual(['1', '2']);
    expect(findNode(set.areas, '1.2.1')).toMatchObject({ level: 'sub-criterion' });
    expect(idsOf(set, '1.1')).toEqual(['1.1.1']);
    expect(set.total.max).toBe('4');
  });

  it('scales points and worked cases exactly, or lists them anew', () => {
    const scaled = findNode(
      amended('  - re-weigh: { id: "1.1.2", max: "0.5", points: scale }\n').areas,
      '1.1.2',
    );
    expect(scaled).toMatchObject({
      max: '0.5',
      rule: { points: [{ points: '0.5' }, { points: '0.25' }] },
      cases: [{ expect: { points: '0.25' } }],
    });
    const listed = findNode(
      amended('  - re-weigh: { id: "1.1.2", max: "2", points: ["2", "1.5"], cases: [] }\n').areas,
      '1.1.2',
    );
    expect(listed).toMatchObject({ rule: { points: [{ points: '2' }, { points: '1.5' }] }, cases: [] });
  });

  it.each([
    ['an unknown target', '  - remove: { id: "9", reason: x }\n', 'unknown-target'],
    [
      'a node removed before',
      '  - remove: { id: "1.2", reason: x }\n  - remove: { id: "1.2", reason: x }\n',
      'unknown-target',
    ],
    ['a parent that is scored', '  - add: { under: "1.2", node: { code: a, name: A } }\n', 'wrong-parent'],
    [
      'parts inside parts',
      '  - add: { under: "1.1", node: { code: a, name: A, sub-criteria: [] } }\n',
      'wrong-parent',
    ],
    ['an id in use', '  - add: { under: "1", node: { code: 1.1.1, name: A } }\n', 'duplicate-id'],
    ['points left unsaid', '  - re-weigh: { id: "1.1.2", max: "2" }\n', 'points-undeclared'],
    ['points that do not scale', '  - re-weigh: { id: "1.2", max: "2", points: scale }\n', 'cannot-scale'],
    [
      'too many points',
      '  - re-weigh: { id: "1.1.2", max: "2", points: ["2", "1", "0"], cases: [] }\n',
      'cannot-scale',
    ],
    ['points without cases', '  - re-weigh: { id: "1.1.2", max: "2", points: ["2", "1"] }\n', 'missing-key'],
    [
      'two operations in one',
      '  - { remove: { id: "1.2", reason: x }, change: { title: y } }\n',
      'one-operation',
    ],
    [
      'an unknown appraiser',
      '  - add: { under: "1", node: { code: a, name: A, appraiser: x } }\n',
      'unknown-appraiser',
    ],
  ])('refuses %s with its line', (_, operations, code) => {
    const found = problems(operations);
    expect(found.map(([each]) => each)).toContain(code);
    for (const [, line] of found) expect(line).toBeGreaterThan(0);
  });

  it('names the line of the operation at fault', () => {
    expect(problems('  - change: { title: Mới }\n  - remove: { id: "9", reason: x }\n')).toEqual([
      ['unknown-target', 9],
    ]);
  });

  it('refuses another base, the same version, and years outside the set', () => {
    const operation = '  - change: { title: Mới }\n';
    expect(problems(operation, HEAD.replace('id: goc', 'id: khac'))).toEqual([['wrong-base', 1]]);
    expect(problems(operation, HEAD.replace('version: "2"', 'version: "1"'))).toEqual([['same-version', 1]]);
    expect(problems(operation, HEAD.replace('2020, to: 2021', '2030, to: 2031'))).toEqual([
      ['base-years', 1],
    ]);
  });
});

describe('chooseVersion', () => {
  const amendment = amended('  - change: { title: Mới }\n');
  const versions = [amendment, base];
  const chosen = (year: number, decision?: string) => {
    const result = chooseVersion(versions, year, decision);
    return result.ok ? result.set.version : result.reason;
  };
  it('lets an amendment of 2021 judge 2020, the year it names, and nothing after', () => {
    expect([2020, 2021, 2022].map((year) => chosen(year))).toEqual(['2', '2', '1']);
  });
  it('gives the version as a decision left it', () => {
    expect(chosen(2020, '01/2020')).toBe('1');
    expect(chosen(2020, '02/2021')).toBe('2');
    expect(chosen(2020, '99')).toBe('no-such-decision');
  });
  it('says that no version judges a year', () => {
    expect(chosen(2019)).toBe('no-version-for-year');
    expect(chooseVersion([base, { ...base, id: 'khac' }], 2020)).toEqual({
      ok: false,
      reason: 'several-sets',
    });
  });
});
