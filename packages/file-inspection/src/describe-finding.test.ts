import { describe, expect, it } from 'vitest';
import { describeFinding } from './describe-finding.ts';
import { FINDING_CODES, finding } from './findings.ts';

describe('the words of a finding', () => {
  it.each(FINDING_CODES)('%s: what, why and next step in both languages', (code) => {
    const [vi, en] = (['vi', 'en'] as const).map((locale) => describeFinding(code, {}, locale));
    for (const part of ['what', 'why', 'next'] as const) {
      expect(vi?.[part].length).toBeGreaterThan(5);
      expect(vi?.[part]).not.toBe(en?.[part]);
      expect(vi?.[part]).toBe(vi?.[part].normalize('NFC'));
      expect(vi?.[part]).toMatch(/[.!]$/);
      expect(`${vi?.[part]}${en?.[part]}`).not.toMatch(/[{}]|\( *\)/);
    }
  });

  it('are filled from the detail, numbers in the manner of the language', () => {
    const detail = { found: '10000', limit: '3000' };
    expect(describeFinding('too-many-pages', detail, 'vi').what).toBe(
      'Tệp có 10.000 trang, giới hạn 3.000 trang.',
    );
    expect(describeFinding('too-many-pages', detail, 'en').what).toBe(
      'The file has 10,000 pages, the limit is 3,000.',
    );
  });

  it('keep what a file says about itself from changing them', () => {
    const { detail } = finding('macros', { part: `a\u202e\n{why}${'x'.repeat(500)}` });
    expect(detail.part).toBe(`a{why}${'x'.repeat(192)}`);
    expect(describeFinding('macros', detail, 'en').what).toContain('{why}');
  });
});
