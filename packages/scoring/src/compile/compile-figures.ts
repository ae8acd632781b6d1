import { parseDate } from '@parix/working-days';
import type { Figure, Item } from '../criteria-set.ts';
import type { SlotPlan } from '../plan.ts';
import type { Int } from '../points.ts';
import { absInt, parseScaled } from '../points.ts';
import { MOST_DECIMALS } from '../rule-kinds/constants.ts';
import type { ProblemSink } from './problem-sink.ts';

const INT32 = 2147483647;
const INT64 = 9223372036854775807n;

/** The columns an item's figures need; null after reporting a figure that cannot be one. */
export function compileFigures(item: Item, index: number, sink: ProblemSink): readonly SlotPlan[] | null {
  const keys = new Set<string>();
  const slots: SlotPlan[] = [];
  for (const figure of item.figures) {
    const detail = { figure: figure.key };
    if (figure.key === '' || keys.has(figure.key)) {
      sink.report('figure-duplicate', { item: item.id, place: item.place, detail });
      continue;
    }
    keys.add(figure.key);
    const slot = compileFigure(figure, index);
    if (slot === null)
      sink.report('figure-range', { item: item.id, place: item.place, detail: rangeDetail(figure) });
    else if (typeof slot === 'string') {
      sink.report('option-duplicate', {
        item: item.id,
        place: item.place,
        detail: { ...detail, option: slot },
      });
    } else slots.push(slot);
  }
  return slots.length === item.figures.length ? slots : null;
}

function rangeDetail(figure: Figure): Record<string, string> {
  if (!('min' in figure)) return { figure: figure.key };
  return { figure: figure.key, min: figure.min, max: figure.max };
}

/** A slot, null for an impossible range, or the option that is doubled. */
function compileFigure(figure: Figure, item: number): SlotPlan | null | string {
  switch (figure.type) {
    case 'boolean':
      return { item, figure, storage: 'int32', decimals: 0, min: 0, max: 1, options: null };
    case 'choice':
      return compileChoice(figure, item);
    case 'date':
      return compileDate(figure, item);
    default:
      return compileNumber(figure, item);
  }
}

function compileChoice(figure: Extract<Figure, { type: 'choice' }>, item: number): SlotPlan | null | string {
  const options = new Map<string, number>();
  for (const option of figure.options) {
    if (options.has(option.id)) return option.id;
    options.set(option.id, options.size);
  }
  if (options.size === 0) return null;
  return { item, figure, storage: 'int32', decimals: 0, min: 0, max: options.size - 1, options };
}

function compileDate(figure: Extract<Figure, { type: 'date' }>, item: number): SlotPlan | null {
  const min = parseDate(figure.min);
  const max = parseDate(figure.max);
  if (min === null || max === null || min > max) return null;
  return { item, figure, storage: 'int32', decimals: 0, min, max, options: null };
}

function compileNumber(
  figure: Extract<Figure, { type: 'integer' | 'decimal' }>,
  item: number,
): SlotPlan | null {
  const { decimals } = figure;
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > MOST_DECIMALS) return null;
  if (figure.type === 'integer' && decimals !== 0) return null;
  const min = parseScaled(figure.min, decimals);
  const max = parseScaled(figure.max, decimals);
  if (min === null || max === null || min > max) return null;
  const storage = storageFor(min, max);
  return storage && { item, figure, storage, decimals, min, max, options: null };
}

function storageFor(min: Int, max: Int): SlotPlan['storage'] | null {
  const most = absInt(min) > absInt(max) ? absInt(min) : absInt(max);
  if (most <= INT32) return 'int32';
  if (typeof most === 'number') return 'float64';
  return most <= INT64 ? 'bigint64' : null;
}
