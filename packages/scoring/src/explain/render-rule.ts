import type { Figure, Item, NotApplicable, Quantity, Ratio, Rule, ZeroDenominator } from '../criteria-set.ts';
import type { Locale } from '../words/describe-problem.ts';
import { numberInWords, pointsInWords } from './numbers-in-words.ts';
import { limitName } from './render-explanation.ts';

/** The rule in words, before any figures: how the points come about and what special cases mean. */
export function renderRule(item: Item, locale: Locale): readonly string[] {
  const words: Words = { item, say: (vi, en) => (locale === 'vi' ? vi : en), locale };
  if (item.rule === null) {
    return [words.say('Chỉ theo dõi, không chấm điểm.', 'Watched only, not scored.')];
  }
  const lines = [...ruleInWords(item.rule, words), ...policyInWords(item.notApplicable, words)];
  return lines.map((line) => `${line.charAt(0).toUpperCase()}${line.slice(1)}`);
}

interface Words {
  readonly item: Item;
  readonly locale: Locale;
  readonly say: (vi: string, en: string) => string;
}

function ruleInWords(rule: Rule, words: Words): readonly string[] {
  const { say, item } = words;
  const max = points(item.max ?? '0', words);
  switch (rule.kind) {
    case 'states':
      return rule.points.map(
        (state) => `${optionLabel(words, rule.figure, state.option)}: ${points(state.points, words)}.`,
      );
    case 'all-of':
      return [
        say(
          `Đạt ${points(rule.met, words)} khi có đủ: ${labels(words, rule.figures)}.`,
          `${points(rule.met, words)} when all hold: ${labels(words, rule.figures)}.`,
        ),
        say(`Thiếu một yêu cầu: ${points(rule.unmet, words)}.`, `One missing: ${points(rule.unmet, words)}.`),
      ];
    case 'ratio-steps':
      return [
        say(`Tỷ lệ = ${ratio(rule.ratio, words)} × 100 %.`, `Ratio = ${ratio(rule.ratio, words)} × 100 %.`),
        ...rule.steps.map(
          (step) =>
            `${'limit' in step ? limitName(step.limit, step.inclusive, words.locale) : limitName(null, false, words.locale)}: ${points(step.points, words)}.`,
        ),
        ...zeroInWords(rule.ratio.zeroDenominator, words),
      ];
    case 'ratio-linear':
      return linearInWords(rule, words);
    case 'count':
      return [
        say(
          `${quantity(rule.count, words)} × ${points(rule.each, words)}, nhiều nhất ${max}.`,
          `${quantity(rule.count, words)} × ${points(rule.each, words)}, at most ${max}.`,
        ),
      ];
    case 'sum':
      return [
        say('Cộng các phần:', 'Sum of the parts:'),
        ...rule.parts.map(
          (part) =>
            `${labels(words, [part.figure])}: ${points(part.points, words)}${part.cap === null ? '' : say(`, nhiều nhất ${points(part.cap, words)}`, `, at most ${points(part.cap, words)}`)}.`,
        ),
        say(`Tổng nhiều nhất ${max}.`, `At most ${max} in all.`),
      ];
    case 'deduction':
      return [
        say(
          `Bắt đầu từ ${points(rule.start, words)}, trừ ${points(rule.each, words)} cho mỗi đơn vị của ${quantity(rule.count, words)}, không thấp hơn ${points(item.min, words)}.`,
          `Starts at ${points(rule.start, words)} and loses ${points(rule.each, words)} for each of ${quantity(rule.count, words)}, not below ${points(item.min, words)}.`,
        ),
      ];
    case 'deadline':
      return deadlineInWords(rule, words);
    case 'survey-grades':
      return [
        say(
          `Điểm = tổng (số phiếu × trọng số) / tổng số phiếu × ${max}:`,
          `Points = sum (answers × weight) / all answers × ${max}:`,
        ),
        ...rule.grades.map(
          (grade) => `${labels(words, [grade.figure])}: ${numberInWords(grade.weight, words.locale)} %.`,
        ),
        say(`Không có phiếu nào: ${outcome(rule.none, words)}.`, `No answers: ${outcome(rule.none, words)}.`),
      ];
    case 'survey-mean': {
      const low = numberInWords(rule.low, words.locale);
      const high = numberInWords(rule.high, words.locale);
      const label = labels(words, [rule.mean]);
      return [
        say(
          `Điểm = (${label} - ${low}) / (${high} - ${low}) × ${max}.`,
          `Points = (${label} - ${low}) / (${high} - ${low}) × ${max}.`,
        ),
      ];
    }
    case 'given':
      return [
        say(
          `Điểm do cơ quan khác cho, từ ${points(item.min, words)} đến ${max}.`,
          `Points given by another body, from ${points(item.min, words)} to ${max}.`,
        ),
        ...(rule.step === null
          ? []
          : [say(`Theo bước ${points(rule.step, words)}.`, `In steps of ${points(rule.step, words)}.`)]),
      ];
    case 'formula':
      return [
        say(`Theo công thức: ${rule.expression}.`, `By the formula: ${rule.expression}.`),
        say(
          `Chia cho 0: ${outcome(rule.divisionByZero, words)}.`,
          `Division by zero: ${outcome(rule.divisionByZero, words)}.`,
        ),
      ];
  }
}

