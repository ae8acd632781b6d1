import type { Decimal, Figure, Quantity, Ratio, RatioStep, ZeroDenominator } from '@parix/scoring';
import { addDecimals, isPositive, negate } from './decimal-text.ts';
import type { SourcePath } from './problems.ts';
import type { RuleSource } from './schema-rules.ts';
import type { Writing } from './writing.ts';

type RatioSource = NonNullable<RuleSource['ratio-steps']> | NonNullable<RuleSource['ratio-linear']>;
type StepSource = NonNullable<RuleSource['ratio-steps']>['steps'][number];

/** "tong - qua_han + bo_sung" as signed figure keys. */
export function readQuantity(text: string): Quantity {
  const terms = [...text.matchAll(/([+-]?)\s*(\p{L}[\p{L}\p{N}_]*)/gu)];
  const of = (sign: (mark: string) => boolean) =>
    terms.filter((term) => sign(term[1] ?? '')).map((term) => term[2] ?? '');
  return { plus: of((mark) => mark !== '-'), minus: of((mark) => mark === '-') };
}

/** Reads a quantity and reports figures that nobody declared. */
export function checkedQuantity(
  text: string,
  figures: readonly Figure[],
  path: SourcePath,
  writing: Writing,
): Quantity {
  const quantity = readQuantity(text);
  for (const key of [...quantity.plus, ...quantity.minus])
    if (!figures.some((figure) => figure.key === key))
      writing.report(path, 'undeclared-figure', {
        figure: key,
        declared: figures.map((f) => f.key).join(', '),
      });
  return quantity;
}

export function normaliseRatio(
  source: RatioSource,
  figures: readonly Figure[],
  path: SourcePath,
  writing: Writing,
): Ratio {
  const denominator = checkedQuantity(source.denominator, figures, [...path, 'denominator'], writing);
  return {
    numerator: checkedQuantity(source.numerator, figures, [...path, 'numerator'], writing),
    denominator,
    zeroDenominator: zeroDenominator(source, denominator, figures, path, writing),
    outside: source.outside ?? 'reject',
  };
}

function zeroDenominator(
  source: RatioSource,
  denominator: Quantity,
  figures: readonly Figure[],
  path: SourcePath,
  writing: Writing,
): ZeroDenominator {
  const declared = source['zero-denominator'];
  if (declared === undefined) {
    if (!isPositive(lowest(denominator, figures))) writing.report(path, 'zero-denominator-undeclared');
    return { then: 'no-data' };
  }
  if (typeof declared === 'string') return { then: declared };
  const at = [...path, 'zero-denominator', 'use'];
  checkedQuantity(declared.use, figures, at, writing);
  return { then: 'use', figure: declared.use, divideBy: declared['divide-by'] ?? '1', else: declared.else };
}

/** Least value the declared ranges allow; anything not numeric counts as 0 (the engine refuses it by name). */
function lowest(quantity: Quantity, figures: readonly Figure[]): Decimal {
  const end = (key: string, which: 'min' | 'max'): Decimal => {
    const figure = figures.find((each) => each.key === key);
    if (figure?.type !== 'integer' && figure?.type !== 'decimal') return '0';
    return figure.optional && which === 'min' ? '0' : figure[which];
  };
  const plus = quantity.plus.reduce((sum, key) => addDecimals(sum, end(key, 'min')), '0');
  return quantity.minus.reduce((sum, key) => addDecimals(sum, negate(end(key, 'max'))), plus);
}

export function normaliseSteps(
  steps: readonly StepSource[],
  path: SourcePath,
  writing: Writing,
): RatioStep[] {
  return steps.map((step, index): RatioStep => {
    const given = [step.from, step.above, step.otherwise].filter((each) => each !== undefined);
    const points = step.otherwise ?? step.points;
    if (
      given.length !== 1 ||
      points === undefined ||
      (step.otherwise !== undefined && step.points !== undefined)
    )
      writing.report([...path, index], 'step-limit');
    if (step.otherwise !== undefined || points === undefined)
      return { otherwise: true, points: points ?? '0' };
    return { limit: step.from ?? step.above ?? '0', inclusive: step.from !== undefined, points };
  });
}

/** As with steps, `inclusive` says that a ratio equal to the limit still earns points. */
export function normaliseFloor(
  floor: NonNullable<RuleSource['ratio-linear']>['floor'],
  path: SourcePath,
  writing: Writing,
): { readonly limit: Decimal; readonly inclusive: boolean } | null {
  if (floor === undefined) return null;
  const { below, 'up-to': upTo } = floor;
  if ((below === undefined) === (upTo === undefined)) writing.report(path, 'floor-limit');
  return { limit: below ?? upTo ?? '0', inclusive: below !== undefined };
}
