import { describe, expect, it } from 'vitest';
import { indexMovement, rankMovement } from './movement.ts';

describe('moves since the round before', () => {
  it('count a smaller rank as a rise', () => {
    expect(rankMovement(5, 3)).toEqual({ sign: '↑', words: 'ranking:moved.rankUp', by: '2' });
    expect(rankMovement(3, 5)).toMatchObject({ sign: '↓', by: '2' });
    expect(rankMovement(4, 4)).toMatchObject({ sign: '=', by: '0' });
  });
  it('have nothing to say of a unit that had no rank', () => {
    expect(rankMovement(undefined, 1).sign).toBe('–');
    expect(rankMovement(null, 1).sign).toBe('–');
    expect(rankMovement(1, null).sign).toBe('–');
  });
  it('take the index exactly', () => {
    expect(indexMovement('85.30', '85.5')).toEqual({ sign: '↑', words: 'ranking:moved.indexUp', by: '0.2' });
    expect(indexMovement('85.5', '85.30')).toMatchObject({ sign: '↓', by: '0.2' });
    expect(indexMovement('85.50', '85.5').sign).toBe('=');
    expect(indexMovement(undefined, '85.5').sign).toBe('–');
  });
});
