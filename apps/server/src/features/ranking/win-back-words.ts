import type { WinBack } from '@parix/scoring';
import type { Locale } from '../../platform/locale.ts';

/** How to win points back, in words: "Số hồ sơ đúng hạn: thêm 18 hồ sơ (đạt 450)". */
export function winBackWords(winBack: WinBack | null, locale: Locale): string {
  const en = locale === 'en';
  if (winBack === null) return en ? 'Full points of the item' : 'Đạt điểm tối đa của mục';
  const { label, unit, change, to } = winBack;
  const unitText = unit === '' ? '' : ` ${unit}`;
  if (change === null) return en ? `${label}: reach "${to}"` : `${label}: đạt "${to}"`;
  const amount = decimalText(change.replace(/^[-+]/, ''), locale);
  const less = change.startsWith('-');
  const reached = decimalText(to, locale);
  if (en) return `${label}: ${less ? 'less by' : 'more by'} ${amount}${unitText} (to ${reached})`;
  return `${label}: ${less ? 'bớt' : 'thêm'} ${amount}${unitText} (đạt ${reached})`;
}

const decimalText = (text: string, locale: Locale): string =>
  locale === 'vi' ? text.replace('.', ',') : text;
