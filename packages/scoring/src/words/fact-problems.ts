import type { FactProblemCode } from '../facts.ts';

/** What is wrong with a figure and what to do; {value} and the names of the problem's detail are put in. */
export const FACT_PROBLEM_WORDS: Readonly<
  Record<FactProblemCode, { readonly vi: string; readonly en: string }>
> = {
  'unknown-item': {
    vi: 'bộ tiêu chí không có tiêu chí này. Kiểm tra mã hoặc phiên bản bộ tiêu chí.',
    en: 'the criteria set has no such item. Check the id or the version of the set.',
  },
  'unknown-figure': {
    vi: 'tiêu chí không có số liệu này. Kiểm tra tên cột.',
    en: 'the item has no such figure. Check the name of the column.',
  },
  'unknown-kind': {
    vi: 'loại đơn vị "{value}" không có trong bộ tiêu chí. Dùng một trong: {kinds}.',
    en: 'the set knows no kind of unit "{value}". Use one of: {kinds}.',
  },
  'duplicate-unit': {
    vi: 'đơn vị "{value}" xuất hiện nhiều lần. Giữ lại một dòng cho mỗi đơn vị.',
    en: 'unit "{value}" appears more than once. Keep one row per unit.',
  },
  'not-a-number': {
    vi: '"{value}" không phải số. Nhập số, không kèm chữ hay đơn vị.',
    en: '"{value}" is not a number. Enter digits without words or units.',
  },
  'too-many-decimals': {
    vi: '"{value}" có quá nhiều chữ số thập phân. Tối đa {decimals} chữ số.',
    en: '"{value}" has too many decimals. At most {decimals} are allowed.',
  },
  'out-of-range': {
    vi: '"{value}" nằm ngoài khoảng cho phép {min} đến {max}. Kiểm tra lại số liệu.',
    en: '"{value}" is outside the allowed {min} to {max}. Check the figure.',
  },
  'not-a-date': {
    vi: '"{value}" không phải ngày có thật. Viết dạng 2026-03-31.',
    en: '"{value}" is no real date. Write it like 2026-03-31.',
  },
  'not-a-choice': {
    vi: '"{value}" không có trong các phương án. Chọn một trong: {options}.',
    en: '"{value}" is not one of the options. Choose one of: {options}.',
  },
  'not-a-boolean': {
    vi: '"{value}" không phải có/không. Chọn có hoặc không.',
    en: '"{value}" is neither yes nor no. Choose one.',
  },
  'ratio-out-of-range': {
    vi: 'các số liệu cho tỷ lệ ngoài 0-100 % (tử số lớn hơn mẫu số, hoặc âm). Kiểm tra lại từng số.',
    en: 'the figures give a ratio outside 0-100 % (numerator above denominator, or negative). Check each of them.',
  },
  'points-out-of-range': {
    vi: 'điểm {value} nằm ngoài khoảng {min} đến {max} của tiêu chí. Sửa lại điểm.',
    en: 'points {value} leave the {min} to {max} of the item. Correct the points.',
  },
  'points-not-in-step': {
    vi: 'điểm không theo bước điểm quy định của tiêu chí. Sửa lại điểm.',
    en: 'the points are not a multiple of the declared step. Correct the points.',
  },
  'not-applicable-forbidden': {
    vi: 'tiêu chí này luôn áp dụng, không được khai "không áp dụng". Nhập số liệu, kể cả khi bằng 0.',
    en: 'this item always applies and may not be claimed "not applicable". Enter the figures, even when 0.',
  },
};
