import { z } from 'zod';
import { about, decimalOrWhole, figureKey, isoDate, text } from './schema-values.ts';

const label = about(text, 'Tên số liệu, như trên phiếu', 'Label of the figure');
const unit = about(z.string().max(100).optional(), 'Đơn vị tính', 'Unit of measure');
const optional = about(
  z.boolean().optional(),
  'Được để trống mà không thành "chưa có số liệu"',
  'May stay empty without becoming "no data"',
);

const integerFigure = z.strictObject({
  type: about(z.literal('integer'), 'Số nguyên', 'Whole number'),
  label,
  unit,
  min: about(decimalOrWhole.optional(), 'Nhỏ nhất; mặc định 0', 'Lowest value; 0 unless given'),
  max: about(decimalOrWhole, 'Lớn nhất', 'Highest value; needed to prove the arithmetic'),
  optional,
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
