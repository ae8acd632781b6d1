/** JSON with keys in UTF-16 order and no spaces (RFC 8785, for data without fractional numbers). */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return listText(value);
  if (!isRecord(value)) return JSON.stringify(value) ?? 'null';
  return isInOrder(value) ? JSON.stringify(value) : recordText(value);
}

/** Whether every record in it has its keys in order already: then the machine's own writer gives the same text. */
function isInOrder(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isInOrder);
  if (!isRecord(value)) return true;
  let before = '';
  for (const key in value) {
    if (key < before || !isInOrder(value[key])) return false;
    before = key;
  }
  return true;
}

function listText(values: readonly unknown[]): string {
  let text = '[';
  for (let i = 0; i < values.length; i++) text += (i === 0 ? '' : ',') + canonicalJson(values[i] ?? null);
  return `${text}]`;
}

/** Publications hold millions of records, most of them with keys in order: only the others are sorted. */
function recordText(fields: Readonly<Record<string, unknown>>): string {
  const keys = Object.keys(fields).sort((a, b) => (a < b ? -1 : 1));
  let text = '';
  for (const key of keys) {
    const field = fields[key];
    if (field !== undefined)
      text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(field)}`;
  }
  return `{${text}}`;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
