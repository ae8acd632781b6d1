import type { Rule } from '../criteria-set.ts';
import { parseRatio } from '../fraction.ts';
import type { ExplanationStep, ItemExplanation, WinBack } from '../results.ts';
import type { Locale } from '../words/describe-problem.ts';
import { numberInWords, percentInWords, pointsInWords } from './numbers-in-words.ts';

/**
 * The explanation as an official would write it: what was lost, the arithmetic, why, and what would win it back.
 * One sentence per entry, Vietnamese numbers with a decimal comma.
 */
export function renderItem(explanation: ItemExplanation, locale: Locale): readonly string[] {
  const arithmetic = arithmeticSentence(explanation, locale);
  const why = reasonSentence(explanation, locale);
  return [
    headline(explanation, locale),
    ...(arithmetic === '' ? [] : [arithmetic]),
    ...(why === '' ? [] : [why]),
    ...explanation.toWin.map((win) => winSentence(explanation, win, locale)),
  ];
}

function say(locale: Locale, vi: string, en: string): string {
  return locale === 'vi' ? vi : en;
}

function headline(explanation: ItemExplanation, locale: Locale): string {
  const { item, points, maximum, lost, status } = explanation;
  const of = pointsInWords(maximum, locale);
  if (points === null) {
    return explanation.treatment === 'share'
      ? say(
          locale,
          `${item.code}: không áp dụng, điểm tối đa chuyển cho tiêu chí khác.`,
          `${item.code}: not applicable; its maximum goes to other items.`,
        )
      : say(
          locale,
          `${item.code}: không áp dụng, không tính vào điểm tối đa.`,
          `${item.code}: not applicable and left out of the maximum.`,
        );
  }
  const got = `${pointsInWords(points, locale)}/${of}`;
  if (status === 'no-data')
    return say(
      locale,
      `${item.code}: chưa có số liệu, tạm tính ${got} điểm.`,
      `${item.code}: no data, counted as ${got} points for now.`,
    );
  if (status === 'not-appraised')
    return say(
      locale,
      `${item.code}: chưa thẩm định, tạm tính ${got} điểm.`,
      `${item.code}: not yet appraised, counted as ${got} points for now.`,
    );
  if (lost === '0')
    return say(locale, `${item.code}: đạt điểm tối đa ${got}.`, `${item.code}: full points ${got}.`);
  return say(
    locale,
    `${item.code}: mất ${pointsInWords(lost, locale)} điểm, đạt ${got}.`,
    `${item.code}: lost ${pointsInWords(lost, locale)} points, scored ${got}.`,
  );
}

