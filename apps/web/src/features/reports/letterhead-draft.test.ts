import { type Letterhead, letterhead, LETTERHEAD_KINDS } from '@parix/api-contract';
import { describe, expect, it } from 'vitest';
import { keysOf, letterheadDraftOf, readLetterhead } from './letterhead-draft.ts';

const OFFICE: Letterhead = {
  superiorBody: null,
  issuingBody: 'Ủy ban nhân dân tỉnh Mẫu',
  symbol: 'QĐ-UBND',
  place: 'Thành phố Mẫu',
  authority: 'Chủ tịch Ủy ban nhân dân tỉnh Mẫu',
  grounds: ['Căn cứ một', 'Căn cứ hai'],
  articles: ['Có hiệu lực kể từ ngày ký.'],
  signer: { authority: null, title: 'Chủ tịch', name: null },
  recipients: ['Như Điều 2'],
  archive: 'VT',
};

describe('a letterhead in the form', () => {
  it('comes back as it was, and as the server takes it', () => {
    const { letterhead: read, faults } = readLetterhead(letterheadDraftOf(OFFICE));
    expect([read, faults.size]).toEqual([OFFICE, 0]);
    expect(letterhead.parse(read)).toEqual(OFFICE);
  });

  it('takes one entry a line and leaves empty lines out', () => {
    const draft = { ...letterheadDraftOf(OFFICE), grounds: ' Căn cứ một \r\n\n  Căn cứ hai' };
    expect(readLetterhead(draft).letterhead.grounds).toEqual(OFFICE.grounds);
  });

  it.each([
    ['issuingBody', '  ', 'missing'],
    ['archive', 'x'.repeat(101), 'too-long'],
    ['recipients', `ngắn\n${'x'.repeat(301)}`, 'too-long'],
    ['articles', 'x\n'.repeat(21), 'too-long'],
  ] as const)('names the field that the server would refuse: %s', (key, typed, fault) => {
    const { faults, letterhead: read } = readLetterhead({ ...letterheadDraftOf(OFFICE), [key]: typed });
    expect([...faults]).toEqual([[key, fault]]);
    expect(letterhead.safeParse(read).success).toBe(false);
  });

  it('asks only for what documents of the kind print', () => {
    expect(keysOf('council-minutes')).not.toContain('title');
    expect(keysOf('preliminary-notice')).not.toContain('articles');
    expect(keysOf('publication-decision')).toContain('decider');
    for (const kind of LETTERHEAD_KINDS) expect(keysOf(kind)).toContain('issuingBody');
  });
});
