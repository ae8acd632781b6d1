import { chownSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClusterFiles } from './cluster-files.ts';

/** Where the embedded server listens to a network. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** The one role that may come from another machine; it exists only while a database is being moved. */
export const MOVER = 'parix_mover';

/** Changes that the target has not fetched yet are kept up to this size: a target that is gone must not fill the disk. */
const KEPT_CHANGES = '20GB';

const ACCESS = `# Written by Parix at every start.
local all all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
host all all ::1/128 scram-sha-256
host all ${MOVER} all scram-sha-256
`;

/** Where it listens, and what another server needs to follow its changes (logical replication). */
export function networkSettings(
  files: ClusterFiles,
  listen: ListenAddress | undefined,
): Readonly<Record<string, string>> {
  return {
    listen_addresses: listen?.host ?? '',
    // A server that keeps changes for another one does not start without.
    ...(listen === undefined && !keepsChanges(files)
      ? {}
      : { wal_level: 'logical', max_slot_wal_keep_size: KEPT_CHANGES }),
    ...(listen === undefined ? {} : { hba_file: writeAccess(files) }),
  };
}

function writeAccess({ root, user }: ClusterFiles): string {
  const path = join(root, 'pg_hba.conf');
  writeFileSync(path, ACCESS, { mode: 0o600 });
  if (user !== undefined) chownSync(path, user.uid, user.gid);
  return path;
}

function keepsChanges({ data }: ClusterFiles): boolean {
  const slots = join(data, 'pg_replslot');
  return existsSync(slots) && readdirSync(slots).length > 0;
}