/** The steps joined into one sentence. */
function arithmeticSentence(explanation: ItemExplanation, locale: Locale): string {
  const limits = limitsOf(explanation.rule);
  const parts = explanation.steps
    .map((step) => stepInWords(step, explanation, limits, locale))
    .filter((part) => part !== '');
  if (parts.length === 0) return '';
  const text = joinSteps(parts);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** A tier follows its ratio without a break: "482/500 = 96,40 % < 100 % nên đạt bậc 2". */
function joinSteps(parts: readonly string[]): string {
  return parts.reduce((text, part) =>
    /^(?:[<≤] |nên |so )/u.test(part) ? `${text} ${part}` : `${text}; ${part}`,
  );
}

function limitsOf(rule: Rule | null): readonly string[] {
  if (rule?.kind === 'ratio-steps')
    return rule.steps.flatMap((step) => ('limit' in step ? [step.limit] : []));
  if (rule?.kind !== 'ratio-linear') return [];
  return [rule.target ?? '100', ...(rule.floor === null ? [] : [rule.floor.limit])];
}

function stepInWords(
  step: ExplanationStep,
  explanation: ItemExplanation,
  limits: readonly string[],
  locale: Locale,
): string {
  const n = (text: string): string => numberInWords(text, locale);
  const p = (text: string): string => pointsInWords(text, locale);
  switch (step.op) {
    case 'replace-denominator':
      return say(
        locale,
        `mẫu số bằng 0 nên thay bằng ${labelOf(explanation, step.figure)} : ${n(step.divideBy)}`,
        `the denominator is 0, so ${labelOf(explanation, step.figure)} / ${n(step.divideBy)} is taken`,
      );
    case 'ratio':
      return ratioInWords(step, limits, locale);
    case 'complement':
      return say(
        locale,
        `phần còn lại ${percent(step.value, limits, locale)}`,
        `what remains ${percent(step.value, limits, locale)}`,
      );
    case 'gate':
      return gateInWords(step, locale);
    case 'step':
      return tierInWords(step, explanation, locale);
    case 'state':
      return say(
        locale,
        `mức "${step.label}": ${p(step.value)} điểm`,
        `state "${step.label}": ${p(step.value)} points`,
      );
    case 'requirement':
      return requirementInWords(step, explanation, locale);
    case 'multiply':
      return `${factorInWords(step.left, locale)} × ${n(step.right)} ${result(step.value, locale)}`;
    case 'divide':
      return `${factorInWords(step.left, locale)} : ${factorInWords(step.right, locale)} ${percent(step.value, limits, locale)}`;
    case 'subtract':
      return `${n(step.left)} - ${n(step.right)} ${result(step.value, locale)}`;
    case 'sum':
      return `${step.parts.map((part) => `${part.label} ${p(part.value)}`).join(' + ')} ${result(step.value, locale)}`;
    case 'cap':
      return say(locale, `lấy nhiều nhất ${p(step.limit)}`, `at most ${p(step.limit)}`);
    case 'floor':
      return say(locale, `không thấp hơn ${p(step.limit)}`, `not below ${p(step.limit)}`);
    case 'working-days':
      return lateInWords(step, locale);
    case 'scale':
      return say(
        locale,
        `nhận thêm điểm chia lại: × ${p(step.to)} : ${p(step.from)} = ${p(step.value)}`,
        `takes over a share: × ${p(step.to)} / ${p(step.from)} = ${p(step.value)}`,
      );
    case 'formula':
      return `${step.expression} ${result(step.value, locale)}`;
    case 'round':
      return say(
        locale,
        `làm tròn ${step.decimals} chữ số: ${p(step.value)}`,
        `rounded to ${step.decimals} decimals: ${p(step.value)}`,
      );
    case 'given':
      return say(locale, `điểm được cho: ${p(step.value)}`, `points given: ${p(step.value)}`);
    case 'policy':
      return policyInWords(step.policy, p(step.value), locale);
    case 'awarded':
      return awardInWords(step, locale);
  }
}

/** "= 0,75", or "≈ 0,8333" for an endless ratio. */
function result(value: string, locale: Locale): string {
  const words = pointsInWords(value, locale);
  return words.startsWith('≈') ? words : `= ${words}`;
}

function percent(value: string, limits: readonly string[], locale: Locale): string {
  const ratio = parseRatio(value);
  return ratio === null ? value : percentInWords(ratio, limits, locale);
}

/** A factor that is an endless ratio is shown as a percentage. */
function factorInWords(value: string, locale: Locale): string {
  return value.includes('/') ? percent(value, [], locale).replace('= ', '') : numberInWords(value, locale);
}

function ratioInWords(
  step: Extract<ExplanationStep, { op: 'ratio' }>,
  limits: readonly string[],
  locale: Locale,
): string {
  const top = numberInWords(step.numerator, locale);
  const bottom = numberInWords(step.denominator, locale);
  return `${top}/${bottom} ${percent(step.value, limits, locale)}`;
}

function gateInWords(step: Extract<ExplanationStep, { op: 'gate' }>, locale: Locale): string {
  const limit = numberInWords(step.limit, locale);
  if (step.passed) return say(locale, `đạt ngưỡng ${limit} %`, `reaches the floor of ${limit} %`);
  return say(
    locale,
    `chưa đạt ngưỡng ${limit} % nên được 0 điểm`,
    `stays below the floor of ${limit} %, so 0 points`,
  );
}

/** "< 100 % nên đạt bậc 2 (từ 95 %): 0,75/1,00", or the same for working days. */
function tierInWords(
  step: Extract<ExplanationStep, { op: 'step' }>,
  explanation: ItemExplanation,
  locale: Locale,
): string {
  const number = step.index + 1;
  const points = `${pointsInWords(step.value, locale)}/${pointsInWords(explanation.declaredMax, locale)}`;
  if (explanation.rule?.kind !== 'ratio-steps') {
    const name =
      step.limit === null
        ? say(locale, 'còn lại', 'the rest')
        : say(locale, `chậm không quá ${step.limit} ngày`, `at most ${step.limit} days late`);
    return say(locale, `bậc ${number} (${name}): ${points}`, `tier ${number} (${name}): ${points}`);
  }
  const above = explanation.rule.steps[step.index - 1];
  const missed =
    above !== undefined && 'limit' in above
      ? `${above.inclusive ? '<' : '≤'} ${numberInWords(above.limit, locale)} % `
      : '';
  const name = limitName(step.limit, step.inclusive, locale);
  return say(
    locale,
    `${missed}nên đạt bậc ${number} (${name}): ${points}`,
    `${missed}so tier ${number} (${name}): ${points}`,
  );
}

export function limitName(limit: string | null, inclusive: boolean, locale: Locale): string {
  if (limit === null) return say(locale, 'còn lại', 'the rest');
  const value = numberInWords(limit, locale);
  return inclusive
    ? say(locale, `từ ${value} %`, `from ${value} %`)
    : say(locale, `trên ${value} %`, `above ${value} %`);
}

function requirementInWords(
  step: Extract<ExplanationStep, { op: 'requirement' }>,
  explanation: ItemExplanation,
  locale: Locale,
): string {
  const points = pointsInWords(step.value, locale);
  if (step.unmet.length === 0)
    return say(locale, `đạt mọi yêu cầu: ${points} điểm`, `every requirement met: ${points} points`);
  const names = step.unmet.map((key) => labelOf(explanation, key)).join(', ');
  return say(locale, `chưa đạt: ${names}; được ${points} điểm`, `not met: ${names}; ${points} points`);
}

function lateInWords(step: Extract<ExplanationStep, { op: 'working-days' }>, locale: Locale): string {
  const dates = say(
    locale,
    `thực hiện ${dateInWords(step.done)}, hạn ${dateInWords(step.due)}`,
    `done ${step.done}, due ${step.due}`,
  );
  if (step.late > 0)
    return say(
      locale,
      `${dates}: chậm ${step.late} ngày làm việc`,
      `${dates}: ${step.late} working days late`,
    );
  if (step.late === 0) return say(locale, `${dates}: đúng hạn`, `${dates}: on time`);
  return say(
    locale,
    `${dates}: sớm ${-step.late} ngày làm việc`,
    `${dates}: ${-step.late} working days early`,
  );
}

/** 2026-03-31 as 31/03/2026. */
function dateInWords(iso: string): string {
  return iso.split('-').reverse().join('/');
}

function policyInWords(policy: string, points: string, locale: Locale): string {
  switch (policy) {
    case 'full-points':
      return say(locale, `được tính đủ điểm: ${points}`, `counts as full points: ${points}`);
    case 'older-value':
      return say(locale, `lấy điểm kỳ trước: ${points}`, `takes the points of the earlier period: ${points}`);
    case 'zero':
      return say(locale, 'được tính 0 điểm', 'counts as 0 points');
    default:
      return '';
  }
}

function awardInWords(step: Extract<ExplanationStep, { op: 'awarded' }>, locale: Locale): string {
  const points = pointsInWords(step.value, locale);
  const own =
    step.byRule === null
      ? ''
      : say(
          locale,
          ` (theo cách chấm: ${pointsInWords(step.byRule, locale)})`,
          ` (the rule gives ${pointsInWords(step.byRule, locale)})`,
        );
  const reason = step.reason === '' ? '' : say(locale, `, lý do: ${step.reason}`, `, reason: ${step.reason}`);
  return say(locale, `điểm thẩm định ${points}${own}${reason}`, `appraised at ${points}${own}${reason}`);
}

/** Only what the arithmetic does not already say. */
function reasonSentence(explanation: ItemExplanation, locale: Locale): string {
  if (explanation.status === 'no-data') {
    const missing = explanation.figures
      .filter((figure) => figure.value === null)
      .map((figure) => figure.label);
    return missing.length === 0
      ? ''
      : say(locale, `Còn thiếu: ${missing.join(', ')}.`, `Missing: ${missing.join(', ')}.`);
  }
  const claimed =
    explanation.status === 'not-applicable' && explanation.reason !== null && explanation.reason !== '';
  return claimed
    ? say(locale, `Lý do không áp dụng: ${explanation.reason}.`, `Reason: ${explanation.reason}.`)
    : '';
}

/** "Để đạt bậc 1 (1,00 điểm): thêm 18 hồ sơ giải quyết đúng hạn." */
function winSentence(explanation: ItemExplanation, win: WinBack, locale: Locale): string {
  const points = pointsInWords(win.points, locale);
  const tier = tierOf(explanation, win);
  const goal =
    tier === null
      ? say(locale, `${points} điểm`, `${points} points`)
      : say(locale, `bậc ${tier} (${points} điểm)`, `tier ${tier} (${points} points)`);
  return say(
    locale,
    `Để đạt ${goal}: ${changeInWords(win, locale)}.`,
    `To reach ${goal}: ${changeInWords(win, locale)}.`,
  );
}

function tierOf(explanation: ItemExplanation, win: WinBack): number | null {
  const { rule } = explanation;
  if (rule?.kind !== 'ratio-steps' && rule?.kind !== 'deadline') return null;
  const steps: readonly { readonly points: string }[] = rule.steps;
  const at = steps.findIndex((step) => pointsInWords(step.points, 'en') === pointsInWords(win.points, 'en'));
  return at < 0 ? null : at + 1;
}

function changeInWords(win: WinBack, locale: Locale): string {
  if (win.change === null) {
    if (win.to === 'true') return say(locale, `đạt yêu cầu "${win.label}"`, `meet "${win.label}"`);
    const isDate = /^\d{4}-\d{2}-\d{2}$/.test(win.to);
    const to = isDate && locale === 'vi' ? dateInWords(win.to) : `"${win.toLabel}"`;
    return say(
      locale,
      `"${win.label}" ${isDate ? 'không muộn hơn' : 'ở mức'} ${to}`,
      `"${win.label}" ${isDate ? 'by' : 'at'} ${to}`,
    );
  }
  const fewer = win.change.startsWith('-');
  const size = numberInWords(fewer ? win.change.slice(1) : win.change, locale);
  if (locale === 'en')
    return `${size} ${win.unit} ${fewer ? 'fewer' : 'more'} in "${win.label}"`.replace('  ', ' ');
  return `${fewer ? 'bớt' : 'thêm'} ${size} ${countedThing(win)}`;
}

/** "Số hồ sơ giải quyết đúng hạn" counts "hồ sơ giải quyết đúng hạn". */
function countedThing(win: WinBack): string {
  const counted = /^(?:tổng số|số lượng|số)\s+(.+)$/iu.exec(win.label)?.[1];
  return counted ?? `${win.unit} ở "${win.label}"`.trim();
}

function labelOf(explanation: ItemExplanation, key: string): string {
  return explanation.figures.find((figure) => figure.key === key)?.label ?? key;
}
