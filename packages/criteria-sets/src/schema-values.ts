import { z } from 'zod';

/** Exact decimal text, quoted in YAML: "85.5", "-0.25". Bounded so that no hostile number is ever long. */
export const DECIMAL_PATTERN = /^-?(0|[1-9]\d{0,17})(\.\d{1,12})?$/;
export const KEY_PATTERN = /^\p{L}[\p{L}\p{N}_]{0,59}$/u;
export const ID_PATTERN = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,79}$/u;
export const DATE_PATTERN = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** "tong - qua_han + bo_sung": a sum of figures with signs. */
export const QUANTITY_PATTERN = /^-?\s*\p{L}[\p{L}\p{N}_]*(\s*[+-]\s*\p{L}[\p{L}\p{N}_]*){0,19}$/u;

/** Both languages in one description; editors show it as it stands. */
export const about = <T extends z.ZodType>(schema: T, vi: string, en: string): T =>
  schema.describe(`${vi} / ${en}`);

export const decimal = z.string().max(32).regex(DECIMAL_PATTERN);
export const text = z.string().min(1).max(4000);
export const longText = z.string().max(20_000);
export const id = z.string().regex(ID_PATTERN);
export const figureKey = z.string().regex(KEY_PATTERN);
export const isoDate = z.string().regex(DATE_PATTERN);
export const quantity = z.string().max(1000).regex(QUANTITY_PATTERN);
export const year = z.int().min(1945).max(9999);

/** Whole numbers may stand bare (a count, a limit of a range); anything with a fraction is quoted. */
export const decimalOrWhole = z.union([decimal, z.int()]);

export const actSchema = z.strictObject({
  number: about(text, 'Số, ký hiệu văn bản', 'Number of the act as printed'),
  date: about(isoDate.nullable().optional(), 'Ngày ban hành (năm-tháng-ngày)', 'Date of issue (ISO)'),
  issuer: about(text, 'Cơ quan ban hành', 'Issuing authority'),
  title: about(text.optional(), 'Trích yếu', 'Title of the act'),
  url: about(text.optional(), 'Địa chỉ toàn văn', 'Where the full text can be read'),
});

export const roundingSchema = z.strictObject({
  decimals: about(z.int().min(0).max(9), 'Số chữ số thập phân', 'Number of decimals'),
  mode: about(
    z.enum(['half-up', 'half-even', 'down', 'up']).optional(),
    'Cách làm tròn; mặc định half-up (nửa trở lên thì lên)',
    'Rounding mode; half-up unless said otherwise',
  ),
});
/** `2` is short for half-up with 2 decimals, `none` for "not rounded here". */
export const roundingShorthand = z.union([roundingSchema, z.int().min(0).max(9), z.literal('none')]);

const FALLBACKS = ['remove', 'full-points', 'zero'] as const;
export const notApplicableSchema = z.union([
  z.enum(['forbidden', 'full-points', 'zero', 'remove', 'share', 'older-value']),
  z.strictObject({
    policy: about(
      z.enum(['forbidden', 'full-points', 'zero', 'remove', 'share', 'older-value']),
      'Xử lý khi không áp dụng: cấm; đủ điểm; 0 điểm; loại khỏi tổng và quy đổi; chia cho tiêu chí khác; lấy giá trị kỳ trước',
      'What holds when the item does not apply',
    ),
    among: about(
      z.array(id).min(1).max(100).optional(),
      'Chia điểm cho các tiêu chí này; bỏ trống là các tiêu chí còn lại trong nhóm',
      'Items that take over the points; the rest of the group when left out',
    ),
    'if-none': about(
      z.enum(FALLBACKS).optional(),
      'Khi không còn tiêu chí nhận điểm, hoặc không có giá trị kỳ trước',
      'When nothing can take over, or there is no older value',
    ),
  }),
]);
