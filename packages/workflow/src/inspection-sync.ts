/*
 * How what is written on several devices without a network comes together. A thing (a finding, the answer to a line,
 * the proceedings) has versions on the server. A device sends an operation with an id of its own and the version it was
 * written on: repeated it counts once, written on an older version it is kept aside as a conflict and shown with both
 * texts. No order of arrival loses words or counts them twice.
 */

/** What the server makes of an operation on a thing whose version `standing` stands (0: none). */
export type SyncVerdict = 'append' | 'same' | 'conflict' | 'ahead';

/**
 * `append`: becomes the next version. `same`: two devices wrote the same words, nothing is added. `ahead`: written on a
 * version that has not arrived here yet; the device sends it again later.
 */
export function judgeOperation(standing: number, base: number, sameWords: boolean): SyncVerdict {
  if (base > standing) return 'ahead';
  if (sameWords && standing > 0) return 'same';
  return base === standing ? 'append' : 'conflict';
}

export interface SentOperation<V> {
  readonly id: string;
  readonly base: number;
  readonly value: V;
  /** The conflict of this device that it settles. */
  readonly resolves: string | null;
}

/** One thing as a device holds it. */
export interface HeldThing<V> {
  /** Version of the server that is known here, 0 for none, and what it says. */
  readonly base: number;
  readonly standing: V | null;
  /** Written here and not sent; null: nothing. */
  readonly typed: V | null;
  /** Sent and not answered: sent again exactly so, because the server may have it already. */
  readonly sent: SentOperation<V> | null;
  /** What somebody else wrote meanwhile, beside which `typed` stands until a person decides. */
  readonly theirs: {
    readonly version: number;
    readonly value: V | null;
    readonly operationId: string;
  } | null;
  /** The conflict that the next operation settles. */
  readonly resolves: string | null;
  /** Why the server did not take it, as a code; it is kept here. */
  readonly refused: string | null;
}

export type SyncAnswer<V> =
  | { readonly outcome: 'applied'; readonly version: number }
  | { readonly outcome: 'conflict'; readonly version: number; readonly value: V | null }
  | { readonly outcome: 'refused'; readonly code: string };

export const holdThing = <V>(base: number, standing: V | null): HeldThing<V> => ({
  base,
  standing,
  typed: null,
  sent: null,
  theirs: null,
  resolves: null,
  refused: null,
});

/** What the person sees and goes on writing. */
export const shownValue = <V>({ typed, sent, standing }: HeldThing<V>): V | null =>
  typed ?? sent?.value ?? standing;

export const writeThing = <V>(held: HeldThing<V>, value: V): HeldThing<V> => ({
  ...held,
  typed: value,
  refused: null,
});

/**
 * The operation to send now, if any, and the thing with it noted as sent: to be kept before the first byte leaves.
 * `id`: a new one, used only when there is something new to send.
 */
export function takeOperation<V>(
  held: HeldThing<V>,
  id: string,
): { readonly held: HeldThing<V>; readonly operation: SentOperation<V> | null } {
  if (held.sent) return { held, operation: held.sent };
  const { typed, base, resolves, theirs } = held;
  if (typed === null || theirs) return { held, operation: null };
  if (resolves === null && held.standing !== null && sameValue(typed, held.standing))
    return { held: { ...held, typed: null }, operation: null };
  const operation = { id, base, value: typed, resolves };
  return { held: { ...held, typed: null, resolves: null, sent: operation, refused: null }, operation };
}

/** Takes the server's answer in; an answer to anything but what was sent last changes nothing. */
export function takeAnswer<V>(held: HeldThing<V>, operationId: string, answer: SyncAnswer<V>): HeldThing<V> {
  const { sent } = held;
  if (sent?.id !== operationId) return held;
  const typed = held.typed ?? sent.value;
  if (answer.outcome === 'applied')
    return { ...held, base: answer.version, standing: sent.value, sent: null, refused: null };
  if (answer.outcome === 'refused') {
    const resolves = held.resolves ?? sent.resolves;
    return { ...held, typed, sent: null, resolves, refused: answer.code };
  }
  const { version, value } = answer;
  return { ...held, typed, sent: null, theirs: { version, value, operationId } };
}

/** Takes in what the server shows; what is being written here stays and is compared when it is sent. */
export function takeStanding<V>(held: HeldThing<V>, version: number, value: V | null): HeldThing<V> {
  const busy = held.typed !== null || held.sent !== null;
  return busy || version < held.base ? held : { ...holdThing(version, value) };
}

/** A person has decided what the thing says; both texts were on the screen. */
export function settleConflict<V>(held: HeldThing<V>, value: V): HeldThing<V> {
  if (!held.theirs) return held;
  const { version, operationId } = held.theirs;
  const standing = held.theirs.value;
  return { ...held, base: version, standing, typed: value, theirs: null, resolves: operationId };
}

export type SyncState = 'synchronised' | 'waiting' | 'conflict' | 'refused';

export function syncState<V>({ typed, sent, theirs, refused }: HeldThing<V>): SyncState {
  if (theirs) return 'conflict';
  if (refused !== null) return 'refused';
  return typed === null && sent === null ? 'synchronised' : 'waiting';
}

/** Equal as JSON text; both come from the same schema, so that their keys stand in the same order. */
export const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
