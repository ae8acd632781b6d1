import type { CriteriaSet, RoundResult, UnitFacts, UnitResult } from '@parix/scoring';
import { csvLine, type CsvCell } from './csv.ts';
import { className, type SetIndex } from './set-index.ts';
import type { PublishedLayer } from './snapshot.ts';

/** A column of a published table, for the CSV and for its CSVW metadata. */
export interface Column {
  readonly name: string;
  readonly vi: string;
  readonly en: string;
  readonly datatype: 'string' | 'decimal' | 'integer' | 'boolean';
  readonly required: boolean;
}
const column = (
  name: string,
  datatype: Column['datatype'],
  vi: string,
  en: string,
  required = true,
): Column => ({ name, vi, en, datatype, required });

/** Columns of results.csv: one row per unit, the printed numbers beside the exact ones. */
export function resultColumns(set: CriteriaSet): readonly Column[] {
  return [
    column('rank', 'integer', 'Hạng', 'Rank', false),
    column('unit', 'string', 'Mã đơn vị', 'Unit code'),
    column('name', 'string', 'Đơn vị', 'Unit'),
    column('kind', 'string', 'Loại đơn vị', 'Kind of unit'),
    column('block', 'string', 'Khối', 'Block'),
    column('points', 'decimal', 'Điểm', 'Points'),
    column('maximum', 'string', 'Điểm tối đa', 'Maximum points (exact)'),
    column('index', 'decimal', 'Chỉ số (%)', 'Index (%)'),
    column('class', 'string', 'Xếp loại', 'Class', false),
    column('exact_points', 'string', 'Điểm chính xác', 'Exact points'),
    column('exact_index', 'string', 'Chỉ số chính xác (%)', 'Exact index (%)'),
    column('scored', 'integer', 'Số tiêu chí đã chấm', 'Items scored'),
    column('not_applicable', 'integer', 'Số tiêu chí không áp dụng', 'Items not applicable'),
    column('no_data', 'integer', 'Số tiêu chí chưa có số liệu', 'Items without data'),
    column('not_appraised', 'integer', 'Số tiêu chí chưa thẩm định', 'Items not yet appraised'),
    ...set.areas.map(({ code, name }, i) =>
      column(`area_${i + 1}`, 'decimal', `${code}. ${name} (điểm)`, `Area ${code} (points)`),
    ),
  ];
}

export function* resultLines(
  set: CriteriaSet,
  result: RoundResult,
  facts: readonly UnitFacts[],
): Generator<string> {
  yield csvLine(resultColumns(set).map(({ vi }) => vi));
  for (const cells of resultRows(set, result, facts)) yield csvLine(cells);
}

/** The cells below the header. */
export function* resultRows(
  set: CriteriaSet,
  result: RoundResult,
  facts: readonly UnitFacts[],
): Generator<readonly CsvCell[]> {
  for (const [i, unit] of result.units.entries()) yield resultCells(set, unit, facts[i]);
}

function resultCells(set: CriteriaSet, unit: UnitResult, facts: UnitFacts | undefined): readonly CsvCell[] {
  const areas = new Map(unit.groups.map((group) => [group.id, group.printedPoints]));
  return [
    unit.rank,
    unit.unit,
    facts?.name ?? unit.unit,
    unit.kind,
    unit.block,
    unit.printedPoints,
    unit.maximum,
    unit.printedIndex,
    className(set, unit.kind, unit.classId),
    unit.points,
    unit.index,
    unit.counts.scored,
    unit.counts['not-applicable'],
    unit.counts['no-data'],
    unit.counts['not-appraised'],
    ...set.areas.map(({ id }) => areas.get(id) ?? null),
  ];
}

/** Columns of items.csv: one row per unit and item, with the layers before the final points. */
export const ITEM_COLUMNS: readonly Column[] = [
  column('unit', 'string', 'Mã đơn vị', 'Unit code'),
  column('item', 'string', 'Mã tiêu chí trong bộ tiêu chí', 'Item id'),
  column('code', 'string', 'Số thứ tự', 'Item code'),
  column('name', 'string', 'Tiêu chí', 'Item'),
  column('status', 'string', 'Tình trạng', 'Status'),
  column('points', 'string', 'Điểm', 'Points (exact)', false),
  column('maximum', 'string', 'Điểm tối đa', 'Maximum (exact)'),
  column('treatment', 'string', 'Cách xử lý khi không áp dụng', 'Treatment when not applicable', false),
  column('awarded', 'boolean', 'Điểm do thẩm định quyết định', 'Points set by appraisal'),
  column('self_points', 'decimal', 'Điểm tự chấm', 'Self-scored points', false),
  column('appraisal', 'string', 'Kết luận thẩm định', 'Appraisal decision', false),
  column('appraised_points', 'decimal', 'Điểm thẩm định', 'Appraised points', false),
  column('appraisal_reason', 'string', 'Lý do', 'Reason', false),
];

export function* itemLines(
  index: SetIndex,
  result: RoundResult,
  layersOf: (unit: string, item: string) => PublishedLayer | undefined,
): Generator<string> {
  yield csvLine(ITEM_COLUMNS.map(({ vi }) => vi));
  for (const unit of result.units)
    for (const item of unit.items) {
      const known = index.itemById.get(item.id);
      const layer = layersOf(unit.unit, item.id);
      yield csvLine([
        unit.unit,
        item.id,
        known?.code ?? '',
        known?.name ?? '',
        item.status,
        item.points,
        item.maximum,
        item.treatment,
        item.awarded,
        layer?.selfPoints ?? null,
        layer?.appraisal?.decision ?? null,
        layer?.appraisal?.points ?? null,
        layer?.appraisal?.reason ?? null,
      ]);
    }
}
