/** Pages that open without a network; nothing else of this origin is touched. */
const SCOPE = '/field-visits';

export type ShellState = 'ready' | 'unsupported' | 'failed';

/** Makes the device ready to open the pages of visits without a network. Needs a secure context (https). */
export async function prepareShell(): Promise<ShellState> {
  if (!('serviceWorker' in navigator)) return 'unsupported';
  try {
    const registration = await navigator.serviceWorker.register('/sw.js', { scope: SCOPE });
    await becomeActive(registration);
    // The browser may refuse; then it may clear the store when the device runs out of room.
    await navigator.storage?.persist?.().catch(() => false);
    return 'ready';
  } catch {
    return 'failed';
  }
}

function becomeActive(registration: ServiceWorkerRegistration): Promise<void> {
  const worker = registration.installing ?? registration.waiting;
  if (registration.active || !worker) return Promise.resolve();
  return new Promise((done, failed) => {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated') done();
      if (worker.state === 'redundant') failed(new Error('the service worker was not installed'));
    });
  });
}
