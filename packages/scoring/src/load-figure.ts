import { formatDate, parseDate } from '@parix/working-days';
import type { FigureValue } from './criteria-set.ts';
import type { FactTable } from './fact-table.ts';
import { NO_DATE, writeSlot } from './fact-table.ts';
import type { SlotPlan } from './plan.ts';
import type { Int } from './points.ts';
import { formatScaled, parseDecimal, parseScaled } from './points.ts';
import type { Report } from './load-facts.ts';

/** Writes one figure; false when a needed figure is missing or does not fit. An empty slot holds 0 (dates NO_DATE). */
export function loadFigure(
  table: FactTable,
  slot: number,
  unit: number,
  value: FigureValue | null,
  report: Report,
): boolean {
  const plan = table.plan.slots[slot] as SlotPlan;
  const number = value === null ? null : readFigureValue(plan, value, report);
  if (number === null) {
    writeSlot(table, slot, unit, plan.figure.type === 'date' && plan.figure.optional ? NO_DATE : 0);
    setAbsent(table, slot, unit, true);
    return value === null && plan.figure.optional;
  }
  writeSlot(table, slot, unit, number);
  setAbsent(table, slot, unit, false);
  return true;
}

function setAbsent(table: FactTable, slot: number, unit: number, absent: boolean): void {
  const bytes = table.absent[slot];
  if (bytes != null) bytes[unit] = absent ? 1 : 0;
  else if (absent) {
    const created = new Uint8Array(table.count);
    created[unit] = 1;
    table.absent[slot] = created;
  }
}

/** The figure as a whole number of its slot; null after reporting why it is none. */
export function readFigureValue(slot: SlotPlan, value: FigureValue, report: Report): Int | null {
  const { figure } = slot;
  if (figure.type === 'boolean') {
    if (typeof value === 'boolean') return value ? 1 : 0;
    report('not-a-boolean', figure.key, value, {});
    return null;
  }
  if (typeof value !== 'string') {
    report(figure.type === 'choice' ? 'not-a-choice' : 'not-a-number', figure.key, String(value), {});
    return null;
  }
  if (figure.type === 'choice') {
    const option = slot.options?.get(value);
    if (option !== undefined) return option;
    report('not-a-choice', figure.key, value, { options: [...(slot.options?.keys() ?? [])].join(', ') });
    return null;
  }
  return figure.type === 'date' ? readDate(slot, value, report) : readNumber(slot, value, report);
}

function readDate(slot: SlotPlan, value: string, report: Report): Int | null {
  const day = parseDate(value);
  if (day === null) {
    report('not-a-date', slot.figure.key, value, {});
    return null;
  }
  if (day >= slot.min && day <= slot.max) return day;
  report('out-of-range', slot.figure.key, value, {
    min: formatDate(Number(slot.min)),
    max: formatDate(Number(slot.max)),
  });
  return null;
}

function readNumber(slot: SlotPlan, value: string, report: Report): Int | null {
  const number = parseScaled(value, slot.decimals);
  if (number === null) {
    const known = parseDecimal(value) !== null;
    report(known ? 'too-many-decimals' : 'not-a-number', slot.figure.key, value.slice(0, 100), {
      decimals: String(slot.decimals),
    });
    return null;
  }
  if (number >= slot.min && number <= slot.max) return number;
  report('out-of-range', slot.figure.key, value, {
    min: formatScaled(slot.min, slot.decimals),
    max: formatScaled(slot.max, slot.decimals),
  });
  return null;
}
