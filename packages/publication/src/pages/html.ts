/** HTML made of templates: every value is escaped unless it is itself made by this module. */

export interface SafeHtml {
  readonly html: string;
}
export type HtmlValue = string | number | SafeHtml | null | undefined | false | readonly HtmlValue[];

/**
 * Template tag; lists are joined, null, undefined and false give nothing. Indentation of the source does not reach the
 * page.
 */
export function markup(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): SafeHtml {
  const parts = withoutIndent(strings);
  let text = parts[0] ?? '';
  for (let i = 0; i < values.length; i++) text += render(values[i]) + (parts[i + 1] ?? '');
  return { html: text };
}

const stripped = new WeakMap<TemplateStringsArray, readonly string[]>();

function withoutIndent(strings: TemplateStringsArray): readonly string[] {
  const known = stripped.get(strings);
  if (known !== undefined) return known;
  const parts = strings.map((part) => part.replace(/\n\s+/g, '\n'));
  stripped.set(strings, parts);
  return parts;
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
