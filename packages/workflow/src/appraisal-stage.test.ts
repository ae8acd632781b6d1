import { describe, expect, it } from 'vitest';
import { replyStateOf } from './appraisal-stage.ts';

describe('the state of a unit’s replies', () => {
  it('is open to the unit that was let in again while there is time', () => {
    const story = { last: 'reopened', approvedOnce: true } as const;
    expect(replyStateOf(story, 'explanation')).toBe('open');
    expect(replyStateOf({ ...story, last: 'sent' }, 'explanation')).toBe('unit-review');
  });

  it('falls back to what was approved before when nothing else was in time', () => {
    for (const last of ['reopened', 'sent', 'returned'] as const)
      for (const phase of ['explanation-closed', 'reappraisal', 'published'] as const)
        expect(replyStateOf({ last, approvedOnce: true }, phase)).toBe('approved');
  });

  it('is closed after the time when nothing was ever approved', () => {
    expect(replyStateOf({ last: 'sent', approvedOnce: false }, 'explanation-closed')).toBe('closed');
    expect(replyStateOf({ last: null, approvedOnce: false }, 'explanation')).toBe('open');
  });
});
