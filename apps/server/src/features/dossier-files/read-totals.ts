import {
  cellText,
  EMPTY_CELL,
  formatPlace,
  cellAddress,
  isBlank,
  normaliseNumber,
  type Table,
} from '@parix/sheets';
import { parseDate } from '@parix/working-days';
import type { Locale } from '../../platform/locale.ts';
import type { PlacedError } from '../../platform/refusal.ts';
import type { KnownUnits } from './dossier-files.queries.ts';
import { foldName } from './read-file.ts';
import type { Counter } from './total-relations.ts';

/** A row of published totals. */
export interface ReadTotal {
  readonly row: number;
  readonly unitId: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly label: string;
  readonly counters: readonly Counter[];
}

const HEADERS = {
  unit: ['mã đơn vị', 'đơn vị', 'cơ quan', 'unit'],
  firstDay: ['từ ngày', 'from'],
  lastDay: ['đến ngày', 'to'],
  label: ['nhãn', 'mức độ', 'nội dung', 'label'],
} as const;
type Head = keyof typeof HEADERS;

const WORDS = {
  'missing-column': {
    vi: 'Thiếu cột "{value}". Thêm cột này.',
    en: 'The column "{value}" is missing. Add it.',
  },
  'no-counters': {
    vi: 'Không có cột số liệu nào. Mỗi số liệu của nguồn là một cột, mang đúng tên nguồn dùng.',
    en: 'There is no column of figures. Each figure of the source is a column, named as the source names it.',
  },
  'unknown-unit': {
    vi: 'Không có đúng một đơn vị mang mã hoặc tên "{value}".',
    en: 'There is not exactly one unit with the code or name "{value}".',
  },
  'not-a-date': {
    vi: '"{value}" không phải ngày. Viết dạng 2021-03-31 hoặc 31/03/2021.',
    en: '"{value}" is not a date. Write 2021-03-31 or 31/03/2021.',
  },
  'period-reversed': {
    vi: 'Đến ngày đứng trước từ ngày. Sửa lại kỳ.',
    en: 'The period ends before it begins. Correct it.',
  },
  'not-a-count': {
    vi: '"{value}" không phải số nguyên không âm. Nguồn không có số thì để trống.',
    en: '"{value}" is no whole number from 0 on. Leave it empty where the source has none.',
  },
  'duplicate-row': {
    vi: 'Đơn vị, kỳ và nhãn này đã có ở dòng {value}. Giữ lại một dòng.',
    en: 'This unit, period and label stand in row {value} already. Keep one of them.',
  },
} as const;

/** Reads a small table: unit, period, label; every other column is a figure under the name that the source gives it. */
export function readTotals(
  table: Table,
  units: KnownUnits,
  locale: Locale,
): { readonly totals: readonly ReadTotal[]; readonly problems: PlacedError[] } {
  const problems: PlacedError[] = [];
  const report = (code: keyof typeof WORDS, column: number, row: number, value = ''): undefined => {
    const place = formatPlace({ file: table.file, sheet: table.sheet, cell: cellAddress(column, row) });
    const message = WORDS[code][locale].replace('{value}', value.slice(0, 80));
    problems.push({ place, code, message, ...(value === '' ? {} : { value: value.slice(0, 200) }) });
  };
  const at = (head: Head): number =>
    table.header.findIndex((name) => (HEADERS[head] as readonly string[]).includes(foldName(name)));
  const places = { unit: at('unit'), firstDay: at('firstDay'), lastDay: at('lastDay'), label: at('label') };
  for (const head of ['unit', 'firstDay', 'lastDay'] as const)
    if (places[head] < 0) report('missing-column', 0, table.headerRow, HEADERS[head][0]);
  const figures = table.header.flatMap((name, place) =>
    name === '' || Object.values(places).includes(place) ? [] : [{ name, place }],
  );
  if (figures.length === 0) report('no-counters', 0, table.headerRow);
  if (problems.length > 0) return { totals: [], problems };
  const seen = new Map<string, number>();
  const totals = table.rows.flatMap(({ row, cells }) => {
    const text = (place: number): string => cellText(cells[place] ?? EMPTY_CELL).trim();
    const name = text(places.unit);
    const unitId = units.byCode.get(name) ?? units.byName.get(foldName(name)) ?? undefined;
    if (unitId === undefined) report('unknown-unit', places.unit, row, name);
    const day = (place: number) => dayOf(text(place)) ?? report('not-a-date', place, row, text(place));
    const [firstDay, lastDay] = [day(places.firstDay), day(places.lastDay)];
    if (firstDay !== undefined && lastDay !== undefined && lastDay < firstDay)
      report('period-reversed', places.lastDay, row);
    const label = places.label < 0 ? '' : text(places.label);
    const counters = figures.map(({ name: figure, place }) => {
      const cell = cells[place] ?? EMPTY_CELL;
      const count = isBlank(cell) ? null : countOf(text(place));
      if (count === undefined) report('not-a-count', place, row, text(place));
      return { name: figure, count: count ?? null };
    });
    if (unitId === undefined || firstDay === undefined || lastDay === undefined) return [];
    const key = [unitId, firstDay, lastDay, label].join('\n');
    const first = seen.get(key);
    if (first !== undefined) report('duplicate-row', places.unit, row, String(first));
    seen.set(key, row);
    return first === undefined ? [{ row, unitId, firstDay, lastDay, label, counters }] : [];
  });
  return { totals, problems };
}

/** A whole number, its thousands set apart as Vietnamese or English tables do. */
function countOf(text: string): number | undefined {
  const grouped = /^\d{1,3}([., ]\d{3})+$/.test(text) ? text.replace(/[., ]/g, '') : text;
  const read = normaliseNumber(grouped, { decimals: 0 });
  const count = read.ok ? Number(read.value) : NaN;
  return Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

/** ISO, or day/month/year: a period of a report is written the Vietnamese way. */
function dayOf(text: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const iso = year === '' ? text.slice(0, 10) : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return parseDate(iso) === null ? undefined : iso;
}
