/** JSON with keys in UTF-16 order and no spaces (RFC 8785, for data without fractional numbers). */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return listText(value);
  return isRecord(value) ? recordText(value) : (JSON.stringify(value) ?? 'null');
}

function listText(values: readonly unknown[]): string {
  let text = '[';
  for (let i = 0; i < values.length; i++) text += (i === 0 ? '' : ',') + canonicalJson(values[i] ?? null);
  return `${text}]`;
}

/** Publications hold millions of records, most of them written in order already: only the others are sorted. */
function recordText(fields: Readonly<Record<string, unknown>>): string {
  const keys = Object.keys(fields);
  if (!inOrder(keys)) keys.sort((a, b) => (a < b ? -1 : 1));
  let text = '';
  for (const key of keys) {
    const field = fields[key];
    if (field !== undefined)
      text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(field)}`;
  }
  return `{${text}}`;
}

function inOrder(keys: readonly string[]): boolean {
  for (let i = 1; i < keys.length; i++) if ((keys[i - 1] ?? '') > (keys[i] ?? '')) return false;
  return true;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
