import { cleanLine, cleanText } from '../clean-text.ts';
import type { PlannedTask, RemediationPlan } from '../remediation-plan.ts';
import { writeDate, writeDecimal, writeInstant } from '../written-values.ts';
import { condition, list, required, text, type FieldRecord, type FieldTree } from './field-tree.ts';
import { ISSUED_TREE, issuedFields } from './frame-fields.ts';

const TASK_TREE: FieldTree = {
  stt: text('Số thứ tự'),
  ma: text('Mã tiêu chí; trống khi không thuộc tiêu chí nào'),
  ton_tai: required(text('Tồn tại, hạn chế')),
  co_diem_mat: condition('Tiêu chí bị mất điểm'),
  diem_mat: text('Số điểm bị mất'),
  lap_lai: condition('Tồn tại đã có trong kế hoạch năm trước'),
  ghi_chu: text('Điểm mất và "lặp lại", mỗi thứ một dòng'),
  bien_phap: required(text('Biện pháp khắc phục')),
  thuc_hien: required(text('Người hoặc phòng, ban thực hiện')),
  thoi_han: required(text('Thời hạn, ví dụ "30/06/2027"; "–" khi chưa có')),
  san_pham: required(text('Sản phẩm')),
};

export const REMEDIATION_PLAN_TREE: FieldTree = {
  ...ISSUED_TREE,
  don_vi: required(text('Tên đơn vị')),
  ky_danh_gia: required(text('Kỳ đánh giá, ví dụ "năm 2026"')),
  dot_danh_gia: text('Tên đợt đánh giá'),
  so_ke_hoach: text('Số thứ tự của kế hoạch sau đợt đánh giá'),
  la_bo_sung: condition('Kế hoạch bổ sung cho kế hoạch trước'),
  so_nhiem_vu: text('Số nhiệm vụ'),
  so_lap_lai: text('Số tồn tại lặp lại của năm trước'),
  co_lap_lai: condition('Có tồn tại lặp lại'),
  nhiem_vu: required(list('Nhiệm vụ khắc phục', TASK_TREE)),
  co_phe_duyet: condition('Lãnh đạo đơn vị đã duyệt trên hệ thống'),
  nguoi_duyet: text('Người duyệt'),
  luc_duyet: text('Thời điểm duyệt, giờ Việt Nam'),
};

export function remediationPlanFields(plan: RemediationPlan): FieldRecord {
  const repeated = plan.tasks.filter((task) => task.repeated).length;
  return {
    ...issuedFields(plan.frame),
    don_vi: cleanLine(plan.unitName),
    ky_danh_gia: cleanLine(plan.period),
    dot_danh_gia: cleanLine(plan.roundName),
    so_ke_hoach: String(plan.planNumber),
    la_bo_sung: plan.planNumber > 1,
    so_nhiem_vu: String(plan.tasks.length),
    so_lap_lai: String(repeated),
    co_lap_lai: repeated > 0,
    nhiem_vu: plan.tasks.map(taskFields),
    co_phe_duyet: plan.approval !== null,
    nguoi_duyet: cleanLine(plan.approval?.name ?? ''),
    luc_duyet: plan.approval === null ? '' : writeInstant(plan.approval.at),
  };
}

function taskFields(task: PlannedTask, index: number): FieldRecord {
  const lost = task.lostPoints === null ? '' : writeDecimal(task.lostPoints);
  const notes = [lost && `Mất ${lost} điểm`, task.repeated ? 'Lặp lại của năm trước' : ''];
  return {
    stt: String(index + 1),
    ma: cleanLine(task.code ?? ''),
    ton_tai: cleanText(task.shortcoming),
    co_diem_mat: lost !== '',
    diem_mat: lost,
    lap_lai: task.repeated,
    ghi_chu: notes.filter((note) => note !== '').join('\n'),
    bien_phap: cleanText(task.measure) || '–',
    thuc_hien: cleanLine(task.owner) || '–',
    thoi_han: task.dueOn === null ? '–' : writeDate(task.dueOn),
    san_pham: cleanText(task.product) || '–',
  };
}
