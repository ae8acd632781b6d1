/** Milliseconds a request may take before it counts as timed out. Uploads and the engine's big answers get longer. */
export const REQUEST_TIMEOUT = 30_000;
export const UPLOAD_TIMEOUT = 180_000;
/** Waits between tries of one request that may safely be repeated. */
export const RETRY_WAITS: readonly number[] = [800, 2500];
