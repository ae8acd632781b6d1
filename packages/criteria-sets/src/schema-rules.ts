import { z } from 'zod';
import { about, decimal, figureKey, isoDate, quantity, text } from './schema-values.ts';

const points = about(decimal, 'Điểm (số thập phân trong ngoặc kép)', 'Points, a quoted decimal');
const question = about(
  text.optional(),
  'Câu hỏi trên phiếu, khi không khai báo số liệu riêng',
  'Label of the implied figure',
);
const figure = about(figureKey.optional(), 'Mã số liệu', 'Figure key; implied when left out');

const yesNo = z.strictObject({
  points: about(
    decimal.optional(),
    'Điểm khi đạt; mặc định điểm tối đa',
    'Points if met; the maximum by default',
  ),
  otherwise: about(decimal.optional(), 'Điểm khi không đạt; mặc định 0', 'Points if not met; 0 by default'),
  question,
  figure,
});

const allOf = z.strictObject({
  requirements: about(
    z.record(figureKey, text).optional(),
    'Các yêu cầu phải đạt cả: mã: nội dung',
    'Requirements that must all hold: key: label',
  ),
  figures: about(
    z.array(figureKey).min(1).max(50).optional(),
    'Hoặc: mã các số liệu Có/Không đã khai báo',
    'Or: keys of declared yes/no figures',
  ),
  met: about(decimal.optional(), 'Điểm khi đạt tất cả; mặc định điểm tối đa', 'Points if all hold'),
  unmet: about(decimal.optional(), 'Điểm khi thiếu một; mặc định 0', 'Points if one does not'),
});

const states = z.strictObject({
  question,
  figure,
  options: about(
    z
      .array(
        z.strictObject({
          id: about(figureKey, 'Mã mức', 'Option id'),
          label: about(text.optional(), 'Tên mức', 'Label; needed when the figure is implied'),
          points,
        }),
      )
      .min(1)
      .max(50),
    'Các mức và điểm của từng mức',
    'The states with their points',
  ),
});

const UNDEFINED_AS = ['zero', 'full-points', 'not-applicable', 'no-data'] as const;
const zeroDenominator = about(
  z.union([
    z.enum(UNDEFINED_AS),
    z.strictObject({
      use: about(figureKey, 'Mã số liệu thay cho mẫu số', 'Figure that replaces the denominator'),
      'divide-by': about(decimal.optional(), 'Chia số liệu đó cho; mặc định 1', 'Divide it by; 1 by default'),
      else: about(
        z.enum(UNDEFINED_AS),
        'Khi số thay thế cũng bằng 0 hoặc trống',
        'If that is zero or empty too',
      ),
    }),
  ]),
  'Ý nghĩa khi mẫu số bằng 0',
  'What a zero denominator means',
);
const ratio = {
  numerator: about(quantity, 'Tử số: tổng có dấu các mã số liệu', 'Numerator: signed sum of figure keys'),
  denominator: about(quantity, 'Mẫu số', 'Denominator: signed sum of figure keys'),
  'zero-denominator': zeroDenominator.optional(),
  outside: about(
    z.enum(['clamp', 'reject', 'allow']).optional(),
    'Tỷ lệ ngoài 0–100 %: cắt, báo lỗi (mặc định) hay để nguyên',
    'Ratio outside 0..100 %: clamp, reject (default) or allow (growth)',
  ),
};
const ratioStep = z.strictObject({
  from: about(decimal.optional(), 'Từ mức này trở lên (%), kể cả bằng', 'At or above this limit in %'),
  above: about(decimal.optional(), 'Trên mức này (%), không kể bằng', 'Strictly above this limit in %'),
  points: about(points.optional(), 'Điểm của bậc', 'Points of the step'),
  otherwise: about(decimal.optional(), 'Điểm của phần còn lại (bậc cuối)', 'Points of the rest (last step)'),
});
const ratioSteps = z.strictObject({
  ...ratio,
  steps: about(z.array(ratioStep).min(2).max(100), 'Các bậc, từ cao xuống thấp', 'Steps from high to low'),
});
const ratioLinear = z.strictObject({
  ...ratio,
  complement: about(z.boolean().optional(), 'Tính theo 100 % trừ tỷ lệ', 'Score 100 % minus the ratio'),
  target: about(decimal.optional(), 'Đạt mức này (%) thì đủ điểm', 'Full points from this ratio in %'),
  floor: about(
    z
      .strictObject({
        below: about(
          decimal.optional(),
          'Dưới mức này (%) thì 0 điểm',
          'Zero strictly below this ratio in %',
        ),
        'up-to': about(
          decimal.optional(),
          'Từ mức này (%) trở xuống thì 0 điểm',
          'Zero at or below this ratio',
        ),
      })
      .optional(),
    'Sàn: thấp hơn thì không có điểm',
    'Floor under which nothing is earned',
  ),
});

