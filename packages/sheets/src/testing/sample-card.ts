import type { WorkbookCard, WorkbookFigure, WorkbookItem } from '../card-workbook/workbook-card.ts';

/*
 * A made-up card with every kind of cell, in fixed rows:
 *   7 area I    8 1.1 dung-han   9 1.1 tong   10 1.2 ty-le   11 1.3 ke-hoach   12 1.4 muc-do
 *  13 area II  14 1.5 ngay      15 1.10 so    16 2.1 diem (survey)   17 2.2 so (of somebody else)   18 3 (no figures)
 * Evidence: 7 1.1 a document of the library, 8 1.1 a document named only, 9 1.5 the same document of the library.
 */
const DOCUMENT = {
  title: 'Kế hoạch cải cách hành chính năm 2026',
  reference: '12/KH-SNV',
  url: '',
  documentId: '0190f3c2-1111-7000-8000-000000000001',
};

const count = (key: string, label: string, value: string | null): WorkbookFigure => ({
  type: 'integer',
  key,
  label,
  unit: 'hồ sơ',
  min: '0',
  max: '1000000',
  decimals: 0,
  optional: false,
  value,
});

function item(
  itemId: string,
  figures: readonly WorkbookFigure[],
  more: Partial<WorkbookItem> = {},
): WorkbookItem {
  return {
    itemId,
    code: itemId,
    name: `Tiêu chí mẫu ${itemId}`,
    areaName: itemId.startsWith('1') ? 'I. Lĩnh vực mẫu thứ nhất' : 'II. Lĩnh vực mẫu thứ hai',
    max: '1.5',
    selfScored: true,
    editable: true,
    version: 3,
    figures,
    notApplicablePolicy: 'remove',
    notApplicableReason: null,
    explanation: null,
    evidence: [],
    selfPoints: null,
    ...more,
  };
}

const AREA_TWO = 'II. Lĩnh vực mẫu thứ hai';

export const SAMPLE_CARD: WorkbookCard = {
  set: {
    title: 'Bộ tiêu chí mẫu để thử',
    versionId: 'mau@1',
    fingerprint: '5f2b9c0de1a47733',
    sample: true,
  },
  round: { id: 'r-2026', title: 'Đợt thử năm 2026' },
  unit: { code: 'SNV', name: 'Sở Nội vụ' },
  revision: 42,
  locale: 'vi',
  exportedAt: '2026-11-22T07:03:22.000Z',
  items: [
    item(
      '1.1',
      [count('dung-han', 'Hồ sơ giải quyết đúng hạn', '1206'), count('tong', 'Tổng số hồ sơ', '1300')],
      {
        explanation: '- Kế hoạch số 12/KH-UBND;\n= 100 % nhiệm vụ\n\tthụt  dòng',
        evidence: [
          { ...DOCUMENT, page: '3', quote: 'Hoàn thành trong quý IV.' },
          {
            title: '#N/A',
            reference: '+84',
            url: 'https://example.vn/a?b=1&c=2',
            page: '5–7',
            quote: '_x0041_ "trích"',
          },
        ],
        selfPoints: '1.25',
        lastYear: { figures: { 'dung-han': '1100', tong: '1250' }, points: '1' },
      },
    ),
    item('1.2', [
      {
        type: 'decimal',
        key: 'ty-le',
        label: 'Tỷ lệ hài lòng',
        unit: '%',
        min: '0',
        max: '100',
        decimals: 2,
        optional: false,
        value: '85.5',
      },
    ]),
    item('1.3', [{ type: 'boolean', key: 'ke-hoach', label: 'Có kế hoạch', optional: false, value: true }], {
      notApplicablePolicy: 'forbidden',
    }),
    item('1.4', [
      {
        type: 'choice',
        key: 'muc-do',
        label: 'Mức độ',
        optional: false,
        options: [
          { id: 'tot', label: 'Tốt' },
          { id: 'kha', label: 'Khá, có hạn chế' },
          { id: 'yeu', label: '- Yếu' },
        ],
        value: 'kha',
      },
    ]),
    item(
      '1.5',
      [
        {
          type: 'date',
          key: 'ngay',
          label: 'Ngày ban hành',
          min: '2026-01-01',
          max: '2026-12-31',
          optional: false,
          value: '2026-03-04',
        },
      ],
      { areaName: AREA_TWO, evidence: [{ ...DOCUMENT, page: '1', quote: '' }] },
    ),
    item('1.10', [count('so', 'Số văn bản', null)], {
      areaName: AREA_TWO,
      notApplicableReason: '+ Không có thủ tục thuộc phạm vi này',
    }),
    item('2.1', [count('diem', 'Điểm điều tra', '7')], { selfScored: false }),
    item('2.2', [count('so', 'Số cuộc kiểm tra', '12')], { editable: false }),
    item('3', [], { areaName: AREA_TWO, explanation: 'Không có số liệu' }),
  ],
};

/** The card after others changed these items: a later version, and what they put there. */
export function cardAfter(changes: Readonly<Record<string, Partial<WorkbookItem>>>): WorkbookCard {
  return {
    ...SAMPLE_CARD,
    revision: SAMPLE_CARD.revision + 1,
    items: SAMPLE_CARD.items.map((one) =>
      Object.hasOwn(changes, one.itemId) ? { ...one, version: one.version + 1, ...changes[one.itemId] } : one,
    ),
  };
}
