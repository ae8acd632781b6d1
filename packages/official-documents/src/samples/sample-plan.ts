import type { RemediationPlan } from '../remediation-plan.ts';

/** The remediation plan of a made-up commune, marked as a sample, with so many tasks. */
export const samplePlan = (tasks: number, changes: Partial<RemediationPlan> = {}): RemediationPlan => ({
  kind: 'remediation-plan',
  frame: {
    superiorBody: 'Ủy ban nhân dân tỉnh Mẫu',
    issuingBody: 'Ủy ban nhân dân xã Đắk Mẫu',
    number: '12',
    symbol: 'KH-UBND',
    place: 'Đắk Mẫu',
    date: '2027-03-10',
    addressees: [],
    recipients: ['Sở Nội vụ', 'Các phòng, ban thuộc xã'],
    archive: 'VT',
    signer: { authority: 'KT. Chủ tịch', title: 'Phó Chủ tịch', name: 'Nguyễn Bá Chủ' },
    draft: false,
    pageFooter: 'Parix – dữ liệu mẫu, không phải số liệu thật',
  },
  unitName: 'Ủy ban nhân dân xã Đắk Mẫu',
  period: 'năm 2026',
  roundName: 'Chấm điểm Chỉ số CCHC cấp xã tỉnh Mẫu năm 2026',
  planNumber: 1,
  tasks: Array.from({ length: tasks }, (_, index) => ({
    code: index % 3 === 2 ? null : `${(index % 8) + 1}.1.${index + 1}`,
    shortcoming: `Tồn tại mẫu ${index + 1}: tỷ lệ hồ sơ trực tuyến 17,8%, chưa đạt chỉ tiêu; còn 9 hồ sơ trễ hạn.`,
    lostPoints: index % 3 === 2 ? null : '0.75',
    repeated: index % 4 === 1,
    measure: 'Phân công công chức hướng dẫn tại Bộ phận Một cửa; rà soát hồ sơ trễ hằng tuần.',
    owner: 'Văn phòng HĐND và UBND',
    dueOn: '2027-06-30',
    product: 'Báo cáo rà soát hằng tháng',
  })),
  approval: { name: 'Nguyễn Bá Chủ', at: '2027-03-10T02:15:00Z' },
  ...changes,
});
