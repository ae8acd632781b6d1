import type { AppraisalRow } from '@parix/api-contract';
import type { Item, Quantity } from '@parix/scoring';
import type { Locale } from '../../platform/locale.ts';
import { findOutliers } from './outliers.ts';

type Outlier = AppraisalRow['outliers'][number];
/** By unit id; units without any are left out. */
export type Outliers = ReadonlyMap<string, readonly Outlier[]>;
interface Declared {
  readonly unitId: string;
  readonly kind: string;
  readonly figures: Readonly<Record<string, unknown>>;
}
/** Something that is measured of every unit: a figure, or the ratio that the rule is about. */
interface Measure {
  readonly label: string;
  readonly valueOf: (figures: Declared['figures']) => number | null;
  readonly show: (value: number) => string;
}

/**
 * Figures of one item that are far from those of the other units of the same kind. Where the rule is a ratio, the ratio
 * is looked at and not its parts: those grow with the size of a unit and say nothing by themselves.
 */
export function markOutliers(item: Item, declared: readonly Declared[], locale: Locale): Outliers {
  const marked = new Map<string, Outlier[]>();
  const kinds = new Map<string, Declared[]>();
  for (const unit of declared) kinds.set(unit.kind, [...(kinds.get(unit.kind) ?? []), unit]);
  for (const { label, valueOf, show } of measuresOf(item, locale)) {
    for (const units of kinds.values()) {
      const values = units.map(({ figures }) => valueOf(figures));
      const known = values.filter((value) => value !== null).length;
      for (const [at, found] of findOutliers(values).entries()) {
        const unit = units[at];
        const value = values[at];
        if (!found || !unit || value === null || value === undefined) continue;
        const outlier = { label, value: show(value), median: show(found.median), units: known };
        marked.set(unit.unitId, [...(marked.get(unit.unitId) ?? []), outlier]);
      }
    }
  }
  return marked;
}

function measuresOf({ rule, figures }: Item, locale: Locale): readonly Measure[] {
  const ratio = rule !== null && 'ratio' in rule ? rule.ratio : null;
  if (ratio)
    return [
      {
        label: locale === 'en' ? 'Ratio' : 'Tỷ lệ',
        valueOf: (values) => {
          const over = quantityOf(ratio.numerator, values);
          const under = quantityOf(ratio.denominator, values);
          return over === null || under === null || under === 0 ? null : (over / under) * 100;
        },
        show: (value) => `${rounded(value, locale)} %`,
      },
    ];
  return figures.flatMap((figure): Measure[] =>
    figure.type === 'integer' || figure.type === 'decimal'
      ? [
          {
            label: figure.label,
            valueOf: (values) => numberOf(values[figure.key]),
            show: (value) => `${rounded(value, locale)} ${figure.unit}`.trim(),
          },
        ]
      : [],
  );
}

function quantityOf({ plus, minus }: Quantity, figures: Declared['figures']): number | null {
  let sum = 0;
  for (const [keys, sign] of [
    [plus, 1],
    [minus, -1],
  ] as const) {
    for (const key of keys) {
      const value = numberOf(figures[key]);
      if (value === null) return null;
      sum += sign * value;
    }
  }
  return sum;
}

const numberOf = (value: unknown): number | null =>
  typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : null;

const rounded = (value: number, locale: Locale): string =>
  value.toLocaleString(locale === 'en' ? 'en-GB' : 'vi-VN', { maximumFractionDigits: 2 });
