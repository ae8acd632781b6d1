/** HTML made of templates: every value is escaped unless it is itself made by this module. */

export interface SafeHtml {
  readonly html: string;
}
export type HtmlValue = string | number | SafeHtml | null | undefined | false | readonly HtmlValue[];

/** Template tag; lists are joined, null, undefined and false give nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): SafeHtml {
  let text = strings[0] ?? '';
  for (let i = 0; i < values.length; i++) text += render(values[i]) + (strings[i + 1] ?? '');
  return { html: text };
}

/** Markup that is already safe: only for the output of our own renderers. */
export function trusted(markup: string): SafeHtml {
  return { html: markup };
}

export function escapeHtml(text: string): string {
  return /[&<>"']/.test(text)
    ? text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;')
    : text;
}

function render(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return isList(value) ? value.map(render).join('') : value.html;
}

function isList(value: SafeHtml | readonly HtmlValue[]): value is readonly HtmlValue[] {
  return Array.isArray(value);
}
