import type { CellReading } from './cell-values.ts';
import { isNotApplicable, readBoolean, readFigure, readNumber, readText } from './cell-values.ts';
import type { FactField, FactTarget } from './fact-columns.ts';
import { report, type Address, type ItemDraft, type UnitDraft, type Reading } from './facts-reading.ts';
import { cellText, type Cell } from './table.ts';

export function readFact(
  reading: Reading,
  draft: UnitDraft,
  target: FactTarget,
  cell: Cell,
  at: Address,
): void {
  const { item, field } = target;
  const facts = draft.items.get(item.id) ?? {
    item,
    figures: [],
    texts: null,
    claimed: false,
    pending: false,
  };
  draft.items.set(item.id, facts);
  const fault = applyCell(facts, field, cell, at);
  if (fault === null || fault.ok) return;
  const figure = field.part === 'figure' ? field.figure.key : undefined;
  const about = {
    unit: draft.unit,
    item: item.id,
    detail: fault.detail,
    ...(figure === undefined ? {} : { figure }),
  };
  report(reading, fault.code, at, cellText(cell), about);
}

/** Puts one filled cell into the draft; returns the fault if there is one. */
function applyCell(facts: ItemDraft, field: FactField, cell: Cell, at: Address): CellReading<unknown> | null {
  switch (field.part) {
    case 'figure': {
      const read = readFigure(field.figure, cell);
      if (read.ok) facts.figures.push([field.figure.key, read.value]);
      else if (isNotApplicable(cell)) facts.claimed = true;
      else return read;
      return null;
    }
    case 'claim': {
      if (!isNotApplicable(cell)) return { ok: false, code: 'not-a-choice', detail: { options: 'KAD' } };
      facts.claimed = true;
      return null;
    }
    case 'na':
    case 'pending': {
      const read = isNotApplicable(cell) ? ({ ok: true, value: true } as const) : readBoolean(cell);
      if (!read.ok) return read;
      if (field.part === 'na') facts.claimed ||= read.value;
      else facts.pending ||= read.value;
      return null;
    }
    case 'points':
    case 'older':
      return keepText(facts, field.part, readNumber(cell, {}), at);
    case 'reason':
    case 'na-reason':
      return keepText(facts, field.part, readText(cell), at);
  }
}

function keepText(
  facts: ItemDraft,
  part: string,
  read: CellReading<string>,
  at: Address,
): CellReading<unknown> | null {
  if (!read.ok) return read;
  facts.texts ??= new Map();
  facts.texts.set(part, { value: read.value, at });
  return null;
}
