import { cleanLine } from '../clean-text.ts';
import type { ResultBlock, ResultUnit } from '../result-block.ts';
import { writeDecimal, writePoints, writeRoman } from '../written-values.ts';
import { condition, list, required, text, type FieldRecord, type FieldTree } from './field-tree.ts';

/** As many columns of points as stand beside the others across a landscape page. */
const MOST_AREAS = 8;

const UNIT_TREE: FieldTree = {
  don_vi: required(text('Tên đơn vị')),
  diem: text('Tổng điểm'),
  chi_so: required(text('Chỉ số, %')),
  xep_loai: text('Xếp loại; "–" khi bộ tiêu chí không xếp loại'),
  diem_linh_vuc: list('Điểm từng lĩnh vực, theo thứ tự của danh sách lĩnh vực', {
    diem: text('Điểm; "–" khi lĩnh vực không áp dụng'),
  }),
};

/** The results of one block of units. */
export const RESULT_BLOCK_TREE: FieldTree = {
  so_phu_luc: text('"Phụ lục" khi có một khối, "Phụ lục I", "Phụ lục II"… khi có nhiều khối'),
  ten: required(text('Tên khối')),
  so_don_vi: text('Số đơn vị được xếp hạng'),
  co_diem_linh_vuc: condition(`Có điểm theo lĩnh vực và không quá ${MOST_AREAS} lĩnh vực`),
  khong_co_diem_linh_vuc: condition('Không in điểm theo lĩnh vực'),
  linh_vuc: list('Các lĩnh vực', { ma: text('Mã lĩnh vực'), ten: text('Tên lĩnh vực') }),
  chu_giai_linh_vuc: text('Mã và tên các lĩnh vực trên một dòng'),
  xep_hang: required(list('Đơn vị được xếp hạng', { hang: required(text('Hạng')), ...UNIT_TREE })),
  co_khong_xep_hang: condition('Có đơn vị có chỉ số nhưng không xếp hạng'),
  khong_xep_hang: required(
    list('Đơn vị có chỉ số nhưng không xếp hạng', {
      ...UNIT_TREE,
      ly_do: required(text('Lý do không xếp hạng')),
    }),
  ),
};

/** Throws `RangeError` when a unit has points of other areas than the block names. */
export function resultBlockFields(blocks: readonly ResultBlock[]): readonly FieldRecord[] {
  return blocks.map((block, index) => {
    const fits = block.areas.length > 0 && block.areas.length <= MOST_AREAS;
    const areas = fits
      ? block.areas.map(({ code, name }) => ({ ma: cleanLine(code), ten: cleanLine(name) }))
      : [];
    return {
      so_phu_luc: blocks.length === 1 ? 'Phụ lục' : `Phụ lục ${writeRoman(index + 1)}`,
      ten: cleanLine(block.name),
      so_don_vi: String(block.ranked.length),
      co_diem_linh_vuc: fits,
      khong_co_diem_linh_vuc: !fits,
      linh_vuc: areas,
      chu_giai_linh_vuc: areas.map(({ ma, ten }) => `${ma}. ${ten}`).join('; '),
      xep_hang: block.ranked.map((unit) => ({ hang: String(unit.rank), ...unitFields(block, unit, fits) })),
      co_khong_xep_hang: block.unranked.length > 0,
      khong_xep_hang: block.unranked.map((unit) => ({
        ...unitFields(block, unit, fits),
        ly_do: cleanLine(unit.reason),
      })),
    };
  });
}

function unitFields(block: ResultBlock, unit: ResultUnit, withAreas: boolean): FieldRecord {
  if (unit.areaPoints.length !== block.areas.length)
    throw new RangeError(`points of ${unit.areaPoints.length} areas, not ${block.areas.length}`);
  return {
    don_vi: cleanLine(unit.name),
    diem: writeDecimal(unit.points),
    chi_so: writeDecimal(unit.index),
    xep_loai: cleanLine(unit.className ?? '–'),
    diem_linh_vuc: withAreas ? unit.areaPoints.map((points) => ({ diem: writePoints(points) })) : [],
  };
}
