import type { DossierFigures, DossierStatistics } from '@parix/api-contract';
import { findMeasure } from '@parix/one-stop';
import { type HtmlValue, markup } from '@parix/publication';

const COLUMNS = [
  ['one-stop.received', 'Tiếp nhận'],
  ['one-stop.settled', 'Đã giải quyết'],
  ['one-stop.settled-late', 'Giải quyết trễ'],
  ['one-stop.open', 'Đang giải quyết'],
  ['one-stop.open-overdue', 'Đang trễ hạn'],
  ['one-stop.on-time-ratio@qd766', 'Tỷ lệ đúng hạn'],
  ['one-stop.online-share', 'Nộp trực tuyến'],
] as const;
const EXPLAINED = ['one-stop.on-time-ratio@qd766', 'one-stop.online-share', 'one-stop.open-overdue'] as const;

/** The month as a page: the whole, each unit, how it is counted, from where and when. */
export function publicFiguresPage(statistics: DossierStatistics, month: string, current: string): string {
  const { total, rows, sources, computedAt, period } = statistics;
  const title = `Tình hình giải quyết hồ sơ tháng ${Number(month.slice(5))}/${month.slice(0, 4)}`;
  return frame(
    title,
    markup`<p class="hint">Hồ sơ thủ tục hành chính qua cơ chế một cửa</p>
      <h1>${title}</h1>
      ${month === current && markup`<p>Tháng đang diễn ra: số liệu đến hết ngày ${dayWords(period.asOf)}.</p>`}
      <ul class="months">
        <li>${monthLink(before(month), '← ')}</li>
        ${month < current && markup`<li>${monthLink(after(month), '', ' →')}</li>`}
      </ul>
      ${rows.length === 0 ? markup`<p>Chưa có hồ sơ nào trong tháng này. Chọn tháng khác ở trên.</p>` : [wholeHtml(total), tableHtml(rows)]}
      <h2>Cách tính</h2>
      ${EXPLAINED.map((id) => {
        const measure = findMeasure(id);
        return (
          measure &&
          markup`<p><strong>${measure.name.vi}</strong>: ${measure.formula.vi}. Nguồn: ${measure.source}.</p>`
        );
      })}
      <p class="hint">Tính từ từng hồ sơ lúc ${instantWords(computedAt)}. ${sources.length > 0 && markup`Hệ thống gửi hồ sơ: ${sources.map(({ name }) => name).join('; ')}.`} Hồ sơ được sửa ở hệ thống nguồn thì số liệu sửa theo.</p>
      <p><a href="/tinh-hinh-ho-so/so-lieu.csv?thang=${month}">Tải số liệu (CSV)</a> · <a href="/tra-cuu/">Tra cứu hồ sơ</a> · <a href="/cong-bo/">Kết quả Chỉ số cải cách hành chính</a></p>`,
  );
}

const wholeHtml = (total: DossierFigures): HtmlValue =>
  markup`<dl>${COLUMNS.map(([id, name]) => markup`<div><dt>${name}</dt><dd>${shown(id, total)}</dd></div>`)}</dl>`;

const tableHtml = (rows: DossierStatistics['rows']): HtmlValue => markup`<h2>Theo đơn vị</h2>
  <div class="scroll" role="region" aria-label="Bảng số liệu theo đơn vị" tabindex="0"><table>
    <caption>${rows.length} đơn vị có hồ sơ</caption>
    <thead><tr><th scope="col">Đơn vị</th>${COLUMNS.map(([, name]) => markup`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${rows.map(
      ({ name, figures }) =>
        markup`<tr><th scope="row">${name}</th>${COLUMNS.map(([id, column]) => markup`<td data-name="${column}">${shown(id, figures)}</td>`)}</tr>`,
    )}</tbody></table></div>`;

/** A dash where there is nothing to count, never a zero. */
function shown(id: string, figures: DossierFigures): string {
  const value = figures[id]?.value ?? null;
  if (value === null) return '–';
  const [whole = '', fraction] = value.split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, '.');
  return `${grouped}${fraction === undefined ? '' : `,${fraction}`}${findMeasure(id)?.unit === 'percent' ? '%' : ''}`;
}

function monthLink(month: string, sign: string, end = ''): HtmlValue {
  const name = `Tháng ${Number(month.slice(5))}/${month.slice(0, 4)}`;
  return markup`<a href="/tinh-hinh-ho-so/?thang=${month}">${sign}${name}${end}</a>`;
}

function shift(month: string, by: 1 | -1): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}
const before = (month: string): string => shift(month, -1);
const after = (month: string): string => shift(month, 1);

const dayWords = (day: string): string => day.split('-').reverse().join('/');
function instantWords(instant: string): string {
  const inVietnam = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString();
  return `${inVietnam.slice(11, 16)} ngày ${dayWords(inVietnam.slice(0, 10))}`;
}

const frame = (title: string, body: HtmlValue): string =>
  `<!doctype html>\n${
    markup`<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <title>${title}</title><link rel="stylesheet" href="/tinh-hinh-ho-so/style.css"></head>
      <body><main>${body}</main></body></html>`.html
  }\n`;
