import type { Item, WinBack } from '@parix/scoring';
import type { Locale } from '../../platform/locale.ts';

/** How to win points back, in words: "Số hồ sơ đúng hạn: thêm 18 hồ sơ (đạt 450)". */
export function winBackWords(winBack: WinBack | null, item: Item | undefined, locale: Locale): string {
  const en = locale === 'en';
  if (winBack === null) return en ? 'Full points of the item' : 'Đạt điểm tối đa của mục';
  const { label, unit, change, to } = winBack;
  const reached = valueWords(
    to,
    item?.figures.find(({ key }) => key === winBack.figure),
    locale,
  );
  if (change === null) return `${label}: ${en ? 'reach' : 'đạt'} "${reached}"`;
  const amount = `${decimalText(change.replace(/^[-+]/, ''), locale)}${unit === '' ? '' : ` ${unit}`}`;
  const less = change.startsWith('-');
  if (en) return `${label}: ${less ? 'less by' : 'more by'} ${amount} (to ${reached})`;
  return `${label}: ${less ? 'bớt' : 'thêm'} ${amount} (đạt ${reached})`;
}

/** A value as the form shows it: the option's label, yes or no, the date as written here, the number with its comma. */
function valueWords(value: string, figure: Item['figures'][number] | undefined, locale: Locale): string {
  const en = locale === 'en';
  if (figure?.type === 'choice') return figure.options.find(({ id }) => id === value)?.label ?? value;
  if (figure?.type === 'boolean') return value === 'true' ? (en ? 'yes' : 'có') : en ? 'no' : 'không';
  if (figure?.type === 'date') return en ? value : value.split('-').reverse().join('/');
  return decimalText(value, locale);
}

const decimalText = (text: string, locale: Locale): string =>
  locale === 'vi' ? text.replace('.', ',') : text;
