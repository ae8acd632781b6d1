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
  type Named,
  type Reading,
} from './facts-reading.ts';
import { EMPTY_CELL, cellText, isBlank, type Cell } from './table.ts';

export function readLong(reading: Reading, named: Named): void {
  const [unitColumn, itemColumn = 0, valueColumn = 0] = [
    named.get('unit'),
    named.get('item'),
    named.get('value'),
  ];
  if (unitColumn === undefined) return;
  reportStrangeColumns(reading, named);
  for (const { row, cells } of reading.table.rows) {
    const at = { column: unitColumn, row };
    const unit = unitOf(reading, cells[unitColumn] ?? EMPTY_CELL, at);
    if (unit === null) continue;
    const draft = reading.drafts.get(unit) ?? draftOf(reading, unit, at);
    readOwnColumns(reading, draft, named, cells, row);
    reportNamelessCells(reading, cells, row);
    const itemCell = cells[itemColumn] ?? EMPTY_CELL;
    if (isBlank(itemCell)) continue;
    const target = longTarget(reading, named, cells, row, unit);
    const cell = cells[valueColumn] ?? EMPTY_CELL;
    if (target === null || (isBlank(cell) && cell.formula !== true)) continue;
    const key = placeKey(unit, target.item.id, fieldKey(target.field));
    const first = reading.places.get(key);
    if (first !== undefined) {
      const detail = { first: addressText(reading, first) };
      report(reading, 'duplicate-value', { column: valueColumn, row }, cellText(cell), {
        unit,
        item: target.item.id,
        detail,
      });
      continue;
    }
    reading.places.set(key, { column: valueColumn, row });
    readFact(reading, draft, target, cell, { column: valueColumn, row });
  }
}

function reportStrangeColumns(reading: Reading, named: Named): void {
  const fixed = new Set(named.values());
  for (const [column, header] of reading.table.header.entries()) {
    if (header === '' || fixed.has(column) || namedColumn(header) !== undefined) continue;
    report(reading, 'unknown-column', { column, row: reading.table.headerRow }, header);
  }
}

function longTarget(
  reading: Reading,
  named: Named,
  cells: readonly Cell[],
  row: number,
  unit: string,
): FactTarget | null {
  const itemColumn = named.get('item') ?? 0;
  const figureColumn = named.get('figure') ?? itemColumn;
  const name = cellText(cells[itemColumn] ?? EMPTY_CELL).trim();
  const figure = figureColumn === itemColumn ? '' : cellText(cells[figureColumn] ?? EMPTY_CELL).trim();
  const item = reading.columns.itemByName.get(name);
  if (item === undefined) {
    report(reading, 'unknown-item', { column: itemColumn, row }, name, { unit });
    return null;
  }
  if (!isAllowed(reading, item, { column: itemColumn, row }, name)) return null;
  const field = reading.columns.findIn(item, figure);
  if (field !== undefined) return { item, field };
  const detail = { options: figureList(item) };
  report(reading, 'unknown-figure', { column: figureColumn, row }, figure, { unit, item: item.id, detail });
  return null;
}
