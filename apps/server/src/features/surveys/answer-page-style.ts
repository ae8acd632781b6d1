/** Style of the answer page: one column for a phone, targets of 44 px, system fonts, dark text on white. */
export const ANSWER_PAGE_CSS = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: #ffffff; color: #1c1c1c; font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
main { max-width: 42rem; margin-inline: auto; padding: 1rem 1rem 4rem; border-top: 4px solid #0b4f8a; }
h1, h2 { margin: 0.25rem 0 0.75rem; line-height: 1.35; text-wrap: balance; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; }
h1:focus { outline: none; }
h2 { font-size: 1.125rem; }
p { margin: 0.5rem 0; }
a { color: #0b4f8a; }
.over, .hint, .private { color: #4a4a4a; font-size: 0.9375rem; }
.about { padding: 0.5rem 0.75rem; background: #eef4fa; border-left: 4px solid #0b4f8a; }
fieldset { margin: 1.25rem 0; padding: 0.5rem 0.75rem 0.75rem; border: 1px solid #8a8a8a; border-radius: 0.25rem; }
legend { padding: 0 0.25rem; font-weight: 650; }
legend .number { display: block; color: #4a4a4a; font-size: 0.9375rem; font-weight: 400; }
legend .hint { font-weight: 400; }
fieldset label { display: flex; gap: 0.75rem; align-items: center; min-height: 2.75rem; padding: 0.35rem 0.25rem; border-top: 1px solid #dddddd; cursor: pointer; }
fieldset input { flex: none; width: 1.375rem; height: 1.375rem; margin: 0; accent-color: #0b4f8a; }
fieldset label:has(:checked) { background: #eef4fa; font-weight: 600; }
fieldset.wrong { border: 2px solid #a1260d; }
.fault { margin: 0.25rem; color: #a1260d; font-weight: 650; }
.said { margin: 1rem 0; padding: 0.75rem 1rem; border: 2px solid; border-left-width: 0.75rem; }
.said.wrong { border-color: #8a4b00; background: #fff8e8; color: #4d2a00; }
.said.done { border-color: #1b6b3a; background: #eaf6ee; color: #10391f; }
.said a { color: inherit; }
.note:empty { display: none; }
.note { padding: 0.75rem; background: #fff8e8; border-left: 4px solid #8a4b00; }
.field { display: block; margin-top: 1rem; font-weight: 650; }
#ma { display: block; width: 100%; min-height: 2.75rem; padding: 0.5rem; border: 1px solid #595959; font: 1.25rem/1.4 ui-monospace, Consolas, "DejaVu Sans Mono", monospace; text-transform: uppercase; }
button { display: block; width: 100%; min-height: 3rem; margin-top: 1rem; padding: 0.5rem 1.5rem; border: 0; border-radius: 0.25rem; background: #0b4f8a; color: #ffffff; font: inherit; font-weight: 650; cursor: pointer; }
button[aria-disabled="true"] { background: #595959; }
input:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid #c45500; outline-offset: 2px; }
@media (min-width: 40rem) { button { width: auto; } }
@media print { button, .hint { display: none; } }
`;
