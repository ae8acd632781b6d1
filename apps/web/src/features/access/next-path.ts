/** Where to go after signing in: only ever a path of this site, never another origin. */
export function nextPath(next: string | undefined): string {
  if (next === undefined || !/^\/[^/\\]/.test(next)) return '/';
  return next.startsWith('/sign-in') ? '/' : next;
}
