import type { CouncilMinutes, DiscussedItem } from '../council-minutes.ts';
import type { IssuedFrame } from '../document-frame.ts';
import type { NoticeItem, PreliminaryNotice } from '../preliminary-notice.ts';
import type { PublicationDecision } from '../publication-decision.ts';
import type { ResultBlock } from '../result-block.ts';
import { AREAS, HARD_LETTERS, sampleReport } from './sample-report.ts';

/* Made-up documents, marked as samples, of any length. */

const FRAME: IssuedFrame = {
  superiorBody: 'Ủy ban nhân dân tỉnh Mẫu',
  issuingBody: 'Sở Nội vụ',
  number: '7',
  symbol: 'TB-SNV',
  place: 'Thành phố Mẫu',
  date: '2027-01-05',
  addressees: ['Ủy ban nhân dân xã Đắk Mẫu'],
  recipients: ['Như trên', 'Hội đồng thẩm định Chỉ số CCHC tỉnh'],
  archive: 'VT, CCHC',
  signer: { authority: 'KT. Giám đốc', title: 'Phó Giám đốc', name: 'Nguyễn Thị Hữu Ặng' },
  draft: false,
  pageFooter: 'Parix – dữ liệu mẫu, không phải số liệu thật',
};

const OUTCOMES: readonly NoticeItem['outcome'][] = [
  { kind: 'points', points: '0.25' },
  { kind: 'explanation' },
  { kind: 'points', points: '0' },
  { kind: 'not-applicable' },
];

export const sampleNotice = (items: number, changes: Partial<PreliminaryNotice> = {}): PreliminaryNotice => ({
  kind: 'preliminary-notice',
  frame: FRAME,
  unitName: 'Ủy ban nhân dân xã Đắk Mẫu',
  roundName: 'Chấm điểm Chỉ số CCHC cấp xã tỉnh Mẫu năm 2026',
  period: 'năm 2026',
  criteriaSet: sampleReport(0).criteriaSet,
  grounds: ['Căn cứ Kế hoạch số 10/KH-UBND ngày 15 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Mẫu'],
  areas: AREAS.map((name, index) => ({
    code: String(index + 1),
    name,
    maxPoints: '12.5',
    selfPoints: index === 7 ? null : '11.75',
    appraisedPoints: index === 7 ? null : '10.25',
  })),
  totals: {
    maxPoints: '100',
    selfPoints: '82.25',
    appraisedPoints: '71.75',
    selfPercent: '82.25',
    appraisedPercent: '71.75',
  },
  items: Array.from({ length: items }, (_, index) => ({
    code: `${(index % 8) + 1}.${Math.floor(index / 8) + 1}.1`,
    name: `Mục chấm điểm mẫu ${index + 1}: tỷ lệ hồ sơ giải quyết đúng hạn`,
    maxPoints: '1',
    selfPoints: '0.75',
    outcome: OUTCOMES[index % OUTCOMES.length] ?? { kind: 'explanation' },
    reason: `Báo cáo kèm theo không nêu số liệu của quý IV; chữ có dấu: ${HARD_LETTERS}.`,
    requirement: index % 3 === 0 ? 'Tỷ lệ hồ sơ đúng hạn từ 95% trở lên' : null,
  })),
  replies: {
    closesAt: '2027-01-15T10:00:00Z',
    address: 'https://cchc.mau.gov.vn/rounds/cap-xa-2026/replies/7d1f1d9e-6f0a-4a53-9c6b-2f6b8d0c4c11',
  },
  ...changes,
});

/** Units are tied in pairs; the last two have no rank. */
export const sampleBlock = (name: string, units: number, areas = 8): ResultBlock => {
  const unit = (index: number) => ({
    name: `Ủy ban nhân dân xã Mẫu ${index + 1}`,
    points: `${95 - Math.floor((index % 120) / 2)}.25`,
    index: `${95 - Math.floor((index % 120) / 2)}.25`,
    className: index < units / 4 ? 'Tốt' : 'Khá',
    areaPoints: Array.from({ length: areas }, (_, area) => (area === 6 ? null : '11.25')),
  });
  return {
    name,
    areas: Array.from({ length: areas }, (_, index) => ({
      code: String(index + 1),
      name: AREAS[index] ?? `Lĩnh vực mẫu ${index + 1}`,
    })),
    ranked: Array.from({ length: units }, (_, index) => ({ rank: index - (index % 2) + 1, ...unit(index) })),
    unranked: [0, 1].map((index) => ({
      ...unit(units + index),
      reason: 'thành lập từ ngày 01/7/2026, chưa đủ thời gian đánh giá',
    })),
  };
};

const discussed = (index: number): DiscussedItem => ({
  unitName: `Ủy ban nhân dân xã Mẫu ${index + 1}`,
  code: `3.${index + 1}.1`,
  name: 'Tỷ lệ hồ sơ giải quyết đúng hạn',
  maxPoints: '2',
  selfPoints: '2',
  firstPoints: '1',
  secondPoints: index % 2 === 0 ? '1.25' : null,
  proposedPoints: '1.5',
  votes: index % 3 === 0 ? null : { for: 7, against: 1, abstain: 1 },
  concludedPoints: index % 4 === 3 ? null : '1.5',
  conclusion: 'Nâng điểm theo đề xuất.',
  reason: `Đơn vị đã bổ sung văn bản hợp lệ; ${HARD_LETTERS}.`,
});

