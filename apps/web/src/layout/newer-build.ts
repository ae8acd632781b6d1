const MARK = 'parix.reloaded-for-build';
const ONCE_IN = 60_000;

/**
 * A page opened before the server was updated asks for code that is no longer there: it is loaded anew, once.
 * What was typed is kept on the device. A failure that stays is shown by the page.
 */
export function reloadForNewerBuild(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(MARK) ?? '0');
    if (Date.now() - last < ONCE_IN) return;
    sessionStorage.setItem(MARK, String(Date.now()));
    event.preventDefault();
    window.location.reload();
  });
}
