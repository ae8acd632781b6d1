import { DOSSIER_FILE_PIECE } from '@parix/api-contract';
import { call } from '../../api/call.ts';
import { isPassing } from '../../api/api-error.ts';

/** A file of a source that lies on the server as a whole. */
export interface SentFile {
  readonly id: string;
  readonly name: string;
  /** When it was saved on this machine; null: not known. */
  readonly savedAt: Date | null;
}

const WAITS = [1000, 3000, 10_000];

/** Sends a file piece by piece; a piece that was lost on the way is sent again from where the server stands. */
export async function sendFile(
  sourceId: string,
  file: File,
  onProgress: (share: number) => void,
): Promise<SentFile> {
  const { id } = await call('announceDossierFile', {
    params: { sourceId },
    body: { name: file.name, size: file.size },
  });
  let at = 0;
  let tried = 0;
  while (at < file.size) {
    const piece = new File([file.slice(at, at + DOSSIER_FILE_PIECE)], 'piece', {
      type: 'application/octet-stream',
    });
    try {
      const { arrived } = await call('sendDossierFilePiece', {
        params: { sourceId, fileId: id },
        query: { at },
        file: piece,
      });
      at = arrived;
      tried = 0;
      onProgress(at / file.size);
    } catch (error) {
      const wait = WAITS[tried];
      if (wait === undefined || !isPassing(error)) throw error;
      tried += 1;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return { id, name: file.name, savedAt: new Date(file.lastModified) };
}
