import { describe, expect, it } from 'vitest';
import { whyClosed } from './why-closed.ts';

const item = { selfScored: true, pointsFrom: 'appraisal' } as const;
const shut = { editable: false };
const open = { state: 'in-progress', window: 'open' } as const;

describe('why an item cannot be written', () => {
  it('is nothing while it can be', () => {
    expect(whyClosed(item, { editable: true }, open, true)).toBeNull();
  });
  it('is where its points come from, before anything else', () => {
    const survey = { selfScored: false, pointsFrom: 'survey' } as const;
    expect(whyClosed(survey, shut, { state: 'submitted', window: 'closed' }, false)).toBe('survey');
  });
  it.each([
    [open, false, 'other-unit'],
    [{ state: 'submitted', window: 'closed' }, true, 'submitted'],
    [{ state: 'not-started', window: 'before' }, true, 'before'],
    [{ state: 'not-submitted', window: 'closed' }, true, 'deadline'],
    [{ state: 'unit-review', window: 'open' }, true, 'sent'],
    [open, true, 'not-given'],
  ] as const)('of %o, own unit %s: %s', (card, own, expected) => {
    expect(whyClosed(item, shut, card, own)).toBe(expected);
  });
});
