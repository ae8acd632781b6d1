import Fraction from 'fraction.js';
import type { Figure, Item, NotApplicable } from '@parix/scoring';
import type { DraftCase, Writer } from './draft-case.ts';
import { bounded } from './expected-points.ts';
import { workingDaysFrom } from './working-days.ts';

const frac = (text: string) => new Fraction(text);
const keyOfCount = (item: Item, plus: readonly string[]): string => {
  const [key] = plus;
  if (key === undefined) throw new Error(`${item.id}: an empty quantity`);
  return key;
};
const zeros = (item: Item) =>
  Object.fromEntries(item.figures.map((figure) => [figure.key, figure.type === 'boolean' ? false : 0]));

export const stateCases: Writer = (item) => {
  const { rule } = item;
  if (rule?.kind !== 'states') return [];
  const figure = item.figures.find((each) => each.key === rule.figure);
  const label = (id: string) =>
    figure?.type === 'choice' ? (figure.options.find((option) => option.id === id)?.label ?? id) : id;
  return rule.points.map(({ option, points }) => ({
    name: label(option),
    figures: { [rule.figure]: option },
    exact: frac(points),
  }));
};

export const requirementCases: Writer = (item) => {
  const { rule } = item;
  if (rule?.kind !== 'all-of') return [];
  const all = (value: boolean) => Object.fromEntries(rule.figures.map((key) => [key, value]));
  const single = rule.figures.length === 1;
  const one = rule.figures.map((key, index) => ({
    name: `Thiếu yêu cầu thứ ${index + 1}`,
    figures: { ...all(true), [key]: false },
    exact: frac(rule.unmet),
  }));
  return [
    { name: single ? 'Đạt' : 'Đạt tất cả yêu cầu', figures: all(true), exact: frac(rule.met) },
    ...(single ? [] : one),
    { name: single ? 'Không đạt' : 'Không đạt yêu cầu nào', figures: all(false), exact: frac(rule.unmet) },
  ];
};

export const countCases: Writer = (item) => {
  const { rule } = item;
  if (rule?.kind !== 'count') return [];
  const key = keyOfCount(item, rule.count.plus);
  const full = Number(
    frac(item.max ?? '0')
      .div(rule.each)
      .ceil()
      .valueOf(),
  );
  const at = (count: number, name: string): DraftCase => ({
    name,
    figures: { ...zeros(item), [key]: count },
    exact: bounded(item, frac(rule.each).mul(count)),
  });
  return [
    at(0, 'Không có'),
    at(1, 'Có 1'),
    ...(full > 2 ? [at(full - 1, `Có ${full - 1}, chưa đủ điểm tối đa`)] : []),
    at(full, `Có ${full}, vừa đủ điểm tối đa`),
    at(full + 1, `Có ${full + 1}, không quá điểm tối đa`),
  ];
};

export const deductionCases: Writer = (item) => {
  const { rule } = item;
  if (rule?.kind !== 'deduction') return [];
  const key = keyOfCount(item, rule.count.plus);
  const last = Number(frac(rule.start).sub(item.min).div(rule.each).ceil().valueOf());
  const at = (count: number, name: string): DraftCase => ({
    name,
    figures: { ...zeros(item), [key]: count },
    exact: bounded(item, frac(rule.start).sub(frac(rule.each).mul(count))),
  });
  return [
    at(0, 'Không có trường hợp nào'),
    at(1, 'Có 1 trường hợp'),
    ...(last > 2 ? [at(last - 1, `Có ${last - 1} trường hợp`)] : []),
    ...(last > 1 ? [at(last, `Có ${last} trường hợp, hết điểm`)] : []),
    at(last + 1, `Có ${last + 1} trường hợp, không trừ thêm`),
  ];
};

export const sumCases: Writer = (item) => {
  const { rule } = item;
  if (rule?.kind !== 'sum') return [];
  const none = zeros(item);
  const figureOf = (key: string): Figure | undefined => item.figures.find((figure) => figure.key === key);
  const full = Object.fromEntries(
    rule.parts.map((part) => [part.figure, figureOf(part.figure)?.type === 'boolean' ? true : reach(part)]),
  );
  const worth = (figures: Readonly<Record<string, number | boolean>>) =>
    rule.parts.reduce((sum, part) => {
      const value = figures[part.figure] ?? 0;
      const points =
        typeof value === 'boolean' ? frac(value ? part.points : '0') : frac(part.points).mul(value);
      const cap = part.cap === null ? points : frac(part.cap);
      return sum.add(points.compare(cap) > 0 ? cap : points);
    }, new Fraction(0));
  const at = (name: string, figures: Readonly<Record<string, number | boolean>>): DraftCase => ({
    name,
    figures: { ...none, ...figures },
    exact: bounded(item, worth({ ...none, ...figures })),
  });
  return [
    at('Đủ các phần', full),
    ...rule.parts.map((part, index) =>
      at(`Chỉ có phần thứ ${index + 1}`, { [part.figure]: full[part.figure] ?? 0 }),
    ),
    ...rule.parts.flatMap((part, index) =>
      figureOf(part.figure)?.type === 'boolean'
        ? []
        : [
            at(`Phần thứ ${index + 1}, dưới trần của phần`, { [part.figure]: reach(part) - 1 }),
            at(`Phần thứ ${index + 1}, quá trần của phần`, { [part.figure]: reach(part) + 1 }),
          ],
    ),
    at('Không có phần nào', {}),
  ];
  function reach(part: { readonly points: string; readonly cap: string | null }): number {
    return Number(
      frac(part.cap ?? item.max ?? '0')
        .div(part.points)
        .ceil()
        .valueOf(),
    );
  }
};

