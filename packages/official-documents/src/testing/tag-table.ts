import type { TemplateTag } from '../fields/template-tags.ts';

const FORMS: Readonly<Record<TemplateTag['type'], (name: string) => string>> = {
  text: (name) => `{${name}}`,
  qr: (name) => `{${name}}`,
  condition: (name) => `{#${name}} … {/${name}}`,
  list: (name) => `{#${name}} … {/${name}}`,
};
const KINDS: Readonly<Record<TemplateTag['type'], string>> = {
  text: 'nội dung',
  qr: 'ảnh',
  condition: 'điều kiện',
  list: 'danh sách',
};

/** The list of tags as it stands in the documentation. */
export function tagTable(tags: readonly TemplateTag[]): string {
  const rows = tags.map(({ name, type, meaning, required, inside }) => {
    const place = inside.length === 0 ? '' : inside.map((list) => `\`${list}\``).join(' › ');
    return `| \`${FORMS[type](name)}\` | ${KINDS[type]} | ${place} | ${required ? 'có' : ''} | ${meaning} |`;
  });
  return ['| Thẻ | Loại | Trong danh sách | Bắt buộc | Ý nghĩa |', '|---|---|---|---|---|', ...rows].join(
    '\n',
  );
}
