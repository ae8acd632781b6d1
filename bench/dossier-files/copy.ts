import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** What a COPY … TO STDOUT gives, in pieces of about 64 KiB: one message a row would measure the messages. */
export async function copyOut(client: Client, text: string): Promise<readonly Buffer[]> {
  const whole = Buffer.concat(await client.query(copyTo(text)).toArray());
  const pieces: Buffer[] = [];
  for (let at = 0; at < whole.length; at += PIECE) pieces.push(whole.subarray(at, at + PIECE));
  return pieces;
}

const PIECE = 64 * 1024;

export async function copyIn(client: Client, text: string, content: readonly Buffer[]): Promise<void> {
  await pipeline(Readable.from(content), client.query(copyFrom(text)));
}
