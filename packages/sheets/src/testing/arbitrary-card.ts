import type { Figure, FigureValue } from '@parix/scoring';
import fc from 'fast-check';
import { canonicalText } from '../card-workbook/canonical-text.ts';
import type { WorkbookCard, WorkbookEvidence, WorkbookItem } from '../card-workbook/workbook-card.ts';

/** Text with everything that a workbook, its XML or a formula could take for something else. */
const odd = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'aĐếờ09 =+-@\'",;\n\t\r＝|<>&[]#/\\_é\u0301'), maxLength: 14 }),
  fc.constantFrom(
    '=1+1',
    "'=x",
    "''-",
    '- Kế hoạch số 12/KH-UBND',
    '+84',
    '@SUM(A1)',
    '#N/A',
    '#REF!',
    '_x0041_',
    '_x005F_x000D_',
    'a\u0001b\ud800c\uffff',
    ' trắng hai đầu ',
    'dòng một\r\ndòng hai\n\nba',
    'hoà'.normalize('NFD'),
    'TRUE',
    '1E5',
    '007',
    '3-5',
    ']]>',
    '\u00a0\u200b\ufeffx',
    'tab\tgiữa  hai  khoảng',
  ),
);
/** The same as it comes back from a workbook. */
export const words = odd.map(canonicalText);
const named = fc
  .oneof(odd, fc.constantFrom('Kế hoạch', 'Tỷ lệ đúng hạn'))
  .map((text) => (canonicalText(text) === '' ? 'tên' : text));
const ids = fc.uniqueArray(
  fc.oneof(
    fc.constantFrom('1.1', '1.10', '=A1', 'đ', 'x y', '#N/A'),
    words.filter((text) => text !== ''),
  ),
  { minLength: 1, maxLength: 6 },
);

const decimalText = (decimals: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 10 ** decimals - 1 }))
    .map(([whole, rest]) => {
      const fraction = decimals === 0 ? '' : String(rest).padStart(decimals, '0').replace(/0+$/, '');
      return fraction === '' ? String(whole) : `${whole}.${fraction}`;
    });
const day = fc
  .integer({ min: Date.UTC(1890, 0, 1) / 86_400_000, max: Date.UTC(2099, 11, 31) / 86_400_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

const options = fc
  .uniqueArray(fc.tuple(fc.constantFrom('tot', 'kha', 'a', 'b', 'x1'), named), {
    selector: ([id]) => id,
    minLength: 1,
    maxLength: 4,
  })
  .map((list) => list.map(([id, label]) => ({ id, label })));

const number = (type: 'integer' | 'decimal', decimals: number): fc.Arbitrary<Figure> =>
  fc.record({ label: named, unit: fc.constantFrom('', 'hồ sơ', '%') }).map(({ label, unit }) => ({
    type,
    key: '',
    label,
    unit,
    min: '-100000',
    max: '100000',
    decimals,
    optional: false,
  }));
const figure: fc.Arbitrary<Figure> = fc.oneof(
  number('integer', 0),
  number('decimal', 2),
  number('decimal', 3),
  named.map((label): Figure => ({ type: 'boolean', key: '', label, optional: false })),
  fc
    .record({ label: named, options })
    .map((rest): Figure => ({ type: 'choice', key: '', optional: true, ...rest })),
  named.map((label): Figure => ({
    type: 'date',
    key: '',
    label,
    min: '1890-01-01',
    max: '2099-12-31',
    optional: false,
  })),
);

/** A value that a person may have declared. */
export function figureValue(one: Figure): fc.Arbitrary<FigureValue> {
  switch (one.type) {
    case 'integer':
      return decimalText(0);
    case 'decimal':
      return decimalText(one.decimals);
    case 'boolean':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...one.options.map(({ id }) => id));
    case 'date':
      return day;
  }
}

const evidence: fc.Arbitrary<WorkbookEvidence> = fc
  .record({
    title: named,
    reference: fc.oneof(fc.constantFrom('', '12/KH-UBND'), odd),
    url: fc.constantFrom('', 'https://example.vn/a?b=1&c=2'),
    page: fc.constantFrom('', '3', '5–7', '3-5', '1.10'),
    quote: fc.oneof(fc.constant(''), odd),
    document: fc.constantFrom(null, null, 'doc-1', 'doc-2'),
  })
  .map(({ document, ...link }) =>
    document === null
      ? link
      : { ...link, title: `Tài liệu ${document}`, reference: document, url: '', documentId: document },
  );

const reason = fc.option(
  words.filter((text) => text !== ''),
  { nil: null },
);
const item: fc.Arbitrary<Omit<WorkbookItem, 'itemId' | 'selfScored'>> = fc
  .record({
    code: fc.oneof(fc.constantFrom('1', '1.1', '1.10', '2', '2'), named),
    name: named,
    areaName: fc.constantFrom('I. Chỉ đạo', 'II. Thể chế', '=III'),
    max: fc.constantFrom(null, '0', '1', '0.5', '12.25'),
    editable: fc.constantFrom(true, true, true, false),
    version: fc.integer({ min: 0, max: 5 }),
    figures: fc.array(
      figure.chain((one) => fc.option(figureValue(one), { nil: null }).map((value) => ({ ...one, value }))),
      { maxLength: 3 },
    ),
    notApplicablePolicy: fc.constantFrom('forbidden', 'remove', 'zero'),
    notApplicableReason: reason,
    explanation: reason,
    evidence: fc.array(evidence, { maxLength: 3 }),
    selfPoints: fc.constantFrom(null, '0', '0.75', '1,5'),
    last: fc.boolean(),
  })
  .map(({ figures, last, ...rest }) => {
    const keyed = figures.map((one, index) => ({ ...one, key: `f${index}` }));
    const lastYear = {
      figures: Object.fromEntries(keyed.map((one) => [one.key, one.value])),
      points: rest.selfPoints,
    };
    return { ...rest, figures: keyed, ...(last ? { lastYear } : {}) };
  });

/** Any card: items of every kind, some of others, some not self-scored, codes that look alike. */
export const arbitraryCard: fc.Arbitrary<WorkbookCard> = fc
  .record({
    ids,
    items: fc.array(fc.tuple(item, fc.constantFrom(true, true, true, true, false)), {
      minLength: 6,
      maxLength: 6,
    }),
    titles: fc.tuple(named, named, named),
    revision: fc.integer({ min: 0, max: 1_000_000 }),
    locale: fc.constantFrom('vi', 'en'),
  })
  .map(({ ids: itemIds, items, titles: [set, round, unit], revision, locale }) => ({
    set: { title: set, versionId: 'mau@1', fingerprint: 'a1b2c3d4e5f60718', sample: true },
    round: { id: 'r-1', title: round },
    unit: { code: 'SNV', name: unit },
    revision,
    locale,
    exportedAt: '2026-11-22T07:03:22.000Z',
    items: itemIds.flatMap((itemId, index) => {
      const [one, selfScored] = items[index] ?? [];
      return one === undefined ? [] : [{ ...one, itemId, selfScored: selfScored ?? true }];
    }),
  }));
