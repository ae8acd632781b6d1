/** A row of a tree that is on the page. */
export interface TreeRow {
  readonly id: string;
  /** From 1 at the top. */
  readonly level: number;
  /** Place among its siblings from 1, and their number; -1 while it is not known. */
  readonly place: number;
  readonly siblings: number;
  /** null: nothing is below it. */
  readonly open: boolean | null;
}
type Step =
  | { readonly go: string | undefined; readonly toggle?: never; readonly act?: never }
  | { readonly toggle: true; readonly act?: never; readonly go?: never }
  | { readonly act: true; readonly toggle?: never; readonly go?: never };

/** What a key does in a tree; undefined for keys that are none of its business. */
export function nextRow(rows: readonly TreeRow[], id: string, key: string): Step | undefined {
  const at = rows.findIndex((row) => row.id === id);
  const row = rows[at];
  if (!row) return undefined;
  switch (key) {
    case 'ArrowDown':
      return { go: rows[at + 1]?.id };
    case 'ArrowUp':
      return { go: rows[at - 1]?.id };
    case 'Home':
      return { go: rows[0]?.id };
    case 'End':
      return { go: rows.at(-1)?.id };
    case 'ArrowRight': {
      if (row.open === false) return { toggle: true };
      const below = rows[at + 1];
      return { go: below && below.level > row.level ? below.id : undefined };
    }
    case 'ArrowLeft':
      if (row.open === true) return { toggle: true };
      return { go: rows.slice(0, at).findLast((above) => above.level < row.level)?.id };
    case 'Enter':
    case ' ':
      return { act: true };
    default:
      return undefined;
  }
}
