/** Style of the public figures: reads on a phone, prints on one sheet, system fonts. */
export const PUBLIC_FIGURES_CSS = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: #ffffff; color: #1c1c1c; font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
main { max-width: 62rem; margin-inline: auto; padding: 1rem 1rem 4rem; border-top: 4px solid #0b4f8a; }
h1 { margin: 0.25rem 0 0.5rem; font-size: 1.5rem; line-height: 1.35; text-wrap: balance; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.2rem; }
p { margin: 0.5rem 0; }
a { color: #0b4a8f; }
.hint { color: #4a4a4a; font-size: 0.9375rem; }
.months { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.5rem 1.5rem; margin: 1rem 0; padding: 0; list-style: none; }
.months a { display: inline-block; min-height: 2.75rem; padding: 0.5rem 0; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 0.5rem; margin: 1rem 0; }
dl div { padding: 0.6rem 0.75rem; border: 1px solid #c7d0d9; border-left: 4px solid #0b4f8a; }
dt { color: #4a4a4a; font-size: 0.9375rem; }
dd { margin: 0; font-size: 1.35rem; font-weight: 650; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
.scroll:focus-visible, a:focus-visible { outline: 3px solid #c45500; outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; }
caption { padding: 0.25rem 0; text-align: left; color: #4a4a4a; }
th, td { padding: 0.45rem 0.6rem; border-bottom: 1px solid #d6dde4; text-align: right; vertical-align: top; font-variant-numeric: tabular-nums; }
th:first-child { text-align: left; font-weight: 600; min-width: 11rem; }
thead th { background: #eef4fa; font-size: 0.9375rem; }
@media (max-width: 44rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, caption, tbody, tr, th, td { display: block; }
  tr { padding: 0.6rem 0; border-bottom: 2px solid #c7d0d9; }
  th, td { border: 0; padding: 0.1rem 0; }
  td { display: flex; justify-content: space-between; gap: 1rem; }
  td::before { content: attr(data-name); color: #4a4a4a; text-align: left; }
}
@media print { .months { display: none; } main { border: 0; } }
`;
