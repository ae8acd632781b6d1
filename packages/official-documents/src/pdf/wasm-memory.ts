const HEADER = 8;
const MEMORY_SECTION = 5;

/**
 * The module with a maximum written into its memory section. A worker's heap limits do not reach WebAssembly memory,
 * so this is what bounds a compilation: growing past `pages` (64 KiB each) fails inside the module.
 */
export function withMemoryCap(module: Uint8Array, pages: number): Uint8Array<ArrayBuffer> {
  let at = HEADER;
  while (at < module.length) {
    const id = module[at];
    const size = readNumber(module, at + 1);
    if (id === MEMORY_SECTION) return rewritten(module, at, size.end, size.end + size.value, pages);
    at = size.end + size.value;
  }
  throw new Error('the module has no memory of its own');
}

function rewritten(
  module: Uint8Array,
  start: number,
  bodyStart: number,
  end: number,
  pages: number,
): Uint8Array<ArrayBuffer> {
  const count = readNumber(module, bodyStart);
  const flags = module[count.end];
  if (count.value !== 1 || (flags !== 0 && flags !== 1)) throw new Error('a kind of memory not known here');
  const minimum = readNumber(module, count.end + 1);
  if (minimum.value > pages) throw new Error('the module needs more memory than it may have');
  const body = [1, 1, ...writeNumber(minimum.value), ...writeNumber(pages)];
  const section = [MEMORY_SECTION, ...writeNumber(body.length), ...body];
  return joined(module.subarray(0, start), Uint8Array.from(section), module.subarray(end));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Unsigned LEB128. */
function readNumber(bytes: Uint8Array, at: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, end: at };
  }
  throw new Error('a number longer than 32 bits');
}

function writeNumber(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...writeNumber(Math.floor(value / 0x80))];
}
