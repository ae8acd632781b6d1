import { createReadStream } from 'node:fs';
import { connect } from 'node:net';
import type { ScannerAddress } from '../../platform/scanner-address.ts';

export type ScanAnswer =
  | { readonly state: 'clean' | 'not-scanned' | 'scanner-unavailable'; readonly signature: null }
  | { readonly state: 'infected'; readonly signature: string };

/** With AlertExceedsMax clamd says so of a file that it did not scan to its end: neither clean nor infected. */
const BEYOND_LIMITS = 'Heuristics.Limits.Exceeded';
const ANSWER_WITHIN_MS = 60_000;

/**
 * Asks clamd about a file (INSTREAM: chunks with their length, ended by an empty one). Without a scanner the answer is
 * `not-scanned`; one that does not answer is `scanner-unavailable`: neither is ever called clean.
 */
export async function scanFile(path: string, scanner: ScannerAddress | undefined): Promise<ScanAnswer> {
  if (!scanner) return { state: 'not-scanned', signature: null };
  try {
    return readAnswer(await ask(path, scanner));
  } catch {
    return { state: 'scanner-unavailable', signature: null };
  }
}

function readAnswer(text: string): ScanAnswer {
  const answer = text.replace(/\0+$/, '').trim();
  const found = /^stream: (.{1,300}) FOUND$/.exec(answer);
  if (found?.[1]?.startsWith(BEYOND_LIMITS)) return { state: 'scanner-unavailable', signature: null };
  if (found?.[1] !== undefined) return { state: 'infected', signature: found[1] };
  return { state: answer === 'stream: OK' ? 'clean' : 'scanner-unavailable', signature: null };
}

function ask(path: string, { host, port }: ScannerAddress): Promise<string> {
  return new Promise((answered, failed) => {
    const socket = connect({ host, port });
    const parts: Buffer[] = [];
    const file = createReadStream(path, { highWaterMark: 64 * 1024 });
    const fail = (error: Error): void => {
      file.destroy();
      socket.destroy();
      failed(error);
    };
    socket.setTimeout(ANSWER_WITHIN_MS, () => fail(new Error('the scanner does not answer')));
    socket.on('error', fail);
    socket.on('data', (part) => parts.push(part));
    socket.on('end', () => answered(Buffer.concat(parts).toString('utf8')));
    socket.on('connect', () => {
      socket.write('zINSTREAM\0');
      file.on('error', fail);
      file.on('data', (chunk) => {
        if (!socket.write(framed(Buffer.from(chunk)))) {
          file.pause();
          socket.once('drain', () => file.resume());
        }
      });
      file.on('end', () => socket.write(Buffer.alloc(4)));
    });
  });
}

function framed(chunk: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  return Buffer.concat([length, chunk]);
}
