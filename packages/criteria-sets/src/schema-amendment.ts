import { z } from 'zod';
import { indexYearsSchema, settingsShape } from './schema.ts';
import { areaSchema, caseSchema, criterionSchema } from './schema-nodes.ts';
import { about, actSchema, decimal, id, longText, text } from './schema-values.ts';

const target = about(id, 'Mã tiêu chí được sửa', 'Id of the node concerned');
const nodeSchema = about(criterionSchema, 'Nội dung tiêu chí', 'The criterion or sub-criterion');

const addSchema = z.strictObject({
  under: about(
    id,
    'Thêm vào dưới lĩnh vực, tiêu chí này; "set" để thêm lĩnh vực',
    'Parent id; "set" for an area',
  ),
  after: about(id.optional(), 'Đứng sau', 'Stands after this sibling'),
  before: about(id.optional(), 'Đứng trước', 'Stands before this sibling'),
  node: about(nodeSchema.optional(), 'Tiêu chí mới', 'The new criterion or sub-criterion'),
  area: about(areaSchema.optional(), 'Lĩnh vực mới', 'A new area'),
});
const replaceSchema = z.strictObject({ id: target, with: nodeSchema });
const removeSchema = z.strictObject({
  id: target,
  reason: about(longText.min(1), 'Lý do bãi bỏ', 'Why it is removed'),
});
const reweighSchema = z.strictObject({
  id: target,
  max: about(decimal, 'Điểm tối đa mới', 'New maximum'),
  points: about(
    z.union([z.literal('scale'), z.array(decimal).min(1).max(100)]).optional(),
    'Điểm trong quy tắc: scale (chia tỷ lệ), hoặc danh sách điểm mới theo thứ tự; bắt buộc với tiêu chí được chấm',
    'Points inside the rule: scaled, or listed anew in their order; must be said for scored items',
  ),
  cases: about(
    z.array(caseSchema).max(200).optional(),
    'Ví dụ mới; bắt buộc khi điểm viết lại',
    'New worked cases; needed when points are listed anew',
  ),
});
const changeSchema = z
  .strictObject({
    title: settingsShape.title.optional(),
    'unit-kinds': settingsShape['unit-kinds'].optional(),
    appraisers: settingsShape.appraisers.optional(),
    calendar: settingsShape.calendar.optional(),
    rounding: settingsShape.rounding.optional(),
    total: settingsShape.total.optional(),
    classification: settingsShape.classification.optional(),
    ranking: settingsShape.ranking.optional(),
  })
  .meta({ minProperties: 1 });

const operationSchema = z
  .strictObject({
    add: about(addSchema.optional(), 'Thêm', 'Add a node'),
    replace: about(replaceSchema.optional(), 'Thay', 'Replace a node'),
    remove: about(removeSchema.optional(), 'Bãi bỏ', 'Remove a node'),
    're-weigh': about(reweighSchema.optional(), 'Đổi điểm tối đa', 'Give a new maximum'),
    change: about(changeSchema.optional(), 'Đổi quy định chung', 'Change a setting'),
  })
  .meta({ minProperties: 1, maxProperties: 1 });
export type OperationSource = z.infer<typeof operationSchema>;

/** The YAML format of an amendment: a small document that yields a new version of a set. */
export const amendmentSchema = z.strictObject({
  format: about(z.literal('parix.amendment/1'), 'Định dạng', 'Format'),
  id: about(id, 'Mã bản sửa đổi', 'Id of the amendment'),
  act: about(actSchema, 'Quyết định sửa đổi', 'Amending act'),
  sample: about(z.boolean().optional(), 'Bản mẫu', 'Made up for trials'),
  sources: about(z.array(text).max(50).optional(), 'Nguồn', 'Where the text was read'),
  base: about(
    z.strictObject({
      id: about(id, 'Mã bộ tiêu chí gốc', 'Id of the amended set'),
      version: about(id.optional(), 'Phiên bản gốc; bỏ trống là bất kỳ', 'Version amended; any if absent'),
    }),
    'Bộ tiêu chí được sửa',
    'The set it amends',
  ),
  version: about(id, 'Phiên bản tạo ra', 'Version it yields'),
  'index-years': indexYearsSchema,
  operations: about(
    z.array(operationSchema).min(1).max(1000),
    'Các sửa đổi, theo thứ tự',
    'Operations in order',
  ),
});
export type AmendmentSource = z.infer<typeof amendmentSchema>;
