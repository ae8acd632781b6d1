import { z } from 'zod';
import { about, decimalOrWhole, figureKey, isoDate, text } from './schema-values.ts';

const label = about(text, 'Tên số liệu, như trên phiếu', 'Label of the figure');
const unit = about(z.string().max(100).optional(), 'Đơn vị tính', 'Unit of measure');
const optional = about(
  z.boolean().optional(),
  'Được để trống mà không thành "chưa có số liệu"',
  'May stay empty without becoming "no data"',
);

/** Names of periods; reports are those of Công văn 581/BNV-CCHC. */
const NAMED_PERIODS = [
  'index-year',
  'report-quarter-1',
  'report-six-months',
  'report-quarter-3',
  'report-year',
] as const;
const periodSchema = z.union([
  z.enum(NAMED_PERIODS),
  z.strictObject({
    from: about(isoDate, 'Từ ngày, kể cả ngày ấy', 'First day, included'),
    to: about(isoDate, 'Đến ngày, kể cả ngày ấy', 'Last day, included'),
  }),
]);
const measureSchema = z.union([
  z.string().min(1).max(100),
  z.strictObject({
    id: about(z.string().min(1).max(100), 'Tên chỉ tiêu', 'Name of the measure'),
    part: about(
      z.enum(['value', 'numerator', 'denominator']).optional(),
      'Lấy giá trị (mặc định), tử số hay mẫu số',
      'Its value (default), numerator or denominator',
    ),
    period: about(
      periodSchema.optional(),
      'Kỳ: năm đánh giá (mặc định), kỳ báo cáo theo Công văn 581/BNV-CCHC, hoặc từ ngày đến ngày',
      'Period: the index year (default), a periodic report, or given days',
    ),
    units: about(
      z.enum(['own', 'with-below']).optional(),
      'Chỉ hồ sơ của đơn vị, hay cả các đơn vị bên dưới (mặc định)',
      'Only the unit itself, or all units below it as well (default)',
    ),
  }),
]);
export type MeasureSource = z.infer<typeof measureSchema>;
const measure = about(
  measureSchema.optional(),
  'Không kê khai mà lấy từ chỉ tiêu có tên: tên, hoặc tên và cách lấy',
  'Not declared but taken from a named measure: its name, or name and how',
);

const integerFigure = z.strictObject({
  type: about(z.literal('integer'), 'Số nguyên', 'Whole number'),
  label,
  unit,
  min: about(decimalOrWhole.optional(), 'Nhỏ nhất; mặc định 0', 'Lowest value; 0 unless given'),
  max: about(decimalOrWhole, 'Lớn nhất', 'Highest value; needed to prove the arithmetic'),
  optional,
  measure,
});
const decimalFigure = z.strictObject({
  type: about(z.literal('decimal'), 'Số thập phân', 'Decimal number'),
  label,
  unit,
  min: about(decimalOrWhole.optional(), 'Nhỏ nhất; mặc định 0', 'Lowest value; 0 unless given'),
  max: about(decimalOrWhole, 'Lớn nhất', 'Highest value; needed to prove the arithmetic'),
  decimals: about(
    z.int().min(0).max(9).optional(),
    'Số chữ số thập phân; mặc định 2',
    'Decimals; 2 by default',
  ),
  optional,
  measure,
});
const yesNoFigure = z.strictObject({
  type: about(z.literal('yes-no'), 'Có / Không', 'Yes or no'),
  label,
  optional,
});
const choiceFigure = z.strictObject({
  type: about(z.literal('choice'), 'Chọn một trong các mức', 'One of several options'),
  label,
  options: about(z.record(figureKey, text), 'Mã: tên của từng mức', 'Option id: label'),
  optional,
});
const dateFigure = z.strictObject({
  type: about(z.literal('date'), 'Ngày', 'Date'),
  label,
  min: about(isoDate, 'Sớm nhất', 'Earliest date'),
  max: about(isoDate, 'Muộn nhất', 'Latest date'),
  optional,
});

/** One declared figure of an item. */
export const figureSchema = z.discriminatedUnion('type', [
  integerFigure,
  decimalFigure,
  yesNoFigure,
  choiceFigure,
  dateFigure,
]);
export type FigureSource = z.infer<typeof figureSchema>;

export const figuresSchema = about(
  z.record(figureKey, figureSchema),
  'Số liệu kê khai của tiêu chí: mã: định nghĩa',
  'Figures the unit declares: key: definition',
);
