import type { ReportGroup, ReportItem, ReportRow, SelfAssessmentReport } from '../self-assessment-report.ts';

/** Every part of a syllable that stacks two marks; what fonts lack first. */
export const HARD_LETTERS = 'ẪỄỖỮẶ ẫễỗữặ Ẵẵ Ẩẩ Ợợ Ỵỵ Đđ';

/** A made-up report, marked as a sample, of any number of items in eight areas. */
export function sampleReport(
  items: number,
  changes: Partial<SelfAssessmentReport> = {},
): SelfAssessmentReport {
  const perGroup = Math.ceil(items / 8);
  const groups = Array.from({ length: Math.min(8, items) }, (_, index) => {
    const first = index * perGroup;
    return sampleGroup(index + 1, Math.max(0, Math.min(perGroup, items - first)));
  });
  return {
    kind: 'self-assessment-report',
    frame: {
      superiorBody: 'Ủy ban nhân dân tỉnh Mẫu',
      issuingBody: 'Sở Nội vụ',
      number: '5',
      symbol: 'BC-SNV',
      place: 'Thành phố Mẫu',
      date: '2026-02-05',
      addressees: ['Ủy ban nhân dân tỉnh Mẫu'],
      recipients: ['Như trên', 'Hội đồng thẩm định Chỉ số CCHC tỉnh', 'Các phòng, đơn vị thuộc Sở'],
      archive: 'VT, CCHC',
      signer: { authority: 'KT. Giám đốc', title: 'Phó Giám đốc', name: 'Nguyễn Thị Hữu Ặng' },
      receipt: {
        hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        time: '2026-02-05T07:03:22.120Z',
        qrText:
          'https://cchc.mau.gov.vn/bien-nhan/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      },
      pageFooter: 'Parix – dữ liệu mẫu, không phải số liệu thật',
    },
    unitName: 'Sở Nội vụ tỉnh Mẫu',
    period: 'năm 2026',
    criteriaSet: {
      title: 'Bộ tiêu chí đánh giá Chỉ số CCHC các sở, ban, ngành (mẫu)',
      decision: 'Quyết định số 01/QĐ-UBND ngày 02/01/2026 của UBND tỉnh Mẫu',
      version: '1.0',
      fingerprint: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
    },
    grounds: [
      'Thực hiện Kế hoạch số 10/KH-UBND ngày 15 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Mẫu về việc xác định Chỉ số cải cách hành chính năm 2026',
    ],
    groups,
    totals: { maxPoints: '100', selfPoints: '61.75', percent: '61.75' },
    difficulties: [
      'Một số tiêu chí cần số liệu của cơ quan khác, đến thời điểm báo cáo chưa nhận được.',
      `Hệ thống cũ chưa lưu đủ chữ có dấu: ${HARD_LETTERS}.`,
    ],
    proposals: ['Đề nghị tổ chức tập huấn về cách tính điểm các tiêu chí mới.'],
    ...changes,
  };
}

function sampleGroup(number: number, count: number): ReportGroup {
  const rows: ReportRow[] = [];
  for (let index = 0; index < count; index++) {
    const criterion = Math.floor(index / 3) + 1;
    if (index % 3 === 0) {
      const name = `Tiêu chí mẫu ${number}.${criterion} về thực hiện nhiệm vụ cải cách hành chính`;
      rows.push({
        kind: 'criterion',
        code: `${number}.${criterion}`,
        name,
        maxPoints: '3',
        selfPoints: '2.25',
      });
    }
    rows.push(sampleItem(`${number}.${criterion}.${(index % 3) + 1}`, number * 100 + index));
  }
  const name = AREAS[number - 1] ?? `Lĩnh vực mẫu ${number}`;
  return { code: String(number), name, maxPoints: '12.5', selfPoints: '7.75', rows };
}

/** Names of eight areas. */
export const AREAS = [
  'Công tác chỉ đạo, điều hành cải cách hành chính',
  'Xây dựng và tổ chức thực hiện văn bản quy phạm pháp luật',
  'Cải cách thủ tục hành chính',
  'Cải cách tổ chức bộ máy hành chính',
  'Cải cách chế độ công vụ',
  'Cải cách tài chính công',
  'Xây dựng và phát triển chính quyền điện tử, chính quyền số',
  'Tác động của cải cách hành chính đến người dân, tổ chức',
];

/** Every fifth item lacks evidence or data, one in twelve does not apply, one in eleven is surveyed. */
function sampleItem(code: string, seed: number): ReportItem {
  const status =
    seed % 12 === 0
      ? 'not-applicable'
      : seed % 11 === 0
        ? 'surveyed'
        : seed % 10 === 0
          ? 'no-data'
          : 'scored';
  const state = seed % 5 === 0 ? 'none' : seed % 7 === 0 ? 'insufficient' : 'sufficient';
  return {
    kind: 'item',
    code,
    name: `Mục chấm điểm mẫu ${code}: mức độ hoàn thành kế hoạch, tỷ lệ hồ sơ giải quyết đúng hạn và chất lượng phục vụ`,
    maxPoints: '1',
    status,
    selfPoints: status === 'scored' ? (seed % 4 === 0 ? '0' : '0.75') : null,
    evidence:
      status === 'scored' && state !== 'none'
        ? [
            {
              number: `${seed}/KH-SNV`,
              date: '2026-01-20',
              issuer: 'Sở Nội vụ',
              abstract: 'Kế hoạch cải cách hành chính năm 2026',
              pages: '3-5',
            },
            {
              number: null,
              date: null,
              issuer: null,
              abstract: 'Ảnh chụp trang thông tin điện tử',
              pages: null,
            },
          ]
        : [],
    evidenceState: state,
    explanation:
      state === 'sufficient' && status === 'scored'
        ? null
        : 'Đơn vị đã thực hiện nhưng văn bản đang trình ký.\nSẽ bổ sung trước thời điểm thẩm định.',
  };
}