function linearInWords(rule: Extract<Rule, { kind: 'ratio-linear' }>, words: Words): readonly string[] {
  const { say, item, locale } = words;
  const max = points(item.max ?? '0', words);
  const share = rule.complement ? say('(100 % - tỷ lệ)', '(100 % - ratio)') : say('tỷ lệ', 'ratio');
  const target = numberInWords(rule.target ?? '100', locale);
  const formula = rule.target === null ? `${share} × ${max}` : `${share} × ${max} / ${target} %`;
  return [
    say(`Tỷ lệ = ${ratio(rule.ratio, words)} × 100 %.`, `Ratio = ${ratio(rule.ratio, words)} × 100 %.`),
    say(`Điểm = ${formula}.`, `Points = ${formula}.`),
    ...(rule.target === null ? [] : [say(`Từ ${target} %: đủ ${max}.`, `From ${target} %: full ${max}.`)]),
    ...(rule.floor === null ? [] : [floorInWords(rule.floor, words)]),
    ...zeroInWords(rule.ratio.zeroDenominator, words),
  ];
}

function floorInWords(floor: { readonly limit: string; readonly inclusive: boolean }, words: Words): string {
  const limit = numberInWords(floor.limit, words.locale);
  if (floor.inclusive) return words.say(`Dưới ${limit} %: 0 điểm.`, `Below ${limit} %: 0 points.`);
  return words.say(`Từ ${limit} % trở xuống: 0 điểm.`, `${limit} % or less: 0 points.`);
}

function deadlineInWords(rule: Extract<Rule, { kind: 'deadline' }>, words: Words): readonly string[] {
  const { say } = words;
  const due =
    'figure' in rule.due ? labels(words, [rule.due.figure]) : rule.due.date.split('-').reverse().join('/');
  const days = Math.abs(rule.offset);
  const shift =
    rule.offset === 0
      ? ''
      : rule.offset > 0
        ? say(` + ${days} ngày làm việc`, ` + ${days} working days`)
        : say(` - ${days} ngày làm việc`, ` - ${days} working days`);
  return [
    say(
      `Hạn: ${due}${shift}; so với ${labels(words, [rule.done])}.`,
      `Due: ${due}${shift}; compared with ${labels(words, [rule.done])}.`,
    ),
    ...rule.steps.map(
      (step) =>
        `${lateName('lateUpTo' in step ? step.lateUpTo : null, words)}: ${points(step.points, words)}.`,
    ),
  ];
}

