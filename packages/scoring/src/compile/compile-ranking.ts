import { parseDate } from '@parix/working-days';
import type { Band, CriteriaSet, Rounding, TieBreak } from '../criteria-set.ts';
import type { BandPlan, TieBreakPlan } from '../plan.ts';
import { decimalsOf, parseScaled } from '../points.ts';
import { MOST_DECIMALS } from '../rule-kinds/constants.ts';
import type { ProblemSink } from './problem-sink.ts';

const MODES: readonly string[] = ['half-up', 'half-even', 'down', 'up'];
/** Printing or rounding finer than this has no meaning for points. */
const FINEST_ROUNDING = 6;

/** Settings of the whole set: kinds, calendar, rounding points. False when no arithmetic can be based on them. */
export function checkSettings(set: CriteriaSet, sink: ProblemSink): boolean {
  checkKinds(set, sink);
  checkCalendar(set, sink);
  const { item, criterion, area, total, printedIndex, printedPoints } = set.rounding;
  const points = Object.entries({ item, criterion, area, total, printedIndex, printedPoints });
  return points.map(([field, rounding]) => checkRounding(field, rounding, sink)).every(Boolean);
}

function checkKinds(set: CriteriaSet, sink: ProblemSink): void {
  const kinds = set.unitKinds.map((kind) => kind.id);
  if (kinds.length === 0) sink.report('kind-unknown', { detail: { kind: '' } });
  const doubled = kinds.find((kind, at) => kinds.indexOf(kind) !== at);
  if (doubled !== undefined) sink.report('kind-duplicate', { detail: { kind: doubled } });
  for (const kind of set.ranking.unrankedKinds) {
    if (!kinds.includes(kind)) sink.report('kind-unknown', { detail: { kind } });
  }
}

function checkCalendar(set: CriteriaSet, sink: ProblemSink): void {
  const { weekend, holidays, workedDays } = set.calendar;
  const wrongDay = weekend.find((day) => !Number.isInteger(day) || day < 1 || day > 7);
  if (wrongDay !== undefined || new Set(weekend).size > 6) {
    sink.report('calendar-invalid', { detail: { weekend: weekend.join(', ') } });
  }
  for (const date of [...holidays, ...workedDays]) {
    if (parseDate(date) === null) sink.report('calendar-invalid', { detail: { date } });
  }
}

export function checkRounding(
  field: string,
  rounding: Rounding | null,
  sink: ProblemSink,
  item?: string,
): boolean {
  if (rounding === null) return true;
  const { decimals, mode } = rounding;
  if (Number.isInteger(decimals) && decimals >= 0 && decimals <= FINEST_ROUNDING && MODES.includes(mode))
    return true;
  sink.report('rounding-invalid', {
    item: item ?? null,
    detail: { field, decimals: String(decimals), mode: String(mode) },
  });
  return false;
}

/** The bands of each kind of unit, by kind index. */
export function compileBands(set: CriteriaSet, sink: ProblemSink): readonly (readonly BandPlan[])[] {
  const { schemes } = set.classification;
  const known = new Set(set.unitKinds.map((kind) => kind.id));
  const compiled = schemes.map((scheme) => {
    for (const kind of scheme.kinds ?? []) {
      if (!known.has(kind)) sink.report('kind-unknown', { detail: { kind } });
    }
    return compileScheme(scheme.bands, sink);
  });
  return set.unitKinds.map((kind) => {
    const at = schemes.findIndex((scheme) => scheme.kinds === null || scheme.kinds.includes(kind.id));
    if (at < 0 && schemes.length > 0) {
      sink.report('bands-missing', { severity: 'warning', detail: { kind: kind.id } });
    }
    return compiled[at] ?? [];
  });
}

/** Bands must fall from high to low, end with the rest and carry ids of their own. */
function compileScheme(bands: readonly Band[], sink: ProblemSink): readonly BandPlan[] {
  const ids = bands.map((band) => band.id);
  const doubled = ids.find((id, at) => ids.indexOf(id) !== at);
  if (doubled !== undefined) sink.report('band-duplicate', { detail: { band: doubled } });
  if (bands.length === 0 || bands.some((band, at) => (band.from === null) !== (at === bands.length - 1))) {
    sink.report('bands-not-complete', { detail: { bands: ids.join(', ') } });
    return [];
  }
  const decimals = Math.max(...bands.map((band) => decimalsOf(band.from ?? '0') ?? MOST_DECIMALS + 1));
  const plans = bands.map((band) => ({
    band,
    from: band.from === null ? null : parseScaled(band.from, Math.min(decimals, MOST_DECIMALS)),
    decimals,
  }));
  plans.forEach((plan, at) => {
    const { from, inclusive } = plan.band;
    if (from !== null && (plan.from === null || decimals > MOST_DECIMALS)) {
      sink.report('not-a-decimal', { detail: { field: `bands.${plan.band.id}.from`, value: from } });
      return;
    }
    const before = plans[at - 1];
    if (before === undefined || before.from === null || plan.from === null) return;
    const falls =
      plan.from < before.from || (plan.from === before.from && inclusive && !before.band.inclusive);
    if (!falls) sink.report('bands-order', { detail: { band: plan.band.id, from: from ?? '' } });
  });
  return plans;
}

export interface TieBreakScope {
  readonly itemIndex: ReadonlyMap<string, number>;
  readonly groupIndex: ReadonlyMap<string, number>;
  readonly slotOf: (item: string, figure: string) => number | null;
}

export function compileTieBreaks(
  set: CriteriaSet,
  scope: TieBreakScope,
  sink: ProblemSink,
): readonly TieBreakPlan[] {
  const { ties, tieBreak } = set.ranking;
  if (ties === 'ordered' && tieBreak.length === 0) sink.report('tie-break-missing');
  return tieBreak.flatMap((source) => {
    const plan = compileTieBreak(source, scope);
    if (plan === null) sink.report('tie-break-unknown', { detail: { id: nameOf(source) } });
    return plan === null ? [] : [plan];
  });
}

function nameOf(source: TieBreak): string {
  if (source.by === 'figure') return `${source.item}.${source.figure}`;
  return 'id' in source ? source.id : source.by;
}

function compileTieBreak(source: TieBreak, scope: TieBreakScope): TieBreakPlan | null {
  switch (source.by) {
    case 'points':
    case 'unit-code':
      return { by: source.by, source };
    case 'figure': {
      const index = scope.slotOf(source.item, source.figure);
      return index === null
        ? null
        : { by: 'slot', index, sign: source.prefer === 'highest' ? 1 : -1, source };
    }
    default: {
      const sign = source.prefer === 'highest' ? 1 : -1;
      const item = source.by === 'area' ? undefined : scope.itemIndex.get(source.id);
      if (item !== undefined) return { by: 'item', index: item, sign, source };
      const group = source.by === 'item' ? undefined : scope.groupIndex.get(source.id);
      return group === undefined ? null : { by: 'group', index: group, sign, source };
    }
  }
}
