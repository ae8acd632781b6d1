import type { Locale } from '../../platform/locale.ts';
import type { SourceNews } from '../dossiers/counted-measures.read-model.ts';
import type { NoFigureReason } from './count-figures.ts';

/** Where figures of an item that are taken from one measure come from. No personal data. */
export interface Provenance {
  /** Keys of the figures in the item. */
  readonly keys: readonly string[];
  /** Labels of the figures. */
  readonly labels: readonly string[];
  readonly measure: string;
  readonly name: string;
  readonly formula: string;
  readonly isRatio: boolean;
  readonly printed: string | null;
  readonly numerator: number;
  readonly denominator: number;
  readonly reason: NoFigureReason | null;
  readonly from: string;
  readonly to: string;
  readonly asOf: string | null;
  readonly withBelow: boolean;
  readonly sources: readonly Pick<SourceNews, 'name' | 'lastEventAt'>[];
  readonly computedAt: Date;
}

/** One paragraph: figures, measure, formula, numbers, period, sources, time. */
export function provenanceWords(provenance: Provenance, locale: Locale): string {
  const { labels, measure, name, formula, reason } = provenance;
  const which = labels.map((label) => `“${label}”`).join(', ');
  const parts = locale === 'en' ? EN : VI;
  const head = parts.head(which, measure, name, formula);
  const days = parts.period(day(provenance.from), day(provenance.to), runningTo(provenance));
  const computed = parts.computed(time(provenance.computedAt, locale));
  const missing = reason === null ? [] : [parts.reasons[reason]];
  const numbers = reason === 'no-source' || reason === 'not-begun' ? [] : [numbersOf(provenance, locale)];
  const scope = provenance.withBelow ? [parts.withBelow] : [];
  const sources = provenance.sources.length === 0 ? [] : [sourcesOf(provenance, locale)];
  return `${head}${reason === null ? ';' : '.'} ${[...missing, ...numbers, `${days}${scope.join('')}`, ...sources, computed].join('; ')}.`;
}

function numbersOf({ isRatio, printed, numerator, denominator }: Provenance, locale: Locale): string {
  const value = printed === null ? '–' : decimal(printed, locale);
  if (!isRatio) return locale === 'en' ? `value ${value}` : `giá trị ${value}`;
  const [top, bottom] = [whole(numerator, locale), whole(denominator, locale)];
  return locale === 'en'
    ? `numerator ${top}, denominator ${bottom}, ratio ${value} %`
    : `tử số ${top}, mẫu số ${bottom}, tỷ lệ ${value} %`;
}

function sourcesOf({ sources }: Provenance, locale: Locale): string {
  const heard = locale === 'en' ? 'last heard' : 'dữ liệu cuối';
  const each = sources.map(({ name, lastEventAt }) => `${name} (${heard} ${time(lastEventAt, locale)})`);
  return `${locale === 'en' ? 'from' : 'nguồn'}: ${each.join(', ')}`;
}

const runningTo = ({ asOf, to }: Provenance): string | null =>
  asOf === null || asOf === to ? null : day(asOf);
const day = (iso: string): string => iso.split('-').reverse().join('/');
const decimal = (text: string, locale: Locale): string => (locale === 'en' ? text : text.replace('.', ','));
const whole = (value: number, locale: Locale): string =>
  new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'vi-VN').format(value);

function time(instant: Date, locale: Locale): string {
  const local = new Date(instant.getTime() + VIETNAM).toISOString();
  const words = `${local.slice(11, 16)} ${day(local.slice(0, 10))}`;
  return locale === 'en' ? `${words} (Vietnam time)` : words;
}
/** Vietnam has kept UTC+7 since 1975. */
const VIETNAM = 7 * 3_600_000;

interface Parts {
  readonly head: (which: string, measure: string, name: string, formula: string) => string;
  readonly period: (from: string, to: string, until: string | null) => string;
  readonly computed: (at: string) => string;
  readonly withBelow: string;
  readonly reasons: Readonly<Record<NoFigureReason, string>>;
}

const VI: Parts = {
  head: (which, measure, name, formula) => `Số liệu ${which} lấy từ chỉ tiêu ${measure}, ${name}: ${formula}`,
  period: (from, to, until) => `kỳ ${from}–${to}${until === null ? '' : `, tính đến hết ${until}`}`,
  computed: (at) => `tính lúc ${at}`,
  withBelow: ', gồm cả các đơn vị bên dưới',
  reasons: {
    'no-source': 'Chưa có số liệu: chưa hệ thống nào gửi hồ sơ của đơn vị',
    'not-begun': 'Chưa có số liệu: kỳ chưa bắt đầu',
    'out-of-range': 'Chưa có số liệu: số tính được nằm ngoài giới hạn của bộ tiêu chí',
    'denominator-is-zero': 'Chưa có số liệu: mẫu số bằng 0',
    'no-settled-dossier': 'Chưa có số liệu: không có hồ sơ nào giải quyết xong trong kỳ',
    'sums-not-counts': 'Chưa có số liệu: số cộng dồn không hợp lệ, cần tính lại hồ sơ',
  },
};
const EN: Parts = {
  head: (which, measure, name, formula) => `${which} comes from the measure ${measure}, ${name}: ${formula}`,
  period: (from, to, until) => `period ${from}–${to}${until === null ? '' : `, up to the end of ${until}`}`,
  computed: (at) => `computed at ${at}`,
  withBelow: ', units below included',
  reasons: {
    'no-source': 'No data: no system has sent dossiers of the unit',
    'not-begun': 'No data: the period has not begun',
    'out-of-range': 'No data: the number lies outside the limits of the set',
    'denominator-is-zero': 'No data: the denominator is zero',
    'no-settled-dossier': 'No data: no dossier was settled in the period',
    'sums-not-counts': 'No data: the sums are not valid, dossiers have to be counted again',
  },
};
