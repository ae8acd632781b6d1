import type { Figure } from '@parix/scoring';
import type { FigureSource } from './schema-figures.ts';

const number = (value: string | number): string => String(value);

/** A declared figure in the engine's shape; every default is written out. */
export function normaliseFigure(key: string, source: FigureSource): Figure {
  const common = { key, label: source.label, optional: source.optional ?? false };
  switch (source.type) {
    case 'integer':
    case 'decimal':
      return {
        type: source.type,
        ...common,
        unit: source.unit ?? '',
        min: number(source.min ?? '0'),
        max: number(source.max),
        decimals: source.type === 'integer' ? 0 : (source.decimals ?? 2),
      };
    case 'yes-no':
      return { type: 'boolean', ...common };
    case 'choice':
      return {
        type: 'choice',
        ...common,
        options: Object.entries(source.options).map(([id, label]) => ({ id, label })),
      };
    case 'date':
      return { type: 'date', ...common, min: source.min, max: source.max };
  }
}

export const normaliseFigures = (source: Readonly<Record<string, FigureSource>> | undefined): Figure[] =>
  Object.entries(source ?? {}).map(([key, figure]) => normaliseFigure(key, figure));
