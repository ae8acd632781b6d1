import { ROUTES } from '@parix/api-contract';
import { describe, expect, it } from 'vitest';
import { addressOf, createKeyring, randomKey } from './request.ts';

describe('the address of an operation', () => {
  it('fills parameters safely and leaves empty queries out', () => {
    expect(
      addressOf(ROUTES.listUnits, { query: { q: 'đắk lắk', block: undefined, cursor: '', limit: 50 } }),
    ).toBe('/api/v1/units?q=%C4%91%E1%BA%AFk+l%E1%BA%AFk&limit=50');
    expect(addressOf(ROUTES.getSet, { params: { versionId: 'mau/2020@1' } })).toBe(
      '/api/v1/criteria-sets/mau%2F2020%401',
    );
  });
  it('refuses to call with a parameter missing', () => {
    expect(() => addressOf(ROUTES.getCard, { params: { roundId: 'a' } })).toThrow(/unitId/);
  });
});

describe('idempotency keys', () => {
  it('stay the same for the same act until it is settled', () => {
    let made = 0;
    const ring = createKeyring(() => `key${++made}`);
    expect([ring.keyFor('a'), ring.keyFor('a'), ring.keyFor('b')]).toEqual(['key1', 'key1', 'key2']);
    ring.settle('a');
    expect(ring.keyFor('a')).toBe('key3');
  });
  it('do not repeat', () => {
    expect(new Set(Array.from({ length: 200 }, randomKey)).size).toBe(200);
  });
});