const DUE = '2020-06-10';
export const deadlineCases: Writer = (item, _text, set) => {
  const { rule } = item;
  if (rule?.kind !== 'deadline') return [];
  const dueDate = 'date' in rule.due ? rule.due.date : DUE;
  const due = workingDaysFrom(set.calendar, dueDate, rule.offset);
  const limits = rule.steps.flatMap((step) => ('lateUpTo' in step ? [step.lateUpTo] : []));
  const points = (late: number) =>
    frac(rule.steps.find((step) => 'otherwise' in step || late <= step.lateUpTo)?.points ?? '0');
  const at = (name: string, late: number): DraftCase => ({
    name,
    figures: {
      [rule.done]: workingDaysFrom(set.calendar, due, late),
      ...('figure' in rule.due ? { [rule.due.figure]: dueDate } : {}),
    },
    exact: points(late),
  });
  const notDone: DraftCase = {
    name: 'Chưa thực hiện',
    figures: { ...at('', 0).figures, [rule.done]: null },
    exact: frac(rule.steps.at(-1)?.points ?? '0'),
  };
  return [
    at('Sớm 3 ngày làm việc', -3),
    ...limits.flatMap((limit) => [
      at(limit === 0 ? 'Đúng ngày cuối của hạn' : `Trễ ${limit} ngày làm việc`, limit),
      at(`Trễ ${limit + 1} ngày làm việc`, limit + 1),
    ]),
    ...(item.figures.some((figure) => figure.key === rule.done && figure.optional) ? [notDone] : []),
  ].filter((each, index, all) => all.findIndex((other) => other.name === each.name) === index);
};

export const surveyCases: Writer = (item) => {
  const { rule } = item;
  const max = frac(item.max ?? '0');
  if (rule?.kind === 'survey-mean') {
    const span = frac(rule.high).sub(rule.low);
    const at = (name: string, share: Fraction): DraftCase => {
      const mean = frac(rule.low).add(span.mul(share));
      return { name, figures: { [rule.mean]: mean.toString() }, exact: max.mul(share) };
    };
    return [
      at('Điểm trung bình ở đỉnh thang đo', frac('1')),
      at('Điểm trung bình ở giữa thang đo', frac('1/2')),
      at('Điểm trung bình ở ba phần tư thang đo', frac('3/4')),
      at('Điểm trung bình ở đáy thang đo', frac('0')),
    ];
  }
  if (rule?.kind !== 'survey-grades') return [];
  const counts = (numbers: readonly number[]) =>
    Object.fromEntries(rule.grades.map((grade, index) => [grade.figure, numbers[index] ?? 0]));
  const at = (name: string, numbers: readonly number[]): DraftCase => {
    const total = numbers.reduce((sum, each) => sum + each, 0);
    const weighted = rule.grades.reduce(
      (sum, grade, index) => sum.add(frac(grade.weight).mul(numbers[index] ?? 0)),
      new Fraction(0),
    );
    return { name, figures: counts(numbers), exact: weighted.div(total * 100).mul(max) };
  };
  const only = (index: number) => rule.grades.map((_, each) => (each === index ? 100 : 0));
  const none = rule.none === 'no-data' ? 'no-data' : rule.none;
  return [
    ...rule.grades.map((_, index) => at(`100 phiếu đều chọn mức ${index + 1}`, only(index))),
    at(
      'Mỗi mức 25 phiếu',
      rule.grades.map(() => 25),
    ),
    { name: 'Không có phiếu nào', figures: counts([]), undefinedAs: none },
  ];
};

export const givenCases: Writer = (item) => {
  const { rule } = item;
  if (rule?.kind !== 'given') return [];
  const max = frac(item.max ?? '0');
  const step = frac(rule.step ?? '0.01');
  const at = (name: string, points: Fraction): DraftCase => ({
    name,
    figures: { [rule.figure]: points.toString() },
    exact: points,
  });
  return [
    at('Điểm cao nhất', max),
    at('Kém điểm cao nhất một bước', max.sub(step)),
    at('Một bước điểm', frac(item.min).add(step)),
    at('Điểm thấp nhất', frac(item.min)),
  ];
};

/** What an item is worth when it does not apply, standing alone. */
export function notApplicableExpectation(
  policy: NotApplicable,
  item: Item,
  older?: string,
): Partial<DraftCase> {
  const settled = (way: 'remove' | 'full-points' | 'zero'): Partial<DraftCase> =>
    way === 'remove'
      ? { status: 'not-applicable' }
      : { status: 'not-applicable', exact: frac(way === 'zero' ? '0' : (item.max ?? '0')) };
  switch (policy.policy) {
    case 'older-value':
      return older === undefined
        ? settled(policy.ifNone)
        : { status: 'not-applicable', exact: frac(older), older };
    case 'share':
      return { status: 'not-applicable' };
    case 'forbidden':
      throw new Error(`${item.id} always applies`);
    default:
      return settled(policy.policy);
  }
}

export const noDataCase = (item: Item): DraftCase => ({
  name: 'Chưa có số liệu',
  figures: Object.fromEntries(item.figures.map((figure) => [figure.key, null])),
  status: 'no-data',
});
