import { readFile } from 'node:fs/promises';
import { parseVerifierKey } from '@parix/publication';

/** `--key` takes the key itself or a file that holds it, such as the downloaded `verifier-key.txt`. */
export async function readVerifierKey(given: string | undefined): Promise<string | undefined> {
  if (given === undefined || parseVerifierKey(given.trim()) !== undefined) return given;
  const text = await readFile(given, 'utf8').catch(() => undefined);
  return text === undefined || text.length > 1000 ? given : text.trim();
}
