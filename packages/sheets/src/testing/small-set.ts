import type { CriteriaSet, Figure, Item } from '@parix/scoring';

/** A set with every type of figure, and with item codes and figure keys that a header could confuse. */
export function smallSet(): CriteriaSet {
  return {
    format: 'parix.criteria-set/1',
    id: 'mau-thu',
    version: '1',
    title: 'Bộ mẫu để thử',
    status: 'complete',
    incompleteReason: '',
    sample: true,
    act: null,
    amendedBy: [],
    sources: [],
    indexYears: { from: 2021, to: 2021 },
    unitKinds: [
      { id: 'so', name: 'Sở' },
      { id: 'xa', name: 'Xã, phường' },
    ],
    appraisers: [],
    calendar: { weekend: [6, 7], holidays: [], workedDays: [] },
    rounding: {
      item: null,
      criterion: null,
      area: null,
      total: null,
      printedIndex: { decimals: 2, mode: 'half-up' },
      printedPoints: { decimals: 2, mode: 'half-up' },
    },
    total: { max: '10', floor: null, cap: null },
    classification: { basis: 'unrounded', schemes: [] },
    ranking: { basis: 'unrounded', ties: 'competition', tieBreak: [], unrankedKinds: [] },
    areas: [
      {
        node: 'group',
        level: 'area',
        id: 'I',
        code: 'I',
        name: 'Lĩnh vực',
        max: '10',
        role: 'ordinary',
        cap: null,
        place: null,
        children: ITEMS,
      },
    ],
  };
}

const number = (key: string, decimals: number): Figure => ({
  type: decimals === 0 ? 'integer' : 'decimal',
  key,
  label: key,
  unit: 'hồ sơ',
  min: '-100000',
  max: '100000',
  decimals,
  optional: false,
});

const ITEMS: readonly Item[] = [
  item('1.1', [number('dung-han', 0), number('tong', 0)]),
  item('1.2', [number('ty-le', 2)]),
  item('1.3', [{ type: 'boolean', key: 'co', label: 'Có', optional: false }]),
  item('1.4', [
    {
      type: 'choice',
      key: 'muc',
      label: 'Mức',
      optional: false,
      options: [
        { id: 'tot', label: 'Tốt' },
        { id: 'kad', label: 'Kém' },
      ],
    },
  ]),
  item('1.5', [
    { type: 'date', key: 'ngay', label: 'Ngày', min: '2020-01-01', max: '2022-12-31', optional: false },
  ]),
  /** A figure named like the suffix of awarded points. */
  item('1.6', [number('points', 3)]),
  item('1.7', []),
  /** `2` with the figure `1` and the item `2.1` would share a header. */
  item('2', [number('1', 0), number('2', 0)]),
  item('2.1', [number('a', 0), number('b', 0)]),
  /** Two items of one code: only their ids can name them. */
  item('3a', [number('n', 0)], '3'),
  item('3b', [number('n', 0)], '3'),
  item('4a', [number('n', 0)], '4'),
];

function item(id: string, figures: readonly Figure[], code = id): Item {
  return {
    node: 'item',
    level: 'criterion',
    id,
    code,
    name: `Tiêu chí ${id}`,
    max: '1',
    min: '0',
    figures,
    rule: null,
    notApplicable: { policy: 'remove' },
    exemptKinds: [],
    pointsFrom: 'appraisal',
    selfScored: true,
    evidence: { required: 'none', text: '' },
    appraiser: null,
    source: '',
    guidance: '',
    cases: [],
    place: null,
  };
}
