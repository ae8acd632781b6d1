import { describe, expect, it } from 'vitest';
import { nextPath } from './next-path.ts';

describe('the way back after signing in', () => {
  it('keeps a path of this site with its search', () =>
    expect(nextPath('/rounds/r1/cards/u1?item=1.2')).toBe('/rounds/r1/cards/u1?item=1.2'));
  it.each([
    undefined,
    '',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:1',
    '/sign-in?next=x',
  ])('goes home for %s', (next) => expect(nextPath(next)).toBe('/'));
});
