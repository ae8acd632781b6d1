import { z } from 'zod';
import { areaSchema } from './schema-nodes.ts';
import {
  about,
  actSchema,
  decimal,
  id,
  isoDate,
  longText,
  roundingShorthand,
  text,
  year,
} from './schema-values.ts';

const names = (vi: string, en: string) => about(z.record(id, text), vi, en);

const bandSchema = z.strictObject({
  id: about(id, 'Mã loại', 'Class id'),
  name: about(text, 'Tên loại', 'Name of the class'),
  from: about(decimal.optional(), 'Từ chỉ số này (%), kể cả bằng', 'At or above this index in %'),
  above: about(decimal.optional(), 'Trên chỉ số này (%)', 'Strictly above this index in %'),
  otherwise: about(z.literal(true).optional(), 'Phần còn lại (loại cuối)', 'The rest (last class)'),
});
const bands = about(
  z.array(bandSchema).min(1).max(50),
  'Các loại, từ cao xuống thấp',
  'Classes from high to low',
);
const BASES = ['unrounded', 'printed'] as const;

const classificationSchema = z.strictObject({
  basis: about(
    z.enum(BASES).optional(),
    'So sánh chỉ số chưa làm tròn (mặc định) hay chỉ số in',
    'Which index decides; unrounded by default',
  ),
  bands: about(bands.optional(), 'Các loại, từ cao xuống thấp', 'Classes from high to low'),
  schemes: about(
    z
      .array(
        z.strictObject({
          kinds: about(
            z.array(id).min(1).max(50).optional(),
            'Loại đơn vị; bỏ trống là tất cả',
            'Unit kinds; all if absent',
          ),
          bands,
        }),
      )
      .max(50)
      .optional(),
    'Ngưỡng riêng theo loại đơn vị',
    'Bands per kind of unit',
  ),
});

const prefer = about(
  z.enum(['highest', 'lowest']).optional(),
  'Ưu tiên cao hay thấp',
  'Which wins; highest by default',
);
const tieBreakSchema = z.strictObject({
  by: about(
    z.enum(['area', 'criterion', 'item', 'points', 'figure', 'unit-code']),
    'Tiêu chí phụ khi bằng chỉ số',
    'What is compared while the index is equal',
  ),
  id: about(id.optional(), 'Mã lĩnh vực, tiêu chí', 'Area, criterion or item id'),
  item: about(id.optional(), 'Mã tiêu chí có số liệu', 'Item that holds the figure'),
  figure: about(text.optional(), 'Mã số liệu', 'Figure key'),
  prefer,
});
const rankingSchema = z.strictObject({
  basis: about(z.enum(BASES).optional(), 'Chỉ số dùng để xếp hạng', 'Index used for ranking'),
  ties: about(
    z.enum(['competition', 'dense', 'ordered']).optional(),
    'Đồng hạng: 1-2-2-4 (mặc định), 1-2-2-3, hoặc không đồng hạng',
    'Shared ranks: 1-2-2-4 (default), 1-2-2-3, or none',
  ),
  'tie-break': about(
    z.array(tieBreakSchema).max(20).optional(),
    'Tiêu chí phụ theo thứ tự',
    'Tie-breaks in order',
  ),
  'unranked-kinds': about(
    z.array(id).max(50).optional(),
    'Có chỉ số, không xếp hạng',
    'An index but no rank',
  ),
});

const roundingPointsSchema = z.strictObject({
  item: about(roundingShorthand.optional(), 'Điểm từng tiêu chí', 'Item points; not rounded by default'),
  criterion: about(roundingShorthand.optional(), 'Điểm tiêu chí', 'Criterion points'),
  area: about(roundingShorthand.optional(), 'Điểm lĩnh vực', 'Area points'),
  total: about(roundingShorthand.optional(), 'Tổng điểm', 'Total points'),
  'printed-index': about(
    roundingShorthand.optional(),
    'Chỉ số in ra; mặc định 2',
    'Index as printed; 2 by default',
  ),
  'printed-points': about(roundingShorthand.optional(), 'Điểm in ra; mặc định 2', 'Points as printed'),
});
const calendarSchema = z.strictObject({
  weekend: about(
    z.array(z.int().min(1).max(7)).max(7).optional(),
    'Ngày nghỉ tuần (1–7)',
    'ISO week days off',
  ),
  holidays: about(z.array(isoDate).max(2000).optional(), 'Ngày nghỉ lễ, tết', 'Public holidays'),
  'worked-days': about(z.array(isoDate).max(2000).optional(), 'Ngày làm bù', 'Days off that are worked'),
});
const totalSchema = z.strictObject({
  max: about(
    decimal.nullable(),
    'Tổng điểm tối đa các lĩnh vực thường',
    'Declared sum of the ordinary areas',
  ),
  floor: about(decimal.optional(), 'Tổng không thấp hơn', 'Lowest total after bonus and deduction'),
  cap: about(decimal.optional(), 'Tổng không cao hơn', 'Highest total after bonus and deduction'),
});

/** What an amendment may change besides the tree. */
export const settingsShape = {
  title: about(text, 'Tên bộ tiêu chí', 'Title'),
  'unit-kinds': names('Loại đơn vị: mã: tên', 'Kinds of units: id: name'),
  appraisers: names('Cơ quan thẩm định: mã: tên', 'Appraising bodies: id: name'),
  calendar: about(calendarSchema, 'Lịch làm việc', 'Working calendar'),
  rounding: about(roundingPointsSchema, 'Làm tròn ở đâu, thế nào', 'Where and how to round'),
  total: about(totalSchema, 'Tổng điểm', 'Total'),
  classification: about(classificationSchema, 'Xếp loại', 'Classification'),
  ranking: about(rankingSchema, 'Xếp hạng', 'Ranking'),
};
export const indexYearsSchema = about(
  z.strictObject({
    from: about(year, 'Từ năm', 'First index year'),
    to: about(year, 'Đến năm', 'Last index year'),
  }),
  'Năm đánh giá được áp dụng',
  'Index years it applies to',
);

/** The YAML format of a criteria set. Keys are English, data is Vietnamese, points are quoted decimals. */
export const criteriaSetSchema = z.strictObject({
  format: about(z.literal('parix.criteria-set/1'), 'Định dạng', 'Format'),
  id: about(id, 'Mã bộ tiêu chí', 'Id of the set'),
  version: about(id.optional(), 'Phiên bản; mặc định "1"', 'Version; "1" as issued'),
  status: about(
    z.enum(['complete', 'incomplete']).optional(),
    'Đủ hay chưa; mặc định đủ',
    'Complete by default',
  ),
  'incomplete-reason': about(longText.optional(), 'Thiếu gì', 'What is missing'),
  sample: about(z.boolean().optional(), 'Bộ mẫu, không phải văn bản pháp luật', 'Made up for trials'),
  act: about(actSchema.nullable().optional(), 'Quyết định ban hành', 'Issuing act'),
  sources: about(z.array(text).max(50).optional(), 'Nguồn', 'Where the text was read'),
  'index-years': indexYearsSchema,
  ...settingsShape,
  appraisers: settingsShape.appraisers.optional(),
  calendar: settingsShape.calendar.optional(),
  rounding: settingsShape.rounding.optional(),
  classification: settingsShape.classification.optional(),
  ranking: settingsShape.ranking.optional(),
  areas: about(z.array(areaSchema).max(100), 'Các lĩnh vực', 'Areas'),
});
export type CriteriaSetSource = z.infer<typeof criteriaSetSchema>;
