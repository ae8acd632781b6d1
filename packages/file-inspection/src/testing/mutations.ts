/** Numbers from 0 up to below 1, the same ones for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Numbers on which readers of binary formats stumble. */
const EDGES = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];

/** The file with a few things broken: bytes turned, numbers put to an edge, pieces cut, doubled, moved or taken from another. */
export function mutated(bytes: Uint8Array, other: Uint8Array, random: () => number): Buffer {
  let file = Buffer.from(bytes);
  const place = (length: number): number => Math.floor(random() * Math.max(1, length));
  for (let count = 1 + place(6); count > 0; count--) {
    const at = place(file.length);
    const length = place(Math.min(200, file.length - at));
    const piece = file.subarray(at, at + length);
    const kind = place(8);
    if (file.length < 8) return Buffer.from(other);
    if (kind <= 1) file[at] = (file[at] ?? 0) ^ (1 << place(8));
    else if (kind === 2) file.writeUInt32LE(EDGES[place(EDGES.length)] ?? 0, Math.min(at, file.length - 4));
    else if (kind === 3) file.writeUInt32BE(EDGES[place(EDGES.length)] ?? 0, Math.min(at, file.length - 4));
    else if (kind === 4) file = Buffer.from(file.subarray(0, at + 1));
    else if (kind === 5) file = Buffer.concat([file.subarray(0, at), file.subarray(at + length)]);
    else if (kind === 6) file = Buffer.concat([file.subarray(0, at), piece, file.subarray(at)]);
    else {
      const from = place(other.length);
      file = Buffer.concat([
        file.subarray(0, at),
        other.subarray(from, from + length),
        file.subarray(at + length),
      ]);
    }
  }
  return file;
}