const count = z.strictObject({
  count: about(quantity, 'Số lượng', 'The count: signed sum of figure keys'),
  each: about(decimal, 'Điểm cho mỗi đơn vị', 'Points for each; capped at the maximum'),
});
const sum = z.strictObject({
  parts: about(
    z
      .array(
        z.strictObject({
          figure: about(figureKey, 'Mã số liệu', 'Figure key'),
          label: about(
            text.optional(),
            'Tên, khi là Có/Không chưa khai báo',
            'Label of an implied yes/no figure',
          ),
          points,
          cap: about(decimal.optional(), 'Tối đa của phần này', 'Most points of this part'),
        }),
      )
      .min(1)
      .max(50),
    'Các phần cộng lại, không quá điểm tối đa',
    'Parts added up, capped at the maximum',
  ),
});
const deduction = z.strictObject({
  start: about(
    decimal.optional(),
    'Điểm ban đầu; mặc định điểm tối đa',
    'Starting points; the maximum by default',
  ),
  count: about(quantity, 'Số lần vi phạm', 'Occurrences: signed sum of figure keys'),
  each: about(decimal, 'Trừ mỗi lần (số dương)', 'Points lost for each, a positive number'),
});
const deadline = z.strictObject({
  done: about(figureKey, 'Mã ngày hoàn thành', 'Date figure: when it was done'),
  due: about(
    z.union([isoDate, figureKey]),
    'Hạn: ngày cố định hoặc mã số liệu ngày',
    'Fixed date or date figure',
  ),
  offset: about(
    z.int().min(-1000).max(1000).optional(),
    'Dời hạn số ngày làm việc này (âm: sớm hơn)',
    'Shift of the due date in working days (negative: earlier)',
  ),
  steps: about(
    z
      .array(
        z.strictObject({
          'late-up-to': about(
            z.int().min(-1000).max(1000).optional(),
            'Trễ nhiều nhất số ngày làm việc này (0: đúng hạn)',
            'At most this many working days late (0: on time)',
          ),
          points: about(points.optional(), 'Điểm của bậc', 'Points of the step'),
          otherwise: about(decimal.optional(), 'Điểm của phần còn lại', 'Points of the rest'),
        }),
      )
      .min(2)
      .max(100),
    'Các mức theo số ngày trễ',
    'Steps by working days late',
  ),
});
const surveyGrades = z.strictObject({
  grades: about(
    z
      .array(
        z.strictObject({
          figure: about(figureKey, 'Mã số phiếu của mức', 'Figure with the number of answers'),
          label: about(text.optional(), 'Tên mức trả lời', 'Label; makes the figure implied'),
          weight: about(decimal, 'Trọng số (%)', 'Weight in %'),
        }),
      )
      .min(1)
      .max(20),
    'Các mức trả lời và trọng số',
    'Answer grades with weights',
  ),
  'most-answers': about(
    z.int().min(1).max(1_000_000_000).optional(),
    'Số phiếu nhiều nhất mỗi mức; mặc định 1000000',
    'Largest count of an implied grade',
  ),
  none: about(
    z.enum(['no-data', 'not-applicable', 'zero']).optional(),
    'Khi không có phiếu nào; mặc định chưa có số liệu',
    'When nobody answered; no-data by default',
  ),
});
const surveyMean = z.strictObject({
  mean: about(figureKey.optional(), 'Mã điểm trung bình', 'Figure with the mean; implied when left out'),
  low: about(decimal, 'Đáy thang đo', 'Low end of the scale'),
  high: about(decimal, 'Đỉnh thang đo', 'High end of the scale'),
  question,
});
const given = z.strictObject({
  figure,
  question,
  step: about(decimal.optional(), 'Bước điểm', 'Points come in multiples of this'),
});
const formula = z.strictObject({
  expression: about(
    z.string().min(1).max(4000),
    'Công thức trên các số liệu đã khai báo',
    'Expression over the declared figures',
  ),
  'division-by-zero': about(
    z.enum(UNDEFINED_AS),
    'Ý nghĩa của phép chia cho 0',
    'Meaning of division by zero',
  ),
});

/** Exactly one key: the kind of rule. */
export const ruleSchema = about(
  z
    .strictObject({
      'yes-no': about(yesNo.optional(), 'Đạt / không đạt', 'Met or not'),
      'all-of': about(allOf.optional(), 'Đạt tất cả các yêu cầu', 'All requirements must hold'),
      states: about(states.optional(), 'Các mức cố định', 'Fixed states'),
      'ratio-steps': about(ratioSteps.optional(), 'Bậc theo tỷ lệ', 'Steps by ratio'),
      'ratio-linear': about(ratioLinear.optional(), 'Tỷ lệ × điểm tối đa', 'Ratio times maximum'),
      count: about(count.optional(), 'Số lượng × điểm, có trần', 'Count times points, capped'),
      sum: about(sum.optional(), 'Cộng các phần, có trần', 'Sum of parts, capped'),
      deduction: about(deduction.optional(), 'Trừ theo số lần', 'Deduction per occurrence'),
      deadline: about(deadline.optional(), 'Theo thời hạn, ngày làm việc', 'By deadline in working days'),
      'survey-grades': about(surveyGrades.optional(), 'Điều tra: mức trả lời', 'Survey answers by grade'),
      'survey-mean': about(surveyMean.optional(), 'Điều tra: điểm trung bình', 'Survey mean'),
      given: about(given.optional(), 'Điểm do cơ quan khác cho', 'Points given by another body'),
      formula: about(formula.optional(), 'Công thức', 'Expression over figures'),
    })
    .meta({ minProperties: 1, maxProperties: 1 }),
  'Cách chấm: đúng một loại quy tắc',
  'How points are earned: exactly one kind of rule',
);
export type RuleSource = z.infer<typeof ruleSchema>;
export const RULE_KIND_KEYS = Object.keys(ruleSchema.shape) as readonly (keyof RuleSource)[];
