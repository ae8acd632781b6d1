import type { Item, ItemResult, ItemStatus, LegalAct, NotApplicable } from '@parix/scoring';

/** Vietnamese forms of numbers, dates and fixed words on the published pages. */

/** "85.5" as "85,5"; a real minus sign. Exact ratios stay as they are. */
export function number(text: string): string {
  return text.replace('.', ',').replace('-', '−');
}

/** A change with its sign: "+1,25", "−4", "0". */
export function signed(text: string): string {
  return /^-|^0(\.0+)?$/.test(text) ? number(text) : `+${number(text)}`;
}

/** "2021-12-31" as "31/12/2021". */
export function day(iso: string): string {
  const [year, month, date] = iso.slice(0, 10).split('-');
  return `${date ?? ''}/${month ?? ''}/${year ?? ''}`;
}

/** The instant on the clock of Hà Nội, "08:30 ngày 15/01/2022". Việt Nam has kept UTC+7 since 1975. */
export function instant(iso: string): string {
  const local = new Date(Date.parse(iso) + 7 * 3_600_000).toISOString();
  return `${local.slice(11, 16)} ngày ${day(local)}`;
}

export function decisionText(act: LegalAct): string {
  const date = act.date === null ? '' : ` ngày ${day(act.date)}`;
  return `${act.number}${date} của ${act.issuer}`;
}

/** "lên 2 bậc, hạng 5"; empty when one of the ranks is missing. */
export function rankChange(before: number | null, after: number | null): string {
  if (before === null || after === null) return '';
  if (before === after) return `giữ hạng ${after}`;
  return `${after < before ? 'lên' : 'xuống'} ${Math.abs(after - before)} bậc, hạng ${after}`;
}

export const STATUS: Readonly<Record<ItemStatus, string>> = {
  scored: 'Đã chấm',
  'not-applicable': 'Không áp dụng',
  'no-data': 'Chưa có số liệu',
  'not-appraised': 'Chưa thẩm định',
};

export const TREATMENT: Readonly<Record<NotApplicable['policy'], string>> = {
  forbidden: 'luôn áp dụng',
  'full-points': 'tính đủ điểm tối đa',
  zero: 'tính 0 điểm',
  remove: 'không tính vào điểm tối đa',
  share: 'điểm tối đa chia đều cho các tiêu chí khác',
  'older-value': 'lấy điểm của kỳ trước',
};

/** Points of an item as read aloud: "0,75", "0", or the word that stands where no number may. */
export function pointsText(item: ItemResult): string {
  if (item.status === 'no-data' || item.status === 'not-appraised') return '–';
  return item.printedPoints === null ? '–' : number(item.printedPoints);
}

export function statusText(item: ItemResult): string {
  return item.status === 'scored' ? '' : STATUS[item.status];
}

export const DECISIONS: Readonly<Record<string, string>> = {
  accept: 'Chấp nhận',
  lower: 'Giảm điểm',
  raise: 'Tăng điểm',
  return: 'Trả lại để bổ sung',
  council: 'Hội đồng quyết định',
};

export function decisionWord(decision: string): string {
  return DECISIONS[decision] ?? decision;
}

export const POINTS_FROM: Readonly<Record<Item['pointsFrom'], string>> = {
  appraisal: 'Thẩm định hồ sơ',
  survey: 'Điều tra xã hội học',
  external: 'Cơ quan khác cung cấp',
};
