/** SQL states by which a server says that it is going, coming or crashed (class 08, 57P0x). */
const STATES = /^(?:08\d{3}|57P0[1-3])$/;
const SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  // A machine that lost its power answers nothing at all, and its name may go with it.
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'EAI_AGAIN',
]);
/** The driver's own words where it gives no code: the connection went while a statement waited for its answer. */
const WORDS =
  /^(?:Connection terminated|Client (?:has encountered a connection error|was closed) and is not queryable|timeout (?:exceeded when trying to connect|expired))/;

/** What a coordinator of Citus says, as an internal error, of a node that went while a statement was under way. */
const NODE_WORDS =
  /^(?:failure on connection marked as essential|connection not open|server closed the connection unexpectedly)/;

/** True when the connection to the database was lost or could not be had: nothing is known of the request itself. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as { readonly code?: unknown; readonly syscall?: unknown };
  if (typeof code !== 'string') return WORDS.test(error.message);
  if (code === 'XX000') return NODE_WORDS.test(error.message);
  // The socket of a server that is not there.
  return STATES.test(code) || SYSTEM.has(code) || (code === 'ENOENT' && syscall === 'connect');
}
