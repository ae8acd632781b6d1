/** Names that Windows reserves; a folder with them cannot be unpacked there. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * Path of a unit's page. Letters, digits and `-` stay; every other character becomes `_<hex>_`, so two codes never share
 * a path. Codes that differ only in case would share one on some disks; `buildPublication` refuses them.
 */
export function unitPath(code: string): string {
  const safe = [...code].map((char) => (/[A-Za-z0-9-]/.test(char) ? char : hexOf(char))).join('');
  return `units/${RESERVED.test(safe) ? `${safe}_` : safe}.html`;
}

function hexOf(char: string): string {
  return `_${(char.codePointAt(0) ?? 0).toString(16)}_`;
}
