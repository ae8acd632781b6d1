import { fromBase64, toBase64 } from './bytes.ts';

/** A signed tree head's text (C2SP tlog-checkpoint): origin, size, Base64 root; no extension lines. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** The note text of a checkpoint. Throws when the origin is empty or more than one line. */
export function checkpointText(origin: string, size: number, root: Uint8Array): string {
  if (origin === '' || origin.includes('\n')) throw new RangeError('an origin is one line of text');
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** The checkpoint in a note's text; undefined when it is not one. Extension lines are allowed and ignored. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  if (!text.endsWith('\n')) return undefined;
  const lines = text.slice(0, -1).split('\n');
  const [origin, size, encoded] = lines;
  if (origin === undefined || size === undefined || encoded === undefined) return undefined;
  if (lines.includes('') || !/^(0|[1-9]\d*)$/.test(size) || !Number.isSafeInteger(Number(size)))
    return undefined;
  const root = fromBase64(encoded);
  return root?.length === 32 ? { origin, size: Number(size), root } : undefined;
}
