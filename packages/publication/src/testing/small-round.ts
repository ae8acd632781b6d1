import type { ItemFacts, UnitFacts } from '@parix/scoring';
import type { SnapshotInput } from '../snapshot.ts';

/** A small made-up round for tests: two areas and a deduction, six items, an amendment, every status of an item. */

export const SMALL_SET = `# Bộ mẫu cho kiểm thử, không phải văn bản pháp luật
format: parix.criteria-set/1
id: test-set
version: "1"
title: Bộ tiêu chí MẪU cho kiểm thử
sample: true
act: { number: MẪU 01/2021, date: 2021-01-05, issuer: Cơ quan mẫu }
sources: [Bộ mẫu cho kiểm thử]
index-years: { from: 2021, to: 2022 }
unit-kinds: { so: "Sở, ban, ngành" }
appraisers: { noi-vu: Sở Nội vụ }
rounding: { item: 2, printed-index: 2, printed-points: 2 }
total: { max: "10", floor: "0", cap: "10" }
classification:
  basis: unrounded
  bands:
    - { id: tot, name: Tốt, from: "80" }
    - { id: kha, name: Khá, from: "65" }
    - { id: yeu, name: Yếu, otherwise: true }
ranking: { basis: unrounded, ties: competition }
areas:
  - code: "1"
    name: Chỉ đạo, điều hành
    max: "4"
    appraiser: noi-vu
    source: Bộ mẫu, lĩnh vực 1
    criteria:
      - code: "1.1"
        name: Kế hoạch
        max: "4"
        sub-criteria:
          - code: "1.1.1"
            name: Ban hành kế hoạch
            max: "1"
            rule: { yes-no: { question: Đạt yêu cầu } }
            cases:
              - { name: Đạt, figures: { dat: true }, points: "1" }
              - { name: Không đạt, figures: { dat: false }, points: "0" }
              - { name: Chưa có số liệu, figures: { dat: ~ }, status: no-data }
          - code: "1.1.2"
            name: Mức độ hoàn thành kế hoạch
            max: "3"
            not-applicable: remove
            figures:
              xong: { type: integer, label: Số nhiệm vụ hoàn thành, unit: nhiệm vụ, max: 1000 }
              tong: { type: integer, label: Số nhiệm vụ, unit: nhiệm vụ, min: 1, max: 1000 }
            rule: { ratio-linear: { numerator: xong, denominator: tong } }
            cases:
              - { name: Đủ, figures: { xong: 10, tong: 10 }, points: "3" }
              - { name: Một phần ba, figures: { xong: 1, tong: 3 }, points: "1" }
              - { name: Không, figures: { xong: 0, tong: 3 }, points: "0" }
              - { name: Chưa có số liệu, figures: { xong: ~, tong: ~ }, status: no-data }
              - { name: Không áp dụng, not-applicable: true, status: not-applicable }
  - code: "2"
    name: Thủ tục hành chính & một cửa
    max: "6"
    appraiser: noi-vu
    source: Bộ mẫu, lĩnh vực 2
    criteria:
      - code: "2.1"
        name: Giải quyết hồ sơ
        max: "6"
        sub-criteria:
          - code: "2.1.1"
            name: Tỷ lệ hồ sơ đúng hạn
            max: "4"
            figures:
              dung_han: { type: integer, label: Số hồ sơ đúng hạn, unit: hồ sơ, max: 100000 }
              tong: { type: integer, label: Tổng số hồ sơ, unit: hồ sơ, min: 1, max: 100000 }
            rule:
              ratio-steps:
                numerator: dung_han
                denominator: tong
                steps: [{ from: "95", points: "4" }, { from: "90", points: "2.5" }, { otherwise: "0" }]
            cases:
              - { name: Đúng 95 %, figures: { dung_han: 95, tong: 100 }, points: "4" }
              - { name: Dưới 95 %, figures: { dung_han: 9499, tong: 10000 }, points: "2.5" }
              - { name: Đúng 90 %, figures: { dung_han: 90, tong: 100 }, points: "2.5" }
              - { name: Dưới 90 %, figures: { dung_han: 8999, tong: 10000 }, points: "0" }
              - { name: Trên 95 %, figures: { dung_han: 96, tong: 100 }, points: "4" }
              - { name: Không hồ sơ nào đúng hạn, figures: { dung_han: 0, tong: 100 }, points: "0" }
              - { name: Chưa có số liệu, figures: { dung_han: ~, tong: ~ }, status: no-data }
          - code: "2.1.2"
            name: Công khai kết quả
            max: "2"
            rule: { yes-no: { question: Đạt yêu cầu } }
            cases:
              - { name: Đạt, figures: { dat: true }, points: "2" }
              - { name: Không đạt, figures: { dat: false }, points: "0" }
              - { name: Chưa có số liệu, figures: { dat: ~ }, status: no-data }
`;

