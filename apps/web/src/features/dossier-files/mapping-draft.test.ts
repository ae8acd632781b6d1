import type { SentMapping } from '@parix/api-contract';
import { describe, expect, it } from 'vitest';
import { isComplete, NOTHING, OPEN, withColumn, withWord, wordChoice } from './mapping-draft.ts';

const mapping: SentMapping = {
  columns: { dossier: 'Mã hồ sơ', unit: 'Đơn vị' },
  unit: null,
  dates: 'dmy',
  pausedIn: 'minutes',
  words: { state: {}, channel: {}, level: {} },
};

describe('matching of columns', () => {
  it('gives a column to one field only', () => {
    expect(withColumn(mapping, 'procedure', 'Đơn vị').columns).toEqual({
      dossier: 'Mã hồ sơ',
      procedure: 'Đơn vị',
    });
    expect(withColumn(mapping, 'unit', '').columns).toEqual({ dossier: 'Mã hồ sơ' });
  });

  it('is complete with a code and a unit, from a column or for the whole file', () => {
    const without = withColumn(mapping, 'unit', '');
    expect(
      [mapping, without, { ...without, unit: 'so-a' }, withColumn(mapping, 'dossier', '')].map(isComplete),
    ).toEqual([true, false, true, false]);
  });

  it('keeps open, nothing and a meaning apart', () => {
    const chosen = withWord(mapping, 'state', 'chờ ký', 'processing');
    expect(wordChoice(chosen, 'state', 'chờ ký')).toBe('processing');
    const nothing = withWord(chosen, 'state', 'chờ ký', NOTHING);
    expect(nothing.words.state).toEqual({ 'chờ ký': null });
    expect(wordChoice(nothing, 'state', 'chờ ký')).toBe(NOTHING);
    expect(withWord(nothing, 'state', 'chờ ký', OPEN).words.state).toEqual({});
  });
});