export function sampleMinutes(items: number, changes: Partial<CouncilMinutes> = {}): CouncilMinutes {
  const { superiorBody, issuingBody, recipients, archive, draft, pageFooter } = FRAME;
  return {
    kind: 'council-minutes',
    frame: {
      ...{ superiorBody, issuingBody, recipients, archive, draft, pageFooter },
      number: '2',
      symbol: 'BB-HĐTĐ',
    },
    subject: 'Họp Hội đồng thẩm định Chỉ số cải cách hành chính năm 2026',
    council: 'Hội đồng thẩm định Chỉ số cải cách hành chính tỉnh Mẫu',
    councilDecision: 'Quyết định số 100/QĐ-UBND ngày 05/11/2026 của UBND tỉnh Mẫu',
    period: 'năm 2026',
    startsAt: '2027-02-12T01:05:00Z',
    endsAt: '2027-02-12T04:30:00Z',
    place: 'Phòng họp số 1, trụ sở Ủy ban nhân dân tỉnh Mẫu',
    chair: { name: 'Trần Văn Chủ', position: 'Phó Chủ tịch UBND tỉnh, Chủ tịch Hội đồng' },
    secretary: { name: 'Lê Thị Thư Ký', position: 'Trưởng phòng CCHC, Sở Nội vụ' },
    members: [
      member('Trần Văn Chủ', 'Phó Chủ tịch UBND tỉnh', 'Chủ tịch'),
      member('Nguyễn Thị Hữu Ặng', 'Giám đốc Sở Nội vụ', 'Phó Chủ tịch'),
      {
        ...member('Phạm Văn Vắng', 'Giám đốc Sở Tư pháp', 'Thành viên'),
        present: false,
        note: 'đi công tác',
      },
      member('Lê Thị Thư Ký', 'Trưởng phòng CCHC', 'Thư ký'),
    ],
    guests: ['Đại diện Mặt trận Tổ quốc tỉnh'],
    agenda: ['Xem xét các mục còn ý kiến khác nhau', 'Thông qua bảng kết quả'],
    items: Array.from({ length: items }, (_, index) => discussed(index)),
    ties: [
      {
        blockName: 'Khối các xã, phường',
        rank: 3,
        unitNames: ['UBND xã Mẫu 3', 'UBND xã Mẫu 4'],
        resolution: 'xã Mẫu 4 hơn điểm lĩnh vực Cải cách thủ tục hành chính (11,5 so với 11,25)',
        votes: { for: 8, against: 0, abstain: 1 },
      },
    ],
    conclusions: ['Hội đồng thống nhất thông qua bảng kết quả và trình Chủ tịch UBND tỉnh công bố.'],
    blocks: [sampleBlock('Khối các xã, phường', 6), sampleBlock('Khối các sở, ban, ngành', 3)],
    ...changes,
  };
}

const member = (name: string, position: string, capacity: string) => ({
  ...{ name, position, capacity },
  present: true,
  note: null,
});

export const sampleDecision = (
  units: number,
  changes: Partial<PublicationDecision> = {},
): PublicationDecision => ({
  kind: 'publication-decision',
  frame: {
    ...FRAME,
    superiorBody: null,
    issuingBody: 'Ủy ban nhân dân tỉnh Mẫu',
    number: null,
    symbol: 'QĐ-UBND',
    date: null,
    addressees: [],
    recipients: ['Như Điều 3', 'Bộ Nội vụ', 'Cổng Thông tin điện tử tỉnh'],
    signer: { authority: null, title: 'Chủ tịch', name: 'Nguyễn Văn Mẫu' },
    draft: true,
  },
  subject: 'công bố Chỉ số cải cách hành chính năm 2026 của các xã, phường và sở, ban, ngành',
  authority: 'Chủ tịch Ủy ban nhân dân tỉnh Mẫu',
  period: 'năm 2026',
  grounds: [
    'Căn cứ Luật Tổ chức chính quyền địa phương',
    'Căn cứ Quyết định số 01/QĐ-UBND ngày 02/01/2026 của UBND tỉnh Mẫu ban hành Bộ tiêu chí (mẫu)',
    'Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 15/TTr-SNV',
  ],
  articles: [
    'Công bố Chỉ số cải cách hành chính năm 2026 của các đơn vị theo các Phụ lục kèm theo.',
    'Căn cứ kết quả này:\na) Các đơn vị khắc phục những tiêu chí bị trừ điểm;\nb) Sở Nội vụ theo dõi, báo cáo Ủy ban nhân dân tỉnh.',
    'Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ và các đơn vị có tên tại Phụ lục chịu trách nhiệm thi hành Quyết định này./.',
  ],
  blocks: [sampleBlock('Khối các xã, phường', units), sampleBlock('Khối các sở, ban, ngành', 12)],
  ...changes,
});
