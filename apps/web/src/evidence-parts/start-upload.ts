import { problem } from '@parix/api-contract';
import type { DetailedError, Upload } from 'tus-js-client';
import { ApiError, isPassing, isSignedOut } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { session } from '../api/session-state.ts';
import { currentLanguage } from '../i18n/current-language.ts';

/** How a file being sent stands; bytes. `waiting`: there is no connection, it goes on by itself. */
export type UploadState =
  | { readonly kind: 'sending' | 'paused' | 'waiting'; readonly sent: number; readonly total: number }
  | { readonly kind: 'done'; readonly uploadId: string }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface UploadRun {
  readonly pause: () => void;
  readonly goOn: () => void;
  /** Gives the file up, here and on the server. */
  readonly cancel: () => void;
  /** Stops sending; what has arrived stays a day on the server, and the same file chosen again goes on from there. */
  readonly leave: () => void;
}

/** Bytes; the server holds the same bound. */
export const LARGEST_FILE = 100 * 1024 * 1024;
const CHUNK = 4 * 1024 * 1024;
/** Milliseconds between tries while there is no connection; the browser's word that it is back is not awaited alone. */
const WAITS = [2_000, 5_000, 10_000, 20_000];
/** Milliseconds without any progress after which a connection counts as lost. */
const STALLED = 120_000;

/** Files of the library are sent only where it has room; a signed report or a photo is taken however full it is. */
export type UploadPurpose = 'evidence' | 'signed-report' | 'inspection-photo';

/** Sends a file in pieces that survive lost connections, reloads and a stopped server. */
export function startUpload(
  file: File,
  purpose: UploadPurpose,
  tell: (state: UploadState) => void,
): UploadRun {
  const total = file.size;
  let standing: 'sending' | 'paused' | 'waiting' | 'ended' = 'sending';
  let sent = 0;
  let tries = 0;
  let renewed = false;
  let upload: Upload | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stand = (kind: 'sending' | 'paused' | 'waiting') => {
    clearTimeout(timer);
    standing = kind;
    tell({ kind, sent, total });
  };
  const end = (state?: UploadState) => {
    clearTimeout(timer);
    standing = 'ended';
    window.removeEventListener('online', online);
    window.removeEventListener('offline', offline);
    if (state) tell(state);
  };
  const watch = () => {
    clearTimeout(timer);
    timer = setTimeout(lose, STALLED);
  };
  const send = () => {
    stand('sending');
    watch();
    upload?.start();
  };
  const lose = () => {
    void upload?.abort();
    stand('waiting');
    timer = setTimeout(send, WAITS[Math.min(tries++, WAITS.length - 1)]);
  };
  const online = () => {
    if (standing === 'waiting') send();
  };
  const offline = () => {
    if (standing === 'sending') lose();
  };
  const fail = (error: ApiError) => {
    if (standing === 'ended' || standing === 'paused') return;
    if (isPassing(error)) return lose();
    if (error.code === 'csrf-failed' && !renewed) {
      renewed = true;
      return void renewToken().then(send, (cause: unknown) => end({ kind: 'failed', error: cause }));
    }
    if (isSignedOut(error)) session.expire();
    end({ kind: 'failed', error });
  };
  const begin = async () => {
    const tus = await import('tus-js-client');
    const created = new tus.Upload(file, {
      endpoint: '/api/v1/uploads',
      metadata: { filename: file.name, purpose },
      chunkSize: CHUNK,
      retryDelays: null,
      removeFingerprintOnSuccess: true,
      onBeforeRequest: (request) => {
        request.setHeader('accept-language', currentLanguage());
        const token = session.token();
        if (token !== null) request.setHeader('x-csrf-token', token);
      },
      onProgress: (bytes) => {
        if (standing !== 'sending') return;
        sent = bytes;
        tries = 0;
        tell({ kind: 'sending', sent, total });
        watch();
      },
      onSuccess: () => end({ kind: 'done', uploadId: uploadIdOf(created.url) }),
      onError: (error) => fail(toApiError(error)),
    });
    const [earlier] = await created.findPreviousUploads();
    if (earlier) created.resumeFromPreviousUpload(earlier);
    upload = created;
    if (standing === 'sending') send();
  };

  window.addEventListener('online', online);
  window.addEventListener('offline', offline);
  if (total > LARGEST_FILE) end({ kind: 'too-large' });
  else {
    stand('sending');
    begin().catch((error: unknown) => fail(new ApiError('network', 0, null, String(error))));
  }
  return {
    pause: () => {
      if (standing === 'ended') return;
      stand('paused');
      void upload?.abort();
    },
    goOn: () => {
      if (standing === 'paused' || standing === 'waiting') send();
    },
    cancel: () => {
      end();
      // The server removes within a day what it was not told to remove now.
      upload?.abort(true).catch(() => undefined);
    },
    leave: () => {
      if (standing !== 'ended') void upload?.abort();
      end();
    },
  };
}

async function renewToken(): Promise<void> {
  const me = await call('me', {});
  session.renewToken(me.csrfToken);
}

const uploadIdOf = (url: string | null): string => decodeURIComponent(url?.split('/').at(-1) ?? '');

/** 409 and 423: the server still holds the piece of a connection that broke; it lets go of it in a moment. */
const HELD: readonly number[] = [409, 423, 460];

export function toApiError(error: Error | DetailedError): ApiError {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  const status = response?.getStatus() ?? 0;
  if (status === 0 || status >= 502 || HELD.includes(status))
    return new ApiError('network', status, null, error.message);
  const parsed = problem.safeParse(readJson(response?.getBody() ?? ''));
  return parsed.success
    ? new ApiError('refused', status, parsed.data, parsed.data.detail)
    : new ApiError('unreadable', status, null, `HTTP ${status}`);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
