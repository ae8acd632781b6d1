import { describe, expect, it } from 'vitest';
import type { CriteriaSet, Group, Item, Node } from '../criteria-set.ts';
import { diffSets } from './diff-sets.ts';

const item = (id: string, over: Partial<Item> = {}): Item => ({
  node: 'item',
  level: 'sub-criterion',
  id,
  code: id,
  name: `Item ${id}`,
  max: '1',
  min: '0',
  figures: [
    {
      type: 'integer',
      key: 'late',
      label: 'Trễ',
      unit: 'hồ sơ',
      min: '0',
      max: '100',
      decimals: 0,
      optional: false,
    },
  ],
  rule: { kind: 'deduction', start: '1', count: { plus: ['late'], minus: [] }, each: '0.25' },
  notApplicable: { policy: 'forbidden' },
  exemptKinds: [],
  pointsFrom: 'appraisal',
  selfScored: true,
  evidence: { required: 'none', text: '' },
  appraiser: 'so-noi-vu',
  source: 'mẫu',
  guidance: '',
  cases: [],
  place: { file: 'a.yaml', line: 1 },
  ...over,
});
const group = (id: string, children: readonly Node[], over: Partial<Group> = {}): Group => ({
  node: 'group',
  level: 'area',
  id,
  code: id,
  name: `Group ${id}`,
  max: '2',
  role: 'ordinary',
  cap: null,
  children,
  place: null,
  ...over,
});
const set = (areas: readonly Group[], over: Partial<CriteriaSet> = {}): CriteriaSet => ({
  format: 'parix.criteria-set/1',
  id: 'mau',
  version: '1',
  title: 'Bộ mẫu',
  status: 'complete',
  incompleteReason: '',
  sample: true,
  act: null,
  amendedBy: [],
  sources: [],
  indexYears: { from: 2020, to: 2020 },
  unitKinds: [{ id: 'huyen', name: 'Huyện' }],
  appraisers: [],
  calendar: { weekend: [6, 7], holidays: [], workedDays: [] },
  rounding: {
    item: { decimals: 2, mode: 'half-up' },
    criterion: null,
    area: null,
    total: null,
    printedIndex: { decimals: 2, mode: 'half-up' },
    printedPoints: { decimals: 2, mode: 'half-up' },
  },
  total: { max: '4', floor: null, cap: null },
  classification: {
    basis: 'unrounded',
    schemes: [
      {
        kinds: null,
        bands: [
          { id: 'tot', name: 'Tốt', from: '80', inclusive: true },
          { id: 'kem', name: 'Kém', from: null, inclusive: true },
        ],
      },
    ],
  },
  ranking: { basis: 'unrounded', ties: 'competition', tieBreak: [], unrankedKinds: [] },
  areas,
  ...over,
});
const base = set([group('1', [item('1.1'), item('1.2')]), group('2', [item('2.1')])]);
const paths = (before: CriteriaSet, after: CriteriaSet) =>
  diffSets(before, after).changed.flatMap(({ id, changes }) =>
    changes.map(({ field, before: old, after: now }) => [id, field, old, now]),
  );
const changedItem = (over: Partial<Item>): CriteriaSet =>
  set([group('1', [item('1.1', over), item('1.2')]), group('2', [item('2.1')])]);

