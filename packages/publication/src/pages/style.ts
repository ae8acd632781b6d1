import { CHARTS_CSS } from '@parix/charts';

/** Style of the published pages: one sheet, system fonts, nothing loaded from elsewhere. */
const PAGE_CSS = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0;
  background: var(--px-paper);
  color: var(--px-ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
}
a { color: var(--px-link); text-underline-offset: 0.15em; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--px-link); outline-offset: 2px; }
.top, main, footer { max-width: 76rem; margin-inline: auto; padding-inline: 1rem; }
.top {
  display: flex;
  flex-wrap: wrap;
  gap: 0.25rem 2rem;
  align-items: baseline;
  justify-content: space-between;
  padding-block: 0.75rem;
}
body > .top { border-top: 4px solid var(--px-tone-1); }
.brand { margin: 0; font-weight: 650; }
.brand a { color: inherit; text-decoration: none; }
.top nav { display: flex; flex-wrap: wrap; column-gap: 1.25rem; }
.top nav a { padding-block: 0.35rem; }
nav a[aria-current] { color: inherit; font-weight: 650; text-decoration: none; border-bottom: 3px solid var(--px-tone-2); }
.skip { position: absolute; left: -99rem; padding: 0.5rem 1rem; background: var(--px-paper); }
.skip:focus { left: 0.5rem; top: 0.5rem; z-index: 2; }
.sample {
  margin: 0 0 1rem;
  padding: 0.6rem 1rem;
  border: 2px solid #8a4b00;
  background: #fff4dc;
  color: #4d2a00;
}
h1, h2, h3 { line-height: 1.3; text-wrap: balance; }
h1 { margin: 1.25rem 0 0.5rem; font-size: 1.75rem; }
h2 { margin: 2.25rem 0 0.5rem; padding-top: 0.5rem; border-top: 1px solid var(--px-line); font-size: 1.3rem; }
h2.px-chart-title { margin: 2.25rem 0 0; }
h3 { margin: 1.5rem 0 0.25rem; font-size: 1.1rem; }
p, ul, ol, dl { margin: 0.5rem 0; }
.lead { max-width: 60rem; color: var(--px-muted); }
.text { max-width: 46rem; }
.text code, .hash, pre { overflow-wrap: anywhere; }
code, pre, .hash { font-family: ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; font-size: 0.9em; }
pre { padding: 0.75rem 1rem; background: var(--px-soft); white-space: pre-wrap; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.75rem; margin: 1rem 0; }
.facts > div { padding: 0.6rem 0.85rem; background: var(--px-soft); border-left: 4px solid var(--px-tone-2); }
.facts dt { color: var(--px-muted); font-size: 0.9375rem; }
.facts dd { margin: 0; font-size: 1.35rem; font-weight: 650; font-variant-numeric: tabular-nums; }
.facts small { display: block; font-size: 0.875rem; line-height: 1.4; font-weight: 400; color: var(--px-muted); }
.downloads { padding: 0; list-style: none; }
.downloads li { padding: 0.3rem 0; border-bottom: 1px solid var(--px-line); }
.pages { display: flex; flex-wrap: wrap; gap: 0.25rem; padding: 0; list-style: none; }
.pages a, .pages span {
  margin: 0; display: inline-block; min-width: 2.75rem; padding: 0.35rem 0.5rem; text-align: center; background: var(--px-soft); }
.pages [aria-current] { background: var(--px-tone-1); color: #ffffff; }
.card { width: 100%; border-collapse: collapse; }
.card caption { padding: 0.25rem 0; color: var(--px-muted); text-align: left; }
.card th, .card td { padding: 0.5rem; border-bottom: 1px solid var(--px-line); text-align: left; vertical-align: top; font-weight: 400; }
.card thead th { border-bottom: 2px solid var(--px-total); font-weight: 650; vertical-align: bottom; }
.card thead th + th { text-align: right; white-space: nowrap; }
.card td { width: 7.25rem; text-align: right; font-variant-numeric: tabular-nums; }
.card tr.criterion th, .card tr.criterion td { background: var(--px-soft); font-weight: 650; }
.card .code { color: var(--px-muted); }
.card tr.criterion .code { color: inherit; }
.card .why { max-width: 46rem; margin: 0.25rem 0 0; padding-left: 1.1rem; font-size: 0.9375rem; }
.card .more { max-width: 46rem; margin: 0.25rem 0 0; font-size: 0.9375rem; color: var(--px-muted); }
.card details { margin-top: 0.2rem; font-size: 0.9375rem; }
.card summary { color: var(--px-link); cursor: pointer; padding-block: 0.15rem; }
.state { display: block; font-size: 0.875rem; color: var(--px-muted); }
.lost { font-weight: 650; }
footer { margin-top: 3rem; padding-block: 1rem 2rem; border-top: 1px solid var(--px-line); color: var(--px-muted); font-size: 0.9375rem; }

@media (max-width: 40rem) {
  h1 { font-size: 1.4rem; }
  h2 { font-size: 1.2rem; }
  .card, .card tbody, .card tr, .card th, .card td { display: block; width: auto; }
  .card thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .card tr { padding: 0.5rem 0; border-bottom: 1px solid var(--px-line); }
  .card tr.criterion { padding: 0; background: var(--px-soft); }
  .card caption { display: block; }
  .card th, .card td { padding: 0.1rem 0; border: 0; text-align: left; }
  .card td { display: inline-block; margin-right: 1rem; }
  .card tr.criterion th { padding: 0.4rem 0.5rem 0; }
  .card tr.criterion td { padding: 0 0.5rem 0.4rem; }
  .card td:empty { display: none; }
  .card.scores td:nth-child(2)::before { content: "Tối đa: "; color: var(--px-muted); font-weight: 400; }
  .card.scores td:nth-child(3)::before { content: "Tự chấm: "; color: var(--px-muted); font-weight: 400; }
  .card.scores td:nth-child(4)::before { content: "Thẩm định: "; color: var(--px-muted); font-weight: 400; }
  .card.scores td:nth-child(5)::before { content: "Kết quả: "; color: var(--px-muted); font-weight: 400; }
  .state { display: inline; }
}

@media print {
  @page { margin: 18mm 15mm; }
  body { font-size: 10.5pt; }
  .skip, .top nav, nav { display: none; }
  a { color: inherit; text-decoration: none; }
  h2, h3 { break-after: avoid; }
  .card tr { break-inside: avoid; }
  details::details-content { display: block; content-visibility: visible; }
  summary { display: none; }
}
`;

export const STYLE_CSS = `${CHARTS_CSS}${PAGE_CSS}`;
