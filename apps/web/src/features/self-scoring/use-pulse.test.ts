import type { Card } from '@parix/api-contract';
import { describe, expect, it } from 'vitest';
import { pulseTellsNews } from './use-pulse.ts';

const card = {
  state: 'in-progress',
  window: 'open',
  closesAt: '2026-06-30T10:00:00.000Z',
  items: [{ itemId: '1.1', version: 3 }],
} as unknown as Card;
const quiet = { state: card.state, window: card.window, closesAt: card.closesAt, changed: [] };
const changed = (itemId: string, version: number) => ({
  ...quiet,
  changed: [{ itemId, version, by: 'Lan', at: '2026-06-01T00:00:00.000Z' }],
});

describe('what a pulse tells', () => {
  it('is no news when only one’s own saves come back', () => {
    expect(pulseTellsNews(card, quiet)).toBe(false);
    expect(pulseTellsNews(card, changed('1.1', 3))).toBe(false);
    expect(pulseTellsNews(card, changed('1.1', 2))).toBe(false);
  });
  it('is news when another saved, or the card or its deadline moved', () => {
    expect(pulseTellsNews(card, changed('1.1', 4))).toBe(true);
    expect(pulseTellsNews(card, changed('9.9', 1))).toBe(true);
    expect(pulseTellsNews(card, { ...quiet, state: 'unit-review' })).toBe(true);
    expect(pulseTellsNews(card, { ...quiet, window: 'closed' })).toBe(true);
    expect(pulseTellsNews(card, { ...quiet, closesAt: '2026-07-01T10:00:00.000Z' })).toBe(true);
  });
});
