/** Where a document's reference leads: to another computer by itself, to the web, or to a path on this one. */
export type Target = 'share' | 'web' | 'local';

/** `\\server\…` and file://server/… make a computer log in at the server, without a question. */
export function targetOf(reference: string): Target {
  const path = decodedPath(reference).trim().replaceAll('\\', '/');
  const file = /^file:(\/*)(.*)$/is.exec(path);
  if (file !== null) return fileTarget(file[1]?.length ?? 0, file[2] ?? '');
  if (path.startsWith('//')) return 'share';
  return /^(?:https?|ftp|mhtml|ms-[a-z]+|smb|dav|webdav):/i.test(path) ? 'web' : 'local';
}

/** file:///C:/… is a path; two slashes or more than three are followed by a server. */
function fileTarget(slashes: number, rest: string): Target {
  if (slashes > 3) return 'share';
  return slashes === 2 && !/^(?:localhost\/|[a-z]:|$)/i.test(rest) ? 'share' : 'local';
}

function decodedPath(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}
