/** The made-up province: "tỉnh Mẫu". Kinds are those of the sample set. */
export interface DemoUnit {
  readonly code: string;
  readonly name: string;
  readonly kind: 'department' | 'district';
  readonly block: string;
}

const DEPARTMENTS = [
  'Văn phòng UBND',
  'Sở Nội vụ',
  'Sở Tư pháp',
  'Sở Tài chính',
  'Sở Kế hoạch và Đầu tư',
  'Sở Công Thương',
  'Sở Nông nghiệp và PTNT',
  'Sở Giao thông vận tải',
  'Sở Xây dựng',
  'Sở Tài nguyên và Môi trường',
  'Sở Thông tin và Truyền thông',
  'Sở Lao động - Thương binh và Xã hội',
  'Sở Văn hóa, Thể thao và Du lịch',
  'Sở Khoa học và Công nghệ',
  'Sở Giáo dục và Đào tạo',
  'Sở Y tế',
  'Sở Ngoại vụ',
  'Thanh tra',
  'Ban Dân tộc',
  'Ban Quản lý Khu kinh tế',
];

export const DEMO_UNITS: readonly DemoUnit[] = [
  ...DEPARTMENTS.map((name, index): DemoUnit => ({
    code: `MAU-S${String(index + 1).padStart(2, '0')}`,
    name: `${name} tỉnh Mẫu`,
    kind: 'department',
    block: 'khoi-mau',
  })),
  ...Array.from({ length: 10 }, (_, index): DemoUnit => ({
    code: `MAU-H${String(index + 1).padStart(2, '0')}`,
    name: `Huyện Mẫu ${index + 1}`,
    kind: 'district',
    block: 'khoi-mau',
  })),
];

/** Alone in a block of its own: one district's history. */
export const DISTRICT: DemoUnit = {
  code: 'MAU-H85',
  name: 'Huyện Mẫu 85,5 điểm',
  kind: 'district',
  block: 'huyen-mau',
};

/** Reasons of the demo's appraisers. */
export const REASONS: readonly string[] = [
  'Tài liệu kiểm chứng chưa chứng minh đủ số liệu kê khai.',
  'Văn bản ban hành sau thời hạn quy định.',
  'Số liệu tính cả phần ngoài mốc thời gian của đợt đánh giá.',
  'Báo cáo chưa có phụ lục số liệu theo hướng dẫn.',
  'Chưa có văn bản xử lý sau rà soát.',
];
