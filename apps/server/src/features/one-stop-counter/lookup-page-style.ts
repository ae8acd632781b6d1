/** Style of the lookup page: one column for a phone, targets of 44 px, system fonts, dark text on white. */
export const LOOKUP_PAGE_CSS = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: #ffffff; color: #1c1c1c; font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
main { max-width: 42rem; margin-inline: auto; padding: 1rem 1rem 4rem; border-top: 4px solid #0b4f8a; }
h1 { margin: 0.25rem 0 0.75rem; font-size: 1.5rem; line-height: 1.35; text-wrap: balance; overflow-wrap: anywhere; }
h1:focus { outline: none; }
p { margin: 0.5rem 0; }
.over, .hint { color: #4a4a4a; font-size: 0.9375rem; }
.state { margin: 1rem 0; padding: 0.75rem 1rem; border: 2px solid #0b4f8a; border-left-width: 0.75rem; background: #eef4fa; }
.state strong { display: block; font-size: 1.25rem; line-height: 1.4; }
.state[data-tone="act"] { border-color: #8a4b00; background: #fff8e8; color: #4d2a00; }
.state[data-tone="done"] { border-color: #1b6b3a; background: #eaf6ee; color: #10391f; }
dl { margin: 1rem 0; }
dt { margin-top: 0.75rem; color: #4a4a4a; font-size: 0.9375rem; }
dd { margin: 0; overflow-wrap: anywhere; }
dd del { color: #4a4a4a; }
.field { display: block; margin-top: 1.5rem; font-weight: 650; }
#ma { display: block; width: 100%; min-height: 2.75rem; padding: 0.5rem; border: 1px solid #595959; font: 1.125rem/1.4 ui-monospace, Consolas, "DejaVu Sans Mono", monospace; text-transform: uppercase; }
button { display: block; width: 100%; min-height: 3rem; margin-top: 1rem; padding: 0.5rem 1.5rem; border: 0; border-radius: 0.25rem; background: #0b4f8a; color: #ffffff; font: inherit; font-weight: 650; cursor: pointer; }
input:focus-visible, button:focus-visible { outline: 3px solid #c45500; outline-offset: 2px; }
h2 { margin: 1.5rem 0 0.5rem; font-size: 1.125rem; line-height: 1.4; }
.rating { margin: 1.5rem 0; padding: 0.25rem 0 0.5rem; border-top: 1px solid #8c8c8c; border-bottom: 1px solid #8c8c8c; }
.choices { display: grid; gap: 0.5rem; margin: 0.75rem 0; }
.choices button { width: 100%; margin: 0; border: 2px solid #0b4f8a; background: #ffffff; color: #0b4f8a; }
.choices button[aria-current] { background: #0b4f8a; color: #ffffff; }
@media (min-width: 40rem) { .choices { grid-template-columns: repeat(3, 1fr); } }
@media (min-width: 40rem) { button { width: auto; } }
@media print { form { display: none; } }
`;
