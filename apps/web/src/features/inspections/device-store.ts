import type { LocalVisit } from './local-visit.ts';

/*
 * Visits and photos in the store of the browser (IndexedDB), by account: another person on the same device does not
 * see them. Calls reject with the browser's own error when it refuses (no room, a private window).
 */

const NAME = 'parix-inspections';
const VISITS = 'visits';
const PHOTOS = 'photos';

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((done, failed) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(VISITS);
      request.result.createObjectStore(PHOTOS);
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error ?? new Error('the store does not open'));
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

async function inStore<T>(
  store: string,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest,
): Promise<T> {
  const transaction = (await open()).transaction(store, mode);
  const request = act(transaction.objectStore(store));
  return new Promise((done, failed) => {
    // What was put in is what comes out: this file alone writes there.
    transaction.oncomplete = () => done(request.result as T);
    transaction.onerror = () => failed(transaction.error ?? new Error('the store refused'));
    transaction.onabort = () => failed(transaction.error ?? new Error('the store gave up'));
  });
}

const keyOf = (account: string, visitId: string): string => `${account}/${visitId}`;

export const deviceStore = {
  putVisit: (local: LocalVisit) =>
    inStore(VISITS, 'readwrite', (store) => store.put(local, keyOf(local.account, local.visit.id))),
  getVisit: (account: string, visitId: string) =>
    inStore<LocalVisit | undefined>(VISITS, 'readonly', (store) => store.get(keyOf(account, visitId))),
  listVisits: async (account: string): Promise<readonly LocalVisit[]> => {
    const range = IDBKeyRange.bound(`${account}/`, `${account}0`, false, true);
    const found = await inStore<LocalVisit[]>(VISITS, 'readonly', (store) => store.getAll(range));
    return found.sort((a, b) => a.visit.startsAt.localeCompare(b.visit.startsAt));
  },
  removeVisit: (account: string, visitId: string) =>
    inStore(VISITS, 'readwrite', (store) => store.delete(keyOf(account, visitId))),
  putPhoto: (id: string, bytes: Blob) => inStore(PHOTOS, 'readwrite', (store) => store.put(bytes, id)),
  getPhoto: (id: string) => inStore<Blob | undefined>(PHOTOS, 'readonly', (store) => store.get(id)),
  removePhoto: (id: string) => inStore(PHOTOS, 'readwrite', (store) => store.delete(id)),
};
