import { unzipSync } from 'fflate';

/** Words of a .docx with its feet, tags taken away. */
export const docxWords = (bytes: Buffer): string =>
  Object.entries(unzipSync(new Uint8Array(bytes)))
    .filter(([name]) => /^word\/(document|footer)\d*\.xml$/.test(name))
    .map(([, part]) => new TextDecoder().decode(part))
    .join(' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
