import { applyAmendment, chooseVersion, fingerprint, itemsOf } from '@parix/criteria-sets';
import { addDecimal, checkSet, diffSets } from '@parix/scoring';
import { describe, expect, it } from 'vitest';
import { shippedAmendment, shippedSet } from './shipped-files.ts';

const base = shippedSet('sets/sample-province-2020/set.yaml');
const amendment = shippedAmendment('sets/sample-province-2020/amendment-2021.yaml');
const applied = applyAmendment(base, amendment);
if (!applied.ok) throw new Error(JSON.stringify(applied.problems));
const amended = applied.set;

describe('the sample amendment of 18 May 2021', () => {
  it('yields a version that passes every check, still of 100 points', () => {
    expect(checkSet(amended)).toEqual([]);
    const ordinary = itemsOf(amended.areas.filter((area) => area.role === 'ordinary'));
    expect(ordinary.reduce((sum, item) => addDecimal(sum, item.max ?? '0'), '0')).toBe('100');
  });
  it('adds, replaces, removes, re-weighs and changes a setting', () => {
    expect(new Set(amendment.operations.map((each) => each.op))).toEqual(
      new Set(['add', 'replace', 'remove', 're-weigh', 'change']),
    );
    const diff = diffSets(base, amended);
    expect(diff.added.map((each) => each.id)).toContain('7.2.5');
    expect(diff.removed.map((each) => each.id)).toContain('8.3.1');
    expect(diff.changed.map((each) => each.id)).toEqual(
      expect.arrayContaining(['1.2.2', '3.3.2', '7.2.1', '8.4.1']),
    );
  });
  it('judges 2020 although it was issued in May 2021, and leaves 2022 to the first version', () => {
    const versionOf = (year: number) => {
      const chosen = chooseVersion([base, amended], year);
      return chosen.ok ? chosen.set.version : chosen.reason;
    };
    expect([2020, 2021, 2022].map(versionOf)).toEqual(['2', '2', '1']);
  });
  it('has a fingerprint of its own', () => {
    expect(fingerprint(amended)).not.toBe(fingerprint(base));
  });
});
