import { describe, expect, it } from 'vitest';
import {
  type ChangeDraft,
  EMPTY_PART,
  emptyChange,
  readChange,
  withKind,
  withSubjects,
} from './change-draft.ts';
import { shareOfText, sumOfShares } from './share-text.ts';

const A = { id: '018f0000-0000-7000-8000-00000000000a', name: 'Xã A', code: 'a' };
const B = { id: '018f0000-0000-7000-8000-00000000000b', name: 'Xã B', code: 'b' };
const document = { effectiveOn: '1/7/2025', decisionNumber: ' 01/NQ ', decisionDate: '12/06/2025' };
const faultsOf = (draft: ChangeDraft): string[] => [...readChange(draft).faults].sort();

describe('a part of a unit', () => {
  it.each([
    ['0,4', '0.4'],
    ['0.25', '0.25'],
    ['40%', '0.4'],
    ['33,3333333 %', '0.333333333'],
    ['100%', '1'],
    ['1', '1'],
    ['0,5%', '0.005'],
  ])('typed %s is %s', (typed, share) => expect(shareOfText(typed)).toBe(share));
  it.each(['', '0', '0%', '1,1', '101%', '-0,5', 'x', '0,12345678901', '%'])('typed %s is none', (typed) =>
    expect(shareOfText(typed)).toBeUndefined(),
  );
  it('adds up exactly, leaving out what cannot be read', () => {
    expect(sumOfShares(['0,1', '0,2'])).toBe('0.3');
    expect(sumOfShares(['33,3333333333%', 'x'])).toBe('0');
    expect(sumOfShares(['0,3333333333', '0,3333333333', '0,3333333334'])).toBe('1');
    expect(sumOfShares([])).toBe('0');
  });
});

describe('a change as typed', () => {
  it('needs its day and what it is about', () => {
    expect(faultsOf(emptyChange('rename'))).toEqual(['effectiveOn', 'name', 'units']);
    expect(faultsOf({ ...emptyChange('abolish'), ...document, effectiveOn: '31/02/2025' })).toEqual([
      'effectiveOn',
      'units',
    ]);
    expect(faultsOf({ ...emptyChange('abolish'), ...document, units: [A], decisionDate: 'hôm nay' })).toEqual(
      ['decisionDate'],
    );
  });
  it('becomes a renaming, with dates read day first', () => {
    const draft = { ...emptyChange('rename'), ...document, units: [A], name: ' Phường A ' };
    expect(readChange(draft).change).toEqual({
      kind: 'rename',
      unitId: A.id,
      name: 'Phường A',
      unitKind: null,
      effectiveOn: '2025-07-01',
      decisionNumber: '01/NQ',
      decisionDate: '2025-06-12',
      note: null,
    });
  });
  it('becomes a merger into a new unit, or into one that goes on', () => {
    const draft = { ...emptyChange('merge'), ...document, units: [A, B] };
    expect(faultsOf(draft)).toEqual(['into.code', 'into.kind', 'into.name']);
    const fresh = { code: 'm', name: 'Xã M', kind: 'commune', parent: null, blocks: ['khoi'] };
    expect(readChange({ ...draft, into: { ...EMPTY_PART, fresh } }).change).toMatchObject({
      predecessorIds: [A.id, B.id],
      into: { is: 'new', unit: { code: 'm', parentId: null, blocks: ['khoi'] } },
    });
    expect(faultsOf({ ...draft, into: { ...EMPTY_PART, is: 'known' } })).toEqual(['into.known']);
    expect(
      faultsOf({ ...draft, into: { ...EMPTY_PART, fresh: { ...fresh, code: 'mã có dấu cách' } } }),
    ).toEqual(['into.code']);
  });
  it('becomes a split with exact shares', () => {
    const known = (unit: typeof A, share: string) => ({
      ...EMPTY_PART,
      is: 'known' as const,
      known: unit,
      share,
    });
    const draft = {
      ...emptyChange('split'),
      ...document,
      units: [A],
      parts: [known(B, '40%'), known(A, '')],
      heir: 7,
    };
    expect(faultsOf(draft)).toEqual(['part.1.share']);
    expect(readChange({ ...draft, parts: [known(B, '40%'), known(A, '0,6')] }).change).toMatchObject({
      parts: [
        { into: { is: 'known', unitId: B.id }, share: '0.4' },
        { into: { is: 'known', unitId: A.id }, share: '0.6' },
      ],
      childrenTo: 1,
    });
  });
  it('becomes a transfer to units that exist, and an abolition with whoever takes over', () => {
    expect(faultsOf({ ...emptyChange('transfer'), ...document, units: [A] })).toEqual([
      'part.0.known',
      'part.0.share',
    ]);
    expect(withKind(emptyChange('transfer'), 'split').parts).toHaveLength(2);
    expect(withKind(emptyChange('split'), 'transfer')).toEqual({ kind: 'transfer' });
    expect(faultsOf({ ...emptyChange('transfer'), ...document, units: [A], parts: [] })).toEqual(['parts']);
    expect(
      readChange({ ...emptyChange('abolish'), ...document, units: [A], parent: B }).change,
    ).toMatchObject({
      unitId: A.id,
      childrenTo: B.id,
    });
    expect(readChange({ ...emptyChange('move'), ...document, units: [A] }).change).toMatchObject({
      unitIds: [A.id],
      parentId: null,
    });
  });
});

describe('choosing what a change is about', () => {
  const like = { kind: 'commune', parent: B, blocks: ['khoi'] };
  it('lends kind, superior and blocks to what takes its place, once and not over what was typed', () => {
    const first = { ...emptyChange('merge'), ...withSubjects(emptyChange('merge'), [{ ...A, like }]) };
    expect(first.into.fresh).toEqual({ code: '', name: '', ...like });
    const second = withSubjects(first, [A, { ...B, like: { ...like, kind: 'ward' } }]);
    expect(second).toEqual({ units: [A, { ...B, like: { ...like, kind: 'ward' } }] });
    const typed = {
      ...emptyChange('merge'),
      into: { ...EMPTY_PART, fresh: { ...EMPTY_PART.fresh, kind: 'ward' } },
    };
    expect(withSubjects(typed, [{ ...A, like }]).into?.fresh.kind).toBe('ward');
  });
});
