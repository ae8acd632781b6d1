import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { ConnectionConfig } from '../db/database.ts';

/** A proxy before the database, as HAProxy stands there, whose connections a test can cut. */
export interface DatabaseRelay {
  /** The same database as before, through the proxy. */
  readonly connection: ConnectionConfig;
  /** Ends every connection; who comes is let in and sent away at once, as where no server is behind the proxy. */
  readonly cut: () => void;
  readonly mend: () => void;
  /** The next time that these bytes are sent the server gets them, and its answer is lost with the connection. */
  readonly loseAnswerTo: (statement: string) => void;
  /** How many were sent away. */
  readonly sentAway: () => number;
  readonly close: () => Promise<void>;
}

function dial({ host = '', port = 5432 }: ConnectionConfig): Socket {
  return host.startsWith('/') ? connect(join(host, `.s.PGSQL.${port}`)) : connect(port, host);
}

export async function openDatabaseRelay(behind: ConnectionConfig): Promise<DatabaseRelay> {
  const open = new Set<Socket>();
  let isCut = false;
  let sentAway = 0;
  let lost: string | undefined;
  const server = createServer((client) => {
    client.on('error', () => undefined);
    if (isCut) {
      sentAway += 1;
      client.destroy();
      return;
    }
    const database = dial(behind);
    const both = [client, database] as const;
    for (const [one, other] of [both, [database, client]] as const) {
      open.add(one);
      one.on('error', () => undefined);
      one.on('close', () => (open.delete(one), other.destroy()));
    }
    client.on('data', (bytes) => {
      database.write(bytes);
      if (lost === undefined || !bytes.includes(lost)) return;
      lost = undefined;
      // Its first byte says that it has done what was sent.
      database.once('data', () => client.destroy());
      database.off('data', forward);
    });
    const forward = (bytes: Buffer): void => void client.write(bytes);
    database.on('data', forward);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const cut = (): void => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  return {
    connection: { ...behind, host: '127.0.0.1', port },
    cut,
    mend: () => void (isCut = false),
    loseAnswerTo: (statement) => void (lost = statement),
    sentAway: () => sentAway,
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
