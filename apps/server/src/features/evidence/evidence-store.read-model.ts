import { join } from 'node:path';
import type { UseCaseConfig } from '../../platform/context.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { folderStore } from '../../platform/files/folder-store.ts';
import { s3Store } from '../../platform/files/s3-store.ts';

const stores = new WeakMap<UseCaseConfig, FileStore>();

/** The one store of an installation: the bucket that the settings name, or a folder of the data folder. */
export function evidenceStore(config: UseCaseConfig): FileStore {
  const known = stores.get(config);
  if (known) return known;
  const store = config.s3 ? s3Store(config.s3) : folderStore(join(config.dataDir, 'files'));
  stores.set(config, store);
  return store;
}