export const SMALL_AMENDMENT = `format: parix.amendment/1
id: test-set-amendment
sample: true
act: { number: MẪU 02/2022, date: 2022-02-01, issuer: Cơ quan mẫu }
sources: [Bản sửa đổi mẫu cho kiểm thử]
base: { id: test-set, version: "1" }
version: "2"
index-years: { from: 2021, to: 2021 }
operations:
  - change:
      title: Bộ tiêu chí MẪU cho kiểm thử, đã sửa đổi
`;

function unit(code: string, name: string, items: Readonly<Record<string, ItemFacts>>): UnitFacts {
  return { unit: code, name, kind: 'so', block: 'Khối sở', items };
}
const ratio = (xong: string, tong: string): ItemFacts => ({ figures: { xong, tong } });
const onTime = (dung_han: string, tong: string): ItemFacts => ({ figures: { dung_han, tong } });
const yes: ItemFacts = { figures: { dat: true } };
const no: ItemFacts = { figures: { dat: false } };

/** Units in an order that is not the order of their ranks; one name tries to be markup, one a formula. */
const UNITS: readonly UnitFacts[] = [
  unit('so-tu-phap', 'Sở Tư pháp', {
    '1.1.1': no,
    '1.1.2': ratio('1', '3'),
    '2.1.1': onTime('92', '100'),
    '2.1.2': { pending: true },
  }),
  unit('so-noi-vu', 'Sở Nội vụ', {
    '1.1.1': yes,
    '1.1.2': ratio('2', '3'),
    '2.1.1': onTime('99', '100'),
    '2.1.2': yes,
  }),
  unit('so-tai-chinh', 'Sở <Tài chính> & "Kho bạc"', {
    '1.1.1': yes,
    '1.1.2': { notApplicable: { reason: 'Không được giao kế hoạch' } },
    '2.1.1': { figures: { dung_han: null, tong: null } },
    '2.1.2': yes,
  }),
  unit('thanh-tra', '=Thanh tra', {
    '1.1.1': yes,
    '1.1.2': ratio('3', '3'),
    '2.1.1': {
      ...onTime('95', '100'),
      awarded: { points: '2.5', reason: 'Thiếu biên bản, "số liệu" chưa khớp' },
    },
    '2.1.2': no,
  }),
];

export const SMALL_ROUND: SnapshotInput = {
  round: {
    id: 'test-2021',
    title: 'Chỉ số CCHC mẫu năm 2021',
    indexYear: 2021,
    blockName: 'Khối sở',
    publishedAt: '2022-03-01T01:30:00Z',
    sequence: 1,
    decision: { number: 'MẪU 88/QĐ', date: '2022-03-01', issuer: 'Cơ quan mẫu' },
    sample: true,
  },
  setDocument: SMALL_SET,
  amendmentDocuments: [SMALL_AMENDMENT],
  facts: UNITS,
  layers: [
    {
      unit: 'so-noi-vu',
      item: '1.1.1',
      selfPoints: '1',
      appraisal: { decision: 'accept', points: '1', reason: '' },
    },
    {
      unit: 'thanh-tra',
      item: '2.1.1',
      selfPoints: '4',
      appraisal: { decision: 'lower', points: '2.5', reason: 'Thiếu biên bản, "số liệu" chưa khớp' },
    },
    { unit: 'so-tu-phap', item: '2.1.2', selfPoints: '2', appraisal: null },
  ],
  evidence: [
    {
      unit: 'so-noi-vu',
      item: '1.1.1',
      title: 'Kế hoạch CCHC năm 2021',
      reference: '12/KH-SNV',
      url: 'https://so.example/ke-hoach.pdf',
    },
    { unit: 'thanh-tra', item: '2.1.1', title: 'Báo cáo', reference: '', url: 'javascript:alert(1)' },
  ],
  previous: {
    roundId: 'test-2020',
    title: 'Chỉ số CCHC mẫu năm 2020',
    indexYear: 2020,
    set: 'test-set@1',
    units: [
      { unit: 'so-noi-vu', printedIndex: '88.00', rank: 1, classId: 'tot' },
      { unit: 'so-tu-phap', printedIndex: '40.00', rank: 3, classId: 'yeu' },
    ],
  },
  correction: null,
};
