import type { Locale } from '../locale.ts';

/** What a mail says, once for the plain text and once for HTML. */
export type MailBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** A page of the installation; `url` is complete. */
  | { readonly kind: 'link'; readonly label: string; readonly url: string };

export const paragraph = (text: string): MailBlock => ({ kind: 'paragraph', text });

export interface MailBody {
  readonly text: string;
  readonly html: string;
}

/**
 * Makes one line of what may carry anything: a unit's name, an item's title. Line breaks would start a header of
 * the sender's choosing, directional marks would show another text than is written.
 */
export function headerText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}

/** The same blocks as text and as HTML. Nothing is loaded from anywhere and nothing tells whether it was read. */
export function composeMail(blocks: readonly MailBlock[], locale: Locale): MailBody {
  const body = blocks.map(htmlOf).join('\n');
  return {
    text: `${blocks.map(textOf).join('\n\n')}\n`,
    html: `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;padding:16px;font:16px/1.5 'Segoe UI',Roboto,Arial,sans-serif;color:#1b1b1b;background:#fff">
<div style="max-width:640px">
${body}
</div></body></html>
`,
  };
}

function textOf(block: MailBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text;
    case 'heading':
      return block.text.toLocaleUpperCase('vi');
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'link':
      return `${block.label}:\n${block.url}`;
  }
}

function htmlOf(block: MailBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${escaped(block.text).replaceAll('\n', '<br>')}</p>`;
    case 'heading':
      return `<h2 style="font-size:18px;margin:24px 0 8px">${escaped(block.text)}</h2>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
    case 'link': {
      const url = escaped(block.url);
      return `<p><a href="${url}" style="color:#0b5394">${escaped(block.label)}</a><br><small>${url}</small></p>`;
    }
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
