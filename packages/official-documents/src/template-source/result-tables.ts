import type { FileChild, Table } from 'docx';
import { afterTable, body, line, paragraphFor } from './template-parts.ts';
import { type Orientation, TEXT_WIDTH } from './template-sections.ts';
import { type Column, officialTable, type TabbedCell } from './template-tables.ts';

/** Distance of the points of two areas, mm: "12,75" and a space. */
const STEP = 14.5;
const AREA_WIDTH = 8 * STEP + 4;

/** The results of one block inside its list: units with a rank, then those without. Areas only across a page. */
export function resultTables(orientation: Orientation): FileChild[] {
  const both = (list: string): FileChild[] =>
    orientation === 'portrait'
      ? [resultTable(list, orientation, false)]
      : [
          afterTable('{#co_diem_linh_vuc [loopOver: "paragraph"]}'),
          resultTable(list, orientation, true),
          afterTable('{/co_diem_linh_vuc}'),
          afterTable('{#khong_co_diem_linh_vuc [loopOver: "paragraph"]}'),
          resultTable(list, orientation, false),
          afterTable('{/khong_co_diem_linh_vuc}'),
        ];
  return [
    ...both('xep_hang'),
    ...(orientation === 'portrait' ? [afterTable()] : [legend()]),
    body('{#co_khong_xep_hang [loopOver: "paragraph"]}Đơn vị có chỉ số nhưng không xếp hạng:', {
      keepNext: true,
    }),
    ...both('khong_xep_hang'),
    afterTable('{/co_khong_xep_hang}'),
  ];
}

const legend = (): FileChild =>
  line('ChuGiai', paragraphFor('co_diem_linh_vuc', 'Lĩnh vực: {chu_giai_linh_vuc}.'));

function resultTable(list: string, orientation: Orientation, withAreas: boolean): Table {
  const ranked = list === 'xep_hang';
  const columns = resultColumns(TEXT_WIDTH[orientation], withAreas);
  const unit = ranked ? '{don_vi}' : ['{don_vi}', '({ly_do})'];
  const points: TabbedCell = { list: 'diem_linh_vuc', text: '{diem}', step: STEP };
  const cells = [`{#${list}}${ranked ? '{hang}' : '–'}`, unit, '{diem}', '{chi_so}'];
  const last = `{xep_loai}{/${list}}`;
  return officialTable(columns, [{ cells: withAreas ? [...cells, points, last] : [...cells, last] }]);
}

function resultColumns(width: number, withAreas: boolean): readonly Column[] {
  const areas: Column = {
    width: AREA_WIDTH,
    head: { title: 'Điểm theo lĩnh vực', list: 'linh_vuc', text: '{ma}', step: STEP },
    style: 'OBang',
  };
  const fixed = 14 + 20 + 22 + 24 + (withAreas ? AREA_WIDTH : 0);
  return [
    { width: 14, head: 'Hạng', style: 'OGiua' },
    { width: width - fixed, head: 'Đơn vị', style: 'OBang' },
    { width: 20, head: 'Điểm', style: 'OSo' },
    { width: 22, head: 'Chỉ số (%)', style: 'OSo' },
    ...(withAreas ? [areas] : []),
    { width: 24, head: 'Xếp loại', style: 'OGiua' },
  ];
}
