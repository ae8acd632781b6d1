import { describe, expect, it } from 'vitest';
import { classMarks } from './class-marks.ts';

describe('letters of classes', () => {
  it('are initials', () => {
    expect(classMarks(['Xuất sắc', 'Tốt', 'Khá', 'Trung bình', 'Yếu'])).toEqual(['XS', 'T', 'K', 'TB', 'Y']);
  });
  it('are never alike', () => {
    expect(classMarks(['Nhóm A', 'Nhóm A khác', 'Đạt'])).toEqual(['N1', 'N2', 'Đ']);
  });
});
