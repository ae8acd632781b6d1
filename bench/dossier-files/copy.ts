import type { Client, Connection, Submittable } from 'pg';

/** What the driver's connection has beyond its types: the messages of COPY. */
interface CopyConnection extends Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** Runs one COPY on the connection. The driver calls these handlers for what it submits. */
class Copy implements Submittable {
  readonly #text: string;
  readonly #content: readonly Buffer[];
  readonly #done: (error?: Error) => void;
  readonly received: Buffer[] = [];

  constructor(text: string, content: readonly Buffer[], done: (error?: Error) => void) {
    this.#text = text;
    this.#content = content;
    this.#done = done;
  }
  submit(connection: Connection): void {
    connection.query(this.#text);
  }
  handleCopyInResponse(connection: CopyConnection): void {
    for (const chunk of this.#content) connection.sendCopyFromChunk(chunk);
    connection.endCopyFrom();
  }
  /** The chunk lies in the buffer of the driver, which is used again. */
  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    this.received.push(Buffer.from(chunk));
  }
  handleCommandComplete(): void {}
  handleReadyForQuery(): void {
    this.#done();
  }
  handleError(error: Error): void {
    this.#done(error);
  }
}

function run(client: Client, text: string, content: readonly Buffer[]): Promise<readonly Buffer[]> {
  return new Promise((resolve, reject) => {
    const copy = new Copy(text, content, (error) => (error ? reject(error) : resolve(copy.received)));
    client.query(copy);
  });
}

export const copyOut = (client: Client, text: string): Promise<readonly Buffer[]> => run(client, text, []);

/** In pieces of about 64 KiB: one message a row would measure the messages. */
export async function copyIn(client: Client, text: string, content: readonly Buffer[]): Promise<void> {
  await run(client, text, content);
}

export function inPieces(rows: readonly Buffer[]): readonly Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < rows.length; at += 500) pieces.push(Buffer.concat(rows.slice(at, at + 500)));
  return pieces;
}
