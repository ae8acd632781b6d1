import type { Item } from '@parix/scoring';
import { z } from 'zod';
import type { Locale } from '../../platform/locale.ts';
import { type NoFigureReason, NO_FIGURE_REASONS } from './count-figures.ts';
import type { CountedRow } from './counted-figures.queries.ts';
import { requireMeasure } from './measured-figures.ts';
import type { Provenance } from './provenance-words.ts';
import { NO_VALUE_REASONS } from '@parix/one-stop';

const storedSources = z.array(z.object({ name: z.string(), lastEventAt: z.coerce.date() }));
export const sourcesOf = ({ sources }: Pick<CountedRow, 'sources'>) => storedSources.parse(sources);

const REASONS: readonly NoFigureReason[] = [...NO_FIGURE_REASONS, ...NO_VALUE_REASONS];
export const reasonOf = ({ reason }: Pick<CountedRow, 'reason'>): NoFigureReason | null =>
  REASONS.find((each) => each === reason) ?? null;

/** Where the figures of an item come from, one record for all those of one counting of a measure. */
export function provenanceOf(item: Item, rows: readonly CountedRow[], locale: Locale): readonly Provenance[] {
  const found = new Map<string, Provenance>();
  for (const figure of item.figures) {
    const row = rows.find(({ figureKey }) => figureKey === figure.key);
    if (!row) continue;
    const name = [row.measure, row.periodFrom, row.asOf, row.computedAt.toISOString(), row.reason].join(' ');
    const known = found.get(name);
    const labels = [...(known?.labels ?? []), figure.label];
    const keys = [...(known?.keys ?? []), figure.key];
    found.set(name, { ...(known ?? toProvenance(row, locale)), keys, labels });
  }
  return [...found.values()];
}

function toProvenance(row: CountedRow, locale: Locale): Provenance {
  const { name, formula, computed } = requireMeasure(row.measure);
  return {
    keys: [],
    labels: [],
    measure: row.measure,
    name: name[locale],
    formula: formula[locale],
    isRatio: computed.kind === 'ratio',
    printed: row.printed,
    numerator: row.numerator,
    denominator: row.denominator,
    reason: reasonOf(row),
    from: row.periodFrom,
    to: row.periodTo,
    asOf: row.asOf,
    withBelow: row.withBelow,
    sources: sourcesOf(row),
    computedAt: row.computedAt,
  };
}
