import { namedColumn, type FactTarget } from './fact-columns.ts';
import { readFact } from './facts-cell.ts';
import {
  addressText,
  draftOf,
  fieldKey,
  figureList,
  isAllowed,
  placeKey,
  readOwnColumns,
  report,
  reportNamelessCells,
  unitOf,
  type Address,
  type Named,
  type Reading,
} from './facts-reading.ts';
import { EMPTY_CELL, isBlank } from './table.ts';

export function readWide(reading: Reading, named: Named): void {
  const unitColumn = named.get('unit');
  if (unitColumn === undefined) return;
  const targets = itemColumns(reading, named);
  for (const { row, cells } of reading.table.rows) {
    const at = { column: unitColumn, row };
    const unit = unitOf(reading, cells[unitColumn] ?? EMPTY_CELL, at);
    if (unit === null) continue;
    const first = reading.drafts.get(unit)?.at;
    if (first !== undefined) {
      report(reading, 'duplicate-unit', at, unit, { unit, detail: { first: addressText(reading, first) } });
      continue;
    }
    const draft = draftOf(reading, unit, at);
    readOwnColumns(reading, draft, named, cells, row);
    for (const [column, target] of targets) {
      const cell = cells[column] ?? EMPTY_CELL;
      if (!isBlank(cell) || cell.formula === true) readFact(reading, draft, target, cell, { column, row });
    }
    reportNamelessCells(reading, cells, row);
  }
}

function itemColumns(reading: Reading, named: Named): readonly (readonly [number, FactTarget])[] {
  const fixed = new Set(named.values());
  const targets: [number, FactTarget][] = [];
  for (const [column, header] of reading.table.header.entries()) {
    if (header === '' || fixed.has(column)) continue;
    const at = { column, row: reading.table.headerRow };
    const target = targetOf(reading, header, at);
    if (target === null) continue;
    const key = placeKey(null, target.item.id, fieldKey(target.field));
    const first = reading.places.get(key);
    if (first !== undefined) {
      report(reading, 'duplicate-column', at, header, { detail: { first: addressText(reading, first) } });
    } else {
      reading.places.set(key, at);
      targets.push([column, target]);
    }
  }
  return targets;
}

function targetOf(reading: Reading, header: string, at: Address): FactTarget | null {
  const target = reading.columns.find(header);
  if (target === 'ambiguous') {
    const example = header.replace(/\.([^.]*)$/, '#$1');
    report(reading, 'ambiguous-column', at, header, { detail: { example } });
    return null;
  }
  if (target === undefined) {
    if (namedColumn(header) === undefined) reportUnknownHeader(reading, header, at);
    return null;
  }
  return isAllowed(reading, target.item, at, header) ? target : null;
}

/** Tells a wrong figure of a known item from a column that means nothing. */
function reportUnknownHeader(reading: Reading, header: string, at: Address): void {
  const split = Math.max(header.lastIndexOf('.'), header.lastIndexOf('#'));
  const item =
    reading.columns.itemByName.get(header) ??
    reading.columns.itemByName.get(header.slice(0, Math.max(split, 0)));
  if (item === undefined) report(reading, 'unknown-column', at, header);
  else
    report(reading, 'unknown-figure', at, header, { item: item.id, detail: { options: figureList(item) } });
}
