import type {
  Band,
  Classification,
  LegalAct,
  RankingRule,
  RoundingPoints,
  TieBreak,
  TotalRule,
  WorkingCalendar,
} from '@parix/scoring';
import type { z } from 'zod';
import { normaliseRounding } from './normalise-nodes.ts';
import type { SourcePath } from './problems.ts';
import type { settingsShape } from './schema.ts';
import type { actSchema, roundingShorthand } from './schema-values.ts';
import type { Writing } from './writing.ts';

type Source<K extends keyof typeof settingsShape> = z.infer<(typeof settingsShape)[K]>;

export const normaliseNames = (names: Readonly<Record<string, string>> | undefined) =>
  Object.entries(names ?? {}).map(([id, name]) => ({ id, name }));

export const normaliseAct = (act: z.infer<typeof actSchema>): LegalAct => ({
  number: act.number,
  date: act.date ?? null,
  issuer: act.issuer,
  ...(act.title === undefined ? {} : { title: act.title }),
  ...(act.url === undefined ? {} : { url: act.url }),
});

export const normaliseTotal = (source: Source<'total'>): TotalRule => ({
  max: source.max,
  floor: source.floor ?? null,
  cap: source.cap ?? null,
});

export const normaliseCalendar = (source: Source<'calendar'> | undefined): WorkingCalendar => ({
  weekend: source?.weekend ?? [6, 7],
  holidays: source?.holidays ?? [],
  workedDays: source?.['worked-days'] ?? [],
});

const PRINTED = { decimals: 2, mode: 'half-up' } as const;

export function normaliseRoundingPoints(source: Source<'rounding'> | undefined): RoundingPoints {
  const point = (written: z.infer<typeof roundingShorthand> | undefined) =>
    written === undefined ? null : normaliseRounding(written);
  return {
    item: point(source?.item),
    criterion: point(source?.criterion),
    area: point(source?.area),
    total: point(source?.total),
    printedIndex: point(source?.['printed-index']) ?? PRINTED,
    printedPoints: point(source?.['printed-points']) ?? PRINTED,
  };
}

export function normaliseClassification(
  source: Source<'classification'> | undefined,
  path: SourcePath,
  writing: Writing,
): Classification {
  if (source === undefined) return { basis: 'unrounded', schemes: [] };
  if ((source.bands === undefined) === (source.schemes === undefined))
    writing.report(path, 'one-of', { keys: 'bands, schemes' });
  const schemes = source.schemes ?? [{ bands: source.bands ?? [] }];
  for (const [index, scheme] of (source.schemes ?? []).entries())
    for (const kind of scheme.kinds ?? []) writing.checkKind(kind, [...path, 'schemes', index, 'kinds']);
  return {
    basis: source.basis ?? 'unrounded',
    schemes: schemes.map((scheme, index) => ({
      kinds: 'kinds' in scheme ? (scheme.kinds ?? null) : null,
      bands: scheme.bands.map((band, place) => {
        const at = source.bands === undefined ? ['schemes', index, 'bands', place] : ['bands', place];
        return normaliseBand(band, [...path, ...at], writing);
      }),
    })),
  };
}

function normaliseBand(
  source: NonNullable<Source<'classification'>['bands']>[number],
  path: SourcePath,
  writing: Writing,
): Band {
  const { from, above, otherwise } = source;
  if ([from, above, otherwise].filter((each) => each !== undefined).length !== 1)
    writing.report(path, 'one-of', { keys: 'from, above, otherwise' });
  return {
    id: source.id,
    name: source.name,
    from: from ?? above ?? null,
    inclusive: above === undefined,
  };
}

export function normaliseRanking(
  source: Source<'ranking'> | undefined,
  path: SourcePath,
  writing: Writing,
): RankingRule {
  for (const kind of source?.['unranked-kinds'] ?? []) writing.checkKind(kind, [...path, 'unranked-kinds']);
  return {
    basis: source?.basis ?? 'unrounded',
    ties: source?.ties ?? 'competition',
    tieBreak: (source?.['tie-break'] ?? []).map((each, index) =>
      normaliseTieBreak(each, [...path, 'tie-break', index], writing),
    ),
    unrankedKinds: source?.['unranked-kinds'] ?? [],
  };
}

function normaliseTieBreak(
  source: NonNullable<NonNullable<Source<'ranking'>>['tie-break']>[number],
  path: SourcePath,
  writing: Writing,
): TieBreak {
  const need = (key: 'id' | 'item' | 'figure'): string => {
    const value = source[key];
    if (value === undefined) writing.report(path, 'missing-key', { key });
    return value ?? '';
  };
  const prefer = source.prefer ?? 'highest';
  switch (source.by) {
    case 'points':
    case 'unit-code':
      return { by: source.by };
    case 'figure':
      return { by: 'figure', item: need('item'), figure: need('figure'), prefer };
    default:
      return { by: source.by, id: need('id'), prefer };
  }
}
