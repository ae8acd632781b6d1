import { describe, expect, it } from 'vitest';
import { clientOf } from './client.ts';

describe('the client of a request', () => {
  it.each([
    ['203.0.113.7', '203.0.113.x'],
    ['::ffff:203.0.113.7', '203.0.113.x'],
    ['2001:db8:1:2::7', '2001:db8:1::/48'],
  ])('%s is kept as its network %s', (ip, address) => {
    expect(clientOf({ ip, headers: {} }).address).toBe(address);
  });

  it('has no address once the connection is gone', () => {
    // The type of the framework does not say so: its socket has forgotten the address by then.
    const gone = { headers: { 'user-agent': 'Mozilla/5.0' } } as Parameters<typeof clientOf>[0];
    expect(clientOf(gone)).toEqual({ userAgent: 'Mozilla/5.0', address: '' });
  });
});
