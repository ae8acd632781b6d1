import iconv from 'iconv-lite';
import { isDangerousExtension, kindByExtension } from '../evidence-kinds.ts';
import { recogniseLegacyText } from './recognise-legacy-text.ts';

/** What became of the name that the sender gave. */
export type NameWas = 'kept' | 'normalised' | 'converted-tcvn3' | 'converted-vni';

export interface CleanName {
  readonly stem: string;
  /** Lower case, no dot; empty when what follows the last dot is no ending ("Báo cáo số 12.2025"). */
  readonly extension: string;
  readonly converted: 'converted-tcvn3' | 'converted-vni' | null;
  /** It held signs that make a name look like another one: direction marks, invisible or control characters. */
  readonly hidden: boolean;
}

/** Longest name that common file systems take, bytes of UTF-8. */
const LONGEST_NAME = 255;
/** Enough of a name for everything below; what is longer was never a name. */
const READ = 2048;
const STEPS = 5;
const NAMELESS = 'tai-lieu';
/** Cc, Cf: control and format characters, among them those that turn the direction; Co, Cn: nobody's letters. */
const DIRECTION_OR_INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5/gu;
const LONE_SURROGATE = /\p{Cs}/gu;
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=$|[. ])/i;
const PLAIN_ENDING = /^(?=.*[a-z])[a-z0-9]{1,5}$/;

/**
 * A name safe to show and to download under: one path segment, NFC, readable letters, nothing that Windows or a
 * terminal takes for something else. The ending is split off, for the content decides which one it gets.
 */
export function cleanFileName(raw: string): CleanName {
  let name = raw.length > 2 * READ ? raw.slice(0, READ) + raw.slice(-READ) : raw;
  let [converted, hidden]: [CleanName['converted'], boolean] = [null, false];
  // What one step takes away may have hidden from the others what they look for.
  for (let step = 0; step < STEPS; step++) {
    const next = cleanOnce(name);
    converted ??= next.converted;
    hidden ||= next.hidden;
    if (next.name === name) break;
    name = next.name;
  }
  return { ...splitEnding(name), converted, hidden };
}

function cleanOnce(raw: string): Pick<CleanName, 'converted' | 'hidden'> & { readonly name: string } {
  const repaired = repairUtf8(lastSegment(raw.replace(LONE_SURROGATE, ''))).normalize('NFC');
  // The soft hyphen is a letter of TCVN3, so the old codes come before invisible signs.
  const { name, converted } = withoutLegacy(repaired);
  const visible = name.replace(DIRECTION_OR_INVISIBLE, '');
  return { name: plainSigns(visible).normalize('NFC'), converted, hidden: name !== visible };
}

function withoutLegacy(name: string): Pick<CleanName, 'converted'> & { readonly name: string } {
  const ending = /\.[A-Za-z0-9]{1,8}\s*$/.exec(name)?.[0] ?? '';
  const legacy = recogniseLegacyText(name.slice(0, name.length - ending.length));
  if (legacy.encoding === null) return { name, converted: null };
  return { name: (legacy.converted + ending).normalize('NFC'), converted: `converted-${legacy.encoding}` };
}

/** A name given with its folders ("C:\Users\…\a.pdf", "../a.pdf") loses them; "12/QĐ-UBND.pdf" is a number and a sign. */
function lastSegment(name: string): string {
  const path = name.includes('\\') || /^\/|^[a-z]:|(?:^|\/)\.{1,2}\//i.test(name);
  if (!path) return name.replaceAll('/', '-');
  return (
    name
      .split(/[\\/]/)
      .filter((segment) => segment.trim() !== '')
      .at(-1) ?? ''
  );
}

/** "BÃ¡o cÃ¡o" is UTF-8 that some program on the way read as Latin-1; what decodes strictly is put right. */
function repairUtf8(name: string): string {
  if (!/[\u00c2-\u00f4]/.test(name)) return name;
  const bytes: number[] = [];
  for (const letter of name) {
    const code = letter.charCodeAt(0);
    const byte = code <= 0xff ? code : (iconv.encode(letter, 'win1252')[0] ?? 63);
    if (code > 0xff && byte < 0x80) return name;
    bytes.push(byte);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return name;
  }
}

function plainSigns(name: string): string {
  return name
    .replace(/[<>:"|?*\\/]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
}

function splitEnding(name: string): Pick<CleanName, 'stem' | 'extension'> {
  const dot = name.lastIndexOf('.');
  const ending = name.slice(dot + 1).toLowerCase();
  const known = kindByExtension(ending) !== undefined || isDangerousExtension(ending);
  if (dot < 0 || !(known || PLAIN_ENDING.test(ending))) return { stem: name, extension: '' };
  return { stem: name.slice(0, dot).replace(/[. ]+$/, ''), extension: ending };
}

/** Whether the stem ends like a program ("hoa-don.exe" of "hoa-don.exe.pdf"): hidden endings would show just that. */
export function hasDangerousStem(stem: string): boolean {
  return isDangerousExtension(stem.slice(stem.lastIndexOf('.') + 1).toLowerCase()) && stem.includes('.');
}

/** Stem and ending as one name of at most 255 bytes, cut between letters as people see them. */
export function joinFileName(stem: string, extension: string): string {
  const ending = extension === '' ? '' : `.${extension}`;
  const cut = cutTo(DEVICE.test(stem) ? `_${stem}` : stem, LONGEST_NAME - Buffer.byteLength(ending));
  const plain = hasDangerousStem(cut) ? cut.replace(/\.(?=[^.]*$)/, '_') : cut;
  return (plain === '' ? NAMELESS : plain) + ending;
}

function cutTo(stem: string, room: number): string {
  if (Buffer.byteLength(stem) <= room) return stem;
  let [cut, bytes] = ['', 0];
  for (const { segment } of new Intl.Segmenter('vi').segment(stem)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > room) break;
    cut += segment;
  }
  return cut.replace(/[. ]+$/, '');
}
