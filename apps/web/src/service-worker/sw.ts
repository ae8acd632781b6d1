/*
 * Opens the pages of visits without a network. It keeps the page itself and the built files that these pages need,
 * whose names carry the hash of their content; answers of the API are never kept. The build puts in their list.
 */

interface Waiting extends Event {
  readonly waitUntil: (work: Promise<unknown>) => void;
}
interface Asked extends Event {
  readonly request: Request;
  readonly respondWith: (answer: Promise<Response>) => void;
}

const FILES = JSON.parse('__PARIX_SHELL__') as readonly string[];
const VERSION = '__PARIX_SHELL_VERSION__';
const CACHE = `parix-shell-${VERSION}`;
const PAGE = '/field-visits';

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([...FILES]);
  const page = await fetch(PAGE, { headers: { accept: 'text/html' }, cache: 'no-store' });
  if (!page.ok) throw new Error(`the page answers ${page.status}`);
  await cache.put(PAGE, page);
}

async function dropOlder(): Promise<void> {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith('parix-shell-') && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
}

const kept = async (address: string): Promise<Response | undefined> =>
  (await caches.open(CACHE)).match(address);

/** The page as the server has it now, or as it was kept; a server that is down counts as no network. */
async function page(request: Request): Promise<Response> {
  const answer = await fetch(request).catch(() => undefined);
  if (answer && answer.status < 500) return answer;
  return (await kept(PAGE)) ?? answer ?? Response.error();
}

const asset = async (request: Request, path: string): Promise<Response> =>
  (await kept(path)) ?? fetch(request);

addEventListener('install', (event) => (event as Waiting).waitUntil(install()));
addEventListener('activate', (event) => (event as Waiting).waitUntil(dropOlder()));
addEventListener('fetch', (event) => {
  const { request, respondWith } = event as Asked;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') respondWith.call(event, page(request));
  else if (FILES.includes(pathname)) respondWith.call(event, asset(request, pathname));
});

export {};
