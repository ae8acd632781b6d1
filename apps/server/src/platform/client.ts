import type { FastifyRequest } from 'fastify';

/** The browser that asks, as far as it is kept: what it calls itself, and the network that it comes from. */
export interface Client {
  readonly userAgent: string;
  /** Shortened, because the network is enough to recognise one's own sessions. */
  readonly address: string;
}

const LONGEST_NAME = 300;

export function clientOf(request: Pick<FastifyRequest, 'ip' | 'headers'>): Client {
  const userAgent = (request.headers['user-agent'] ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, LONGEST_NAME);
  // A browser that has gone away meanwhile (a search typed further) leaves no address behind.
  return { userAgent, address: request.ip ? shortenAddress(request.ip) : '' };
}

/** `203.0.113.7` → `203.0.113.x`, `2001:db8:1:2::7` → `2001:db8:1::/48`. */
export function shortenAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(mapped)) return mapped.replace(/\d+$/, 'x');
  const [head = ''] = mapped.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  return `${groups.slice(0, 3).join(':')}::/48`;
}
