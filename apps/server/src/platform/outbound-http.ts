import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Finds the addresses of a name; tests pass one of their own. */
export type Resolve = (
  host: string,
  done: (error: Error | null, addresses: readonly LookupAddress[]) => void,
) => void;

export interface OutboundPost {
  /** http:// or https://. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** `host` or `host:port` that the operator has allowed although it lies inside the own network. */
  readonly allowPrivate: readonly string[];
  readonly timeoutMs: number;
  readonly resolve?: Resolve;
}

export interface OutboundAnswer {
  readonly status: number;
  /** The first words of the answer, one line. */
  readonly answer: string;
}

/** The target lies inside the own network and the operator has not allowed it: nothing was sent. */
export class TargetForbidden extends Error {
  constructor(address: string) {
    super(
      `${address} nằm trong mạng nội bộ và chưa được cho phép / lies inside the own network and is not allowed`,
    );
    this.name = 'TargetForbidden';
  }
}

const MAX_ANSWER_BYTES = 4096;

/**
 * Posts to an address that somebody outside the code has chosen. The connection goes to the very address that was
 * checked (no second look-up that could answer differently); private, loopback, link-local and every other special
 * range is refused, also behind an IPv4-mapped or translated IPv6 address; redirects are not followed.
 * @throws TargetForbidden, or the error of the connection.
 */
export async function postOutbound(post: OutboundPost): Promise<OutboundAnswer> {
  const url = new URL(post.url);
  const allowed = post.allowPrivate.includes(url.hostname) || post.allowPrivate.includes(url.host);
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(literal) && !allowed && !isPublicAddress(literal)) throw new TargetForbidden(literal);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method: 'POST',
        headers: { ...post.headers, 'content-length': Buffer.byteLength(post.body) },
        lookup: guardedLookup(post.resolve ?? resolveAll, allowed),
        // A kept connection would skip the look-up, and with it the check.
        agent: false,
        signal: AbortSignal.timeout(post.timeoutMs),
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= MAX_ANSWER_BYTES) chunks.push(chunk);
          else response.destroy();
        });
        response.on('error', () => undefined);
        response.on('close', () =>
          resolve({ status: response.statusCode ?? 0, answer: firstWords(Buffer.concat(chunks)) }),
        );
      },
    );
    request.on('error', reject);
    request.end(post.body);
  });
}

const resolveAll: Resolve = (host, done) => systemLookup(host, { all: true, verbatim: true }, done);

/** Refuses a name as soon as one of its addresses is not public: which one is tried first is not ours to choose. */
function guardedLookup(resolve: Resolve, allowed: boolean): LookupFunction {
  return (host, options, done) => {
    resolve(host, (error, addresses) => {
      // With an error there are no addresses, whatever the type of the system's look-up says.
      if (error) return done(error, '');
      const [first] = addresses;
      const refused = allowed ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
      if (refused) return done(new TargetForbidden(`${host} (${refused.address})`), '');
      if (!first) return done(new Error(`${host} has no address`), '');
      if (options.all) return done(null, [...addresses]);
      done(null, first.address, first.family);
    });
  };
}

/** Whether an IP address is one of the public internet. */
export function isPublicAddress(text: string): boolean {
  // Takes an IPv4 address out of its IPv6 mapping.
  return ipaddr.isValid(text) && ipaddr.process(text).range() === 'unicast';
}

const firstWords = (bytes: Buffer): string =>
  bytes
    .toString('utf8')
    .replace(/[\p{Cc}\p{Cs}\ufffd]+/gu, ' ')
    .trim()
    .slice(0, 300);
