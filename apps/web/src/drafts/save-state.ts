/** Where one item stands between the keyboard and the server. `S` is the server's form of it. */
export type SaveState<S> =
  | { readonly kind: 'clean' }
  /** Typed; goes out on leaving the field or a few seconds after the last key. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: string }
  /** Not delivered for a passing reason; kept here and sent again by itself. */
  | { readonly kind: 'held'; readonly error: unknown }
  /** Some field cannot be read; kept here, nothing sent until it is mended. */
  | { readonly kind: 'invalid' }
  /** The server refused it for good; kept here until the person changes it. */
  | { readonly kind: 'refused'; readonly error: unknown }
  /** Somebody else changed it meanwhile; the person chooses. */
  | { readonly kind: 'conflict'; readonly current: S };

export interface Entry<D, S> {
  /** What was typed and is not acknowledged; null when the server has everything. */
  readonly draft: D | null;
  /** Version of the server's item that the draft stands on. */
  readonly base: number;
  readonly state: SaveState<S>;
  /** What the server last answered here: shown at once, before any other copy of the item has been renewed. */
  readonly answered: S | null;
  /** False when this device could not keep a copy of the draft. */
  readonly kept: boolean;
}

/** The newer of the item as read and the item as last answered; without it an old text would flash up after a save. */
export function newest<S extends { readonly version: number }>(entry: Entry<unknown, S>, read: S): S {
  return entry.answered !== null && entry.answered.version > read.version ? entry.answered : read;
}

export type Outcome<S> =
  | { readonly kind: 'held' }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'conflict'; readonly current: S };

/** Thrown by a sender when the draft holds a field that cannot be read. */
export class UnreadableDraft extends Error {
  constructor() {
    super('The draft holds a field that cannot be read');
    this.name = 'UnreadableDraft';
  }
}
