import Fraction from 'fraction.js';
import type { Item, Quantity } from '@parix/scoring';
import { ratioPoints } from './expected-points.ts';
import type { DraftCase, Writer } from './draft-case.ts';

/**
 * Figures that make the ratio n / d exactly: the denominator's first key takes d (less what the numerator already
 * fixes), the numerator's first free key the rest.
 */
export function figuresFor(item: Item, numerator: Quantity, denominator: Quantity, n: number, d: number) {
  const figures: Record<string, number | null> = {};
  for (const figure of item.figures) figures[figure.key] = 0;
  const single = denominator.plus.length === 1 && denominator.minus.length === 0;
  const set = (key: string | undefined, value: number) => {
    if (key === undefined) throw new Error(`${item.id}: no free figure for the ratio ${n}/${d}`);
    figures[key] = value;
  };
  if (single) {
    const [key] = denominator.plus;
    set(key, d);
    const fixed =
      (numerator.plus.includes(key ?? '') ? d : 0) - (numerator.minus.includes(key ?? '') ? d : 0);
    const rest = n - fixed;
    if (rest > 0)
      set(
        numerator.plus.find((each) => each !== key),
        rest,
      );
    if (rest < 0)
      set(
        numerator.minus.find((each) => each !== key),
        -rest,
      );
    return figures;
  }
  const [top] = numerator.plus;
  set(top, n);
  set(
    denominator.plus.find((each) => each !== top),
    denominator.plus.includes(top ?? '') ? d - n : d,
  );
  return figures;
}

/** Ratios worth showing, as [percent limit, name]: ends, middle, and every limit from both sides. */
export const ratioCases: Writer = (item, text) => {
  const { rule } = item;
  if (rule?.kind !== 'ratio-steps' && rule?.kind !== 'ratio-linear') return [];
  const limits =
    rule.kind === 'ratio-steps'
      ? rule.steps.flatMap((step) => ('limit' in step ? [step.limit] : []))
      : [rule.target, rule.floor?.limit].filter((each) => each != null);
  const cases: DraftCase[] = [];
  const { numerator, denominator } = rule.ratio;
  const complement = rule.kind === 'ratio-linear' && rule.complement;
  const put = (name: string, n: number, d: number): boolean => {
    const shown = complement ? d - n : n;
    if (shown < 0 && rule.ratio.outside === 'reject') return false;
    const points = text(ratioPoints(item, new Fraction(shown, d)));
    if (points === null) return false;
    if (cases.some((each) => each.of === (n * 1e6) / d)) return true;
    cases.push({
      name,
      figures: figuresFor(item, numerator, denominator, shown, d),
      points,
      of: (n * 1e6) / d,
    });
    return true;
  };
  const scale = 1000;
  const tenth = scale / 100;
  put(complement ? 'Không có trường hợp nào (0 %)' : 'Đạt 100 %', scale, scale);
  for (const limit of limits) {
    const at = Number(new Fraction(limit).mul(tenth).valueOf());
    const words = limit.replace('.', ',');
    put(`Đúng ${words} %`, at, scale);
    if (limit !== '100' || rule.ratio.outside === 'allow') above(at, `Trên ${words} %`);
    below(at, `Dưới ${words} %`);
  }
  put(complement ? 'Toàn bộ (100 %)' : 'Đạt 0 %', 0, scale);
  if (rule.kind === 'ratio-linear') put('Đạt một nửa', scale / 2, scale);
  function above(at: number, name: string) {
    for (let n = at + 1; n < at + 40; n++) if (put(name, n, scale)) return;
  }
  // A value just below the limit whose points show the difference, where rounding would hide the nearest one.
  function below(at: number, name: string) {
    const limit = text(ratioPoints(item, new Fraction(at, scale)));
    const near = Array.from({ length: 40 }, (_, k) => at - 1 - k).filter((n) => n >= 0);
    const shown = near.find((n) => ![null, limit].includes(text(ratioPoints(item, ratioOf(n)))));
    for (const n of shown === undefined ? near : [shown]) if (put(name, n, scale)) return;
  }
  function ratioOf(n: number) {
    return new Fraction(complement ? scale - n : n, scale);
  }
  return [...cases, ...zeroCases(item)];
};

const SPARE = 750;
function zeroCases(item: Item): DraftCase[] {
  const { rule } = item;
  if (rule?.kind !== 'ratio-steps' && rule?.kind !== 'ratio-linear') return [];
  const { denominator, numerator, zeroDenominator } = rule.ratio;
  const canBeZero = denominator.plus.every((key) =>
    item.figures.some(
      (figure) =>
        figure.key === key && (figure.type === 'integer' || figure.type === 'decimal') && figure.min === '0',
    ),
  );
  if (!canBeZero) return [];
  const zero = Object.fromEntries(item.figures.map((figure) => [figure.key, 0]));
  if (zeroDenominator.then !== 'use')
    return [{ name: 'Mẫu số bằng 0', figures: zero, undefinedAs: zeroDenominator.then }];
  const top = numerator.plus.find((key) => !denominator.plus.includes(key));
  const half = new Fraction(1, 2);
  const older = new Fraction(SPARE).div(half).mul(zeroDenominator.divideBy);
  const figures = {
    ...zero,
    ...(top === undefined ? {} : { [top]: SPARE }),
    [zeroDenominator.figure]: Number(older.valueOf()),
  };
  return [
    {
      name: `Mẫu số bằng 0: lấy số thay thế chia ${zeroDenominator.divideBy}`,
      figures,
      exact: ratioPoints(item, half),
    },
    { name: 'Mẫu số bằng 0, số thay thế cũng bằng 0', figures: zero, undefinedAs: zeroDenominator.else },
  ];
}