describe('diffSets', () => {
  it('finds nothing between a set and itself, wherever its lines stand', () => {
    const elsewhere = changedItem({ place: { file: 'b.yaml', line: 99 } });
    expect(diffSets(base, elsewhere)).toEqual({
      from: { id: 'mau', version: '1' },
      to: { id: 'mau', version: '1' },
      added: [],
      removed: [],
      changed: [],
      settings: [],
    });
  });

  it('names what is added and removed, with its parent', () => {
    const after = set([group('1', [item('1.1'), item('1.3')]), group('2', [item('2.1')])]);
    const diff = diffSets(base, after);
    expect(diff.added.map(({ id, parent }) => [id, parent])).toEqual([['1.3', '1']]);
    expect(diff.removed.map(({ id, parent }) => [id, parent])).toEqual([['1.2', '1']]);
    expect(diff.changed).toEqual([]);
  });

  it('compares numbers as numbers and codes as text', () => {
    expect(paths(base, changedItem({ max: '1.00', code: '1.10' }))).toEqual([['1.1', 'code', '1.1', '1.10']]);
    expect(paths(changedItem({ code: '1.10' }), base)).toEqual([['1.1', 'code', '1.10', '1.1']]);
  });

  it('follows an item to another parent', () => {
    const after = set([group('1', [item('1.1')]), group('2', [item('1.2'), item('2.1')])]);
    expect(paths(base, after)).toEqual([['1.2', 'parent', '1', '2']]);
  });

  it('leads to the exact place inside a rule and a figure', () => {
    const after = changedItem({
      rule: { kind: 'deduction', start: '1.0', count: { plus: ['late'], minus: [] }, each: '0.5' },
      figures: [
        {
          type: 'integer',
          key: 'late',
          label: 'Trễ',
          unit: 'hồ sơ',
          min: '0',
          max: '200',
          decimals: 0,
          optional: false,
        },
        { type: 'boolean', key: 'plan', label: 'Kế hoạch', optional: true },
      ],
    });
    expect(paths(base, after)).toEqual([
      ['1.1', 'figures.late.max', '100', '200'],
      ['1.1', 'figures.plan', '', '{ type: boolean, key: plan, label: Kế hoạch, optional: true }'],
      ['1.1', 'rule.each', '0.25', '0.5'],
    ]);
  });

  it('sets another kind of rule or policy against the old one as a whole', () => {
    const rule = { kind: 'given', figure: 'late', step: null } as const;
    const changes = paths(base, changedItem({ rule, notApplicable: { policy: 'remove' } }));
    expect(changes).toEqual([
      [
        '1.1',
        'rule',
        '{ kind: deduction, start: 1, count: { plus: [late], minus: [] }, each: 0.25 }',
        '{ kind: given, figure: late, step:  }',
      ],
      ['1.1', 'notApplicable', '{ policy: forbidden }', '{ policy: remove }'],
    ]);
  });

  it('finds no change in exemptions that are written again as they were', () => {
    const exempt = (): Item =>
      item('1.1', { exemptKinds: [{ kinds: ['huyen'], policy: { policy: 'remove' }, source: 'mẫu' }] });
    const { changed } = diffSets(set([group('1', [exempt()])]), set([group('1', [exempt()])]));
    expect(changed).toEqual([]);
  });

  it('tells evidence, appraiser, source and exemptions apart', () => {
    const after = changedItem({
      evidence: { required: 'evidence', text: 'Báo cáo' },
      appraiser: null,
      source: 'mẫu 2',
      exemptKinds: [{ kinds: ['huyen'], policy: { policy: 'remove' } }],
    });
    const fields = diffSets(base, after).changed[0]?.changes.map(({ field }) => field.split('.')[0]);
    expect(new Set(fields)).toEqual(new Set(['evidence', 'appraiser', 'source', 'exemptKinds']));
  });

  it('finds changed settings: bands, rounding, ranking and total', () => {
    const after = set(base.areas, {
      version: '2',
      rounding: {
        ...base.rounding,
        item: { decimals: 3, mode: 'half-up' },
        area: { decimals: 1, mode: 'down' },
      },
      total: { max: '4.0', floor: null, cap: '4' },
      classification: {
        ...base.classification,
        schemes: [
          {
            kinds: null,
            bands: [
              { id: 'tot', name: 'Tốt', from: '85', inclusive: true },
              { id: 'kem', name: 'Kém', from: null, inclusive: true },
            ],
          },
        ],
      },
      ranking: { ...base.ranking, ties: 'dense' },
    });
    const diff = diffSets(base, after);
    expect(diff.to.version).toBe('2');
    expect(diff.settings).toEqual([
      { field: 'rounding.item.decimals', before: '2', after: '3' },
      { field: 'rounding.area', before: '', after: '{ decimals: 1, mode: down }' },
      { field: 'total.cap', before: '', after: '4' },
      { field: 'classification.schemes.0.bands.tot.from', before: '80', after: '85' },
      { field: 'ranking.ties', before: 'competition', after: 'dense' },
    ]);
  });

  it('is its own mirror image', () => {
    const after = changedItem({ max: '3', name: 'Khác' });
    const [there, back] = [diffSets(base, after), diffSets(after, base)];
    const mirrored = back.changed.flatMap(({ changes }) =>
      changes.map((c) => ({ ...c, before: c.after, after: c.before })),
    );
    expect(there.changed.flatMap(({ changes }) => changes)).toEqual(mirrored);
  });

  it('takes names of inherited properties as names', () => {
    const figures = ['constructor', '__proto__'].map((key) => ({
      type: 'boolean' as const,
      key,
      label: key,
      optional: false,
    }));
    const diff = diffSets(changedItem({ figures }), changedItem({ figures: figures.slice(0, 1) }));
    expect(diff.changed[0]?.changes.map(({ field }) => field)).toEqual(['figures.__proto__']);
  });
});
