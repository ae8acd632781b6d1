import { z } from 'zod';
import { figuresSchema } from './schema-figures.ts';
import { ruleSchema } from './schema-rules.ts';
import {
  about,
  decimal,
  id,
  longText,
  notApplicableSchema,
  roundingShorthand,
  text,
} from './schema-values.ts';

const STATUSES = ['scored', 'not-applicable', 'no-data', 'not-appraised'] as const;

/** A worked example: figures in, points out. Whole numbers may stand bare, the rest is quoted. */
export const caseSchema = z.strictObject({
  name: about(text, 'Tên trường hợp', 'Name of the case'),
  figures: about(
    z.record(z.string(), z.union([z.string(), z.boolean(), z.int(), z.null()])).optional(),
    'Số liệu; ~ (null) là chưa có',
    'Figures; null means no data',
  ),
  'not-applicable': about(
    z.boolean().optional(),
    'Đơn vị báo không áp dụng',
    'The unit claims it does not apply',
  ),
  older: about(decimal.optional(), 'Điểm kỳ trước', 'Points of the earlier period'),
  status: about(
    z.enum(STATUSES).optional(),
    'Trạng thái mong đợi; mặc định scored (đã chấm)',
    'Expected status; scored by default',
  ),
  points: about(decimal.nullable().optional(), 'Điểm mong đợi', 'Expected points'),
});
export type CaseSource = z.infer<typeof caseSchema>;

const evidenceSchema = about(
  z.union([
    text,
    z.strictObject({
      required: about(
        z.enum(['evidence', 'evidence-or-explanation', 'none']),
        'Bắt buộc: tài liệu; tài liệu hoặc giải trình; không',
        'What must come with the score',
      ),
      text: about(longText.optional(), 'Tài liệu kiểm chứng cần có', 'Evidence asked for'),
    }),
  ]),
  'Tài liệu kiểm chứng; viết một dòng chữ là "tài liệu hoặc giải trình"',
  'Evidence; a plain text means evidence or explanation',
);

const codeAndName = {
  code: about(text, 'Mã như in trong quyết định', 'Code as printed'),
  id: about(
    id.optional(),
    'Mã cố định qua các phiên bản; mặc định là code',
    'Stable id; the code by default',
  ),
  name: about(text, 'Tên', 'Name'),
  max: about(decimal.nullable().optional(), 'Điểm tối đa', 'Maximum points'),
  appraiser: about(
    id.optional(),
    'Cơ quan thẩm định (mã), truyền xuống dưới',
    'Appraiser id, inherited downwards',
  ),
  source: about(longText.optional(), 'Căn cứ, truyền xuống dưới', 'Legal source, inherited downwards'),
};

const itemFields = {
  min: about(decimal.optional(), 'Điểm thấp nhất; mặc định 0', 'Lowest points; 0 by default'),
  figures: figuresSchema.optional(),
  rule: ruleSchema.optional(),
  'not-applicable': about(
    notApplicableSchema.optional(),
    'Xử lý khi không áp dụng; mặc định forbidden (luôn áp dụng)',
    'Policy when it does not apply; forbidden by default',
  ),
  exempt: about(
    z
      .array(
        z.strictObject({
          kinds: about(z.array(id).min(1).max(50), 'Loại đơn vị được miễn', 'Kinds of units exempted'),
          policy: about(notApplicableSchema, 'Xử lý', 'Policy that then holds'),
          source: about(longText.optional(), 'Căn cứ miễn', 'Why they are exempt'),
        }),
      )
      .max(50)
      .optional(),
    'Loại đơn vị không áp dụng tiêu chí này',
    'Kinds of units to which it never applies',
  ),
  'points-from': about(
    z.enum(['appraisal', 'survey', 'external']).optional(),
    'Nguồn điểm: thẩm định, điều tra, cơ quan khác; mặc định thẩm định',
    'Where the points come from; appraisal by default',
  ),
  'self-scored': about(
    z.boolean().optional(),
    'Đơn vị tự chấm; mặc định đúng với điểm thẩm định',
    'Whether the unit scores itself; true for appraisal',
  ),
  evidence: evidenceSchema.optional(),
  rounding: about(roundingShorthand.optional(), 'Làm tròn riêng', 'Rounding of this item alone'),
  guidance: about(longText.optional(), 'Hướng dẫn chấm', 'Guidance in words'),
  cases: about(
    z.array(caseSchema).max(200).optional(),
    'Ví dụ đã tính',
    'Worked cases, run before acceptance',
  ),
};

export const subCriterionSchema = z.strictObject({ ...codeAndName, ...itemFields });
export type ItemSource = z.infer<typeof subCriterionSchema>;

export const criterionSchema = z.strictObject({
  ...codeAndName,
  ...itemFields,
  'sub-criteria': about(
    z.array(subCriterionSchema).max(500).optional(),
    'Tiêu chí thành phần; không có thì tiêu chí được chấm trực tiếp',
    'Sub-criteria; without them the criterion itself is scored',
  ),
});
export type CriterionSource = z.infer<typeof criterionSchema>;

export const areaSchema = z.strictObject({
  ...codeAndName,
  role: about(
    z.enum(['ordinary', 'bonus', 'deduction']).optional(),
    'Lĩnh vực thường, điểm thưởng hay điểm trừ',
    'Ordinary, bonus or deduction area',
  ),
  cap: about(
    decimal.optional(),
    'Trần điểm thưởng hoặc điểm trừ (số dương)',
    'Most a bonus adds or a deduction takes',
  ),
  criteria: about(z.array(criterionSchema).max(200).optional(), 'Các tiêu chí', 'Criteria'),
});
export type AreaSource = z.infer<typeof areaSchema>;
