import { type Route, type RouteName, ROUTES } from '@parix/api-contract';
import { currentLanguage } from '../i18n/current-language.ts';
import { ApiError, isLocked, isSignedOut } from './api-error.ts';
import { refuseAnswer } from './call.ts';
import { addressOf, type RequestParts } from './request.ts';
import { session } from './session-state.ts';
import { UPLOAD_TIMEOUT } from './timings.ts';

export interface FetchedFile {
  readonly name: string;
  readonly content: Blob;
}

/** A file that the server makes when asked; why it cannot is an `ApiError` like any other. */
export async function getFile(name: RouteName, parts: RequestParts): Promise<FetchedFile> {
  const route: Route = ROUTES[name];
  try {
    return await fetchFile(addressOf(route, parts));
  } catch (error) {
    if (isSignedOut(error)) session.expire(isLocked(error));
    throw error;
  }
}

async function fetchFile(address: string): Promise<FetchedFile> {
  const timeout = AbortSignal.timeout(UPLOAD_TIMEOUT);
  let response: Response;
  let content: Blob;
  try {
    const headers = { 'accept-language': currentLanguage() };
    response = await fetch(address, { headers, credentials: 'same-origin', signal: timeout });
    content = await response.blob();
  } catch (cause) {
    throw new ApiError(timeout.aborted ? 'timeout' : 'network', 0, null, String(cause));
  }
  if (!response.ok) refuseAnswer(await content.text(), response.status);
  return { name: fileNameOf(response.headers.get('content-disposition') ?? ''), content };
}

/** The name that the server gives, which it also sends in the form that keeps Vietnamese letters. */
export function fileNameOf(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="([^"]*)"/.exec(disposition)?.[1] ?? 'tai-lieu';
}
