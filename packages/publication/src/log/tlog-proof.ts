import { fromBase64, toBase64 } from './bytes.ts';

/** Offline proofs of C2SP tlog-proof@v1: index, inclusion path and the signed checkpoint in one text file. */

export const PROOF_HEADER = 'c2sp.org/tlog-proof@v1';

export interface TlogProof {
  readonly extra: Uint8Array | null;
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
  /** The signed checkpoint verbatim. */
  readonly checkpoint: string;
}

/**
 * Text of a `.tlog-proof` file for the entry at `index`; `checkpoint` is the signed note. `extra` is what a reader needs
 * to make the entry again; nothing vouches for it but the proof itself.
 */
export function proofFile(
  index: number,
  hashes: readonly Uint8Array[],
  checkpoint: string,
  extra: Uint8Array | null = null,
): string {
  const extraLine = extra === null ? [] : [`extra ${toBase64(extra)}`];
  return [PROOF_HEADER, ...extraLine, `index ${index}`, ...hashes.map(toBase64), '', checkpoint].join('\n');
}

/** The parts of a `.tlog-proof` file; undefined when it is malformed. Nothing in it is verified yet. */
export function parseProof(text: string): TlogProof | undefined {
  const gap = text.indexOf('\n\n');
  if (gap < 0) return undefined;
  const [header, ...lines] = text.slice(0, gap).split('\n');
  const extra = lines[0]?.startsWith('extra ') === true ? fromBase64(lines.shift()?.slice(6) ?? '') : null;
  const index = /^index (0|[1-9]\d*)$/.exec(lines.shift() ?? '')?.[1];
  const hashes = lines.map(fromBase64);
  if (
    header !== PROOF_HEADER ||
    extra === undefined ||
    index === undefined ||
    !Number.isSafeInteger(Number(index))
  )
    return undefined;
  return hashes.every((hash): hash is Uint8Array => hash?.length === 32)
    ? { extra, index: Number(index), hashes, checkpoint: text.slice(gap + 2) }
    : undefined;
}
