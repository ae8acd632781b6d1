import type { InspectionRecord } from '../inspection-record.ts';

/** The record of a made-up visit, marked as a sample. */
export function sampleRecord(changes: Partial<InspectionRecord> = {}): InspectionRecord {
  return {
    kind: 'inspection-record',
    frame: {
      superiorBody: 'Ủy ban nhân dân tỉnh Mẫu',
      issuingBody: 'Đoàn kiểm tra cải cách hành chính',
      number: '3',
      symbol: 'BB-ĐKT',
      recipients: ['UBND xã Mẫu', 'Các thành viên Đoàn kiểm tra'],
      archive: 'VT, CCHC',
      draft: false,
      pageFooter: 'Parix – dữ liệu mẫu, không phải số liệu thật',
    },
    unitName: 'UBND xã Mẫu',
    subject: 'Kiểm tra công tác cải cách hành chính tại UBND xã Mẫu',
    planTitle: 'Kế hoạch kiểm tra cải cách hành chính 6 tháng đầu năm 2026 (mẫu)',
    decision: 'Quyết định số 1291/QĐ-UBND ngày 23/06/2026 của UBND tỉnh Mẫu',
    place: 'Trụ sở UBND xã Mẫu',
    startsAt: '2026-07-21T01:00:00Z',
    endsAt: '2026-07-21T04:15:00Z',
    team: [
      { name: 'Bùi Văn Trưởng', capacity: 'Phó Giám đốc Sở Nội vụ, Trưởng đoàn' },
      { name: 'Lê Thị Ghi', capacity: 'Chuyên viên Sở Nội vụ, Thư ký' },
      { name: 'Hoàng Đắc Viên', capacity: '' },
    ],
    unitSide: [{ name: 'Nguyễn Bá Chủ', capacity: 'Phó Chủ tịch UBND xã' }],
    general: ['Công tác chỉ đạo, điều hành kịp thời; tuyên truyền được quan tâm.'],
    checks: [
      {
        code: '1.2',
        question: 'Tỷ lệ hồ sơ trực tuyến: thẩm định giảm điểm (chưa đủ tài liệu)',
        answer: 'Chưa đạt',
        note: '41/230 hồ sơ.',
      },
      { code: null, question: 'Niêm yết thủ tục tại Bộ phận Một cửa', answer: 'Đạt', note: '' },
    ],
    merits: ['Tổ công nghệ số cộng đồng đến từng thôn, bản.'],
    shortcomings: [
      {
        code: '1.2',
        statement: 'Tỷ lệ hồ sơ dịch vụ công trực tuyến đạt thấp.',
        recommendation: 'Đẩy mạnh tuyên truyền, hướng dẫn người dân nộp trực tuyến.',
        repeatsOf: '2025-07-15',
        photos: 2,
      },
      {
        code: null,
        statement: 'Kết quả khắc phục tồn tại năm 2025 còn hạn chế.',
        recommendation: '',
        repeatsOf: null,
        photos: 0,
      },
    ],
    requests: ['Tập trung khắc phục những tồn tại, hạn chế mà Đoàn đã chỉ ra.'],
    remedyBy: '2026-09-30',
    unitOpinion: ['Nghiêm túc tiếp thu ý kiến của các thành viên trong Đoàn.'],
    addenda: [{ signedAt: '2026-07-25T02:00:00Z', text: 'Tại mục 2, sửa “41/230” thành “141/230” hồ sơ.' }],
    confirmations: ['Bùi Văn Trưởng, Trưởng đoàn, lúc 11 giờ 30 phút ngày 21/07/2026'],
    leader: 'Bùi Văn Trưởng',
    representative: 'Nguyễn Bá Chủ',
    ...changes,
  };
}