function lateName(late: number | null, { say }: Words): string {
  if (late === null) return say('Còn lại (kể cả chưa thực hiện)', 'The rest (not done included)');
  if (late === 0) return say('Đúng hạn', 'On time');
  if (late > 0) return say(`Chậm không quá ${late} ngày làm việc`, `At most ${late} working days late`);
  return say(`Sớm ít nhất ${-late} ngày làm việc`, `At least ${-late} working days early`);
}

function zeroInWords(zero: ZeroDenominator, words: Words): readonly string[] {
  const { say, locale } = words;
  if (zero.then !== 'use') {
    return [
      say(`Mẫu số bằng 0: ${outcome(zero.then, words)}.`, `Zero denominator: ${outcome(zero.then, words)}.`),
    ];
  }
  const instead = `${labels(words, [zero.figure])} / ${numberInWords(zero.divideBy, locale)}`;
  return [
    say(
      `Mẫu số bằng 0: lấy ${instead}; nếu cũng không có: ${outcome(zero.else, words)}.`,
      `Zero denominator: take ${instead}; if that is missing too: ${outcome(zero.else, words)}.`,
    ),
  ];
}

function outcome(name: 'zero' | 'full-points' | 'not-applicable' | 'no-data', { say }: Words): string {
  switch (name) {
    case 'zero':
      return say('0 điểm', '0 points');
    case 'full-points':
      return say('đủ điểm', 'full points');
    case 'not-applicable':
      return say('không áp dụng', 'not applicable');
    case 'no-data':
      return say('coi như chưa có số liệu', 'counts as no data');
  }
}

function policyInWords(policy: NotApplicable, words: Words): readonly string[] {
  const { say } = words;
  switch (policy.policy) {
    case 'forbidden':
      return [];
    case 'full-points':
      return [say('Không áp dụng: được tính đủ điểm.', 'Not applicable: full points.')];
    case 'zero':
      return [say('Không áp dụng: 0 điểm.', 'Not applicable: 0 points.')];
    case 'remove':
      return [
        say(
          'Không áp dụng: bỏ khỏi điểm tối đa và quy đổi chỉ số.',
          'Not applicable: leaves the maximum, the index is normalised.',
        ),
      ];
    case 'share': {
      const takers =
        policy.among?.join(', ') ?? say('các tiêu chí khác cùng nhóm', 'the other items of the group');
      return [
        say(
          `Không áp dụng: điểm tối đa chia đều cho ${takers}.`,
          `Not applicable: its maximum is shared equally among ${takers}.`,
        ),
      ];
    }
    case 'older-value':
      return [
        say(
          'Không áp dụng: lấy điểm của kỳ trước.',
          'Not applicable: the points of the earlier period are taken.',
        ),
      ];
  }
}

function points(text: string, { say, locale }: Words): string {
  return say(`${pointsInWords(text, locale)} điểm`, `${pointsInWords(text, locale)} points`);
}

function figureOf(words: Words, key: string): Figure | undefined {
  return words.item.figures.find((figure) => figure.key === key);
}

function labels(words: Words, keys: readonly string[]): string {
  return keys.map((key) => figureOf(words, key)?.label ?? key).join('; ');
}

function optionLabel(words: Words, key: string, option: string): string {
  const figure = figureOf(words, key);
  return (figure?.type === 'choice' && figure.options.find((entry) => entry.id === option)?.label) || option;
}

function quantity(sum: Quantity, words: Words): string {
  const plus = sum.plus.map((key) => labels(words, [key])).join(' + ');
  const minus = sum.minus.map((key) => ` - ${labels(words, [key])}`).join('');
  return `${plus}${minus}`;
}

function ratio(value: Ratio, words: Words): string {
  const wrap = (sum: Quantity): string =>
    sum.plus.length + sum.minus.length > 1 ? `(${quantity(sum, words)})` : quantity(sum, words);
  return `${wrap(value.numerator)} / ${wrap(value.denominator)}`;
}
