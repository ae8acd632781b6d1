import type { AppraisalRow } from '@parix/api-contract';
import { describe, expect, it } from 'vitest';
import { draftOf, NO_DECISION, readDecision, serverHolds, type DecisionDraft } from './decision-draft.ts';

const row = (points: string | null, rest: Partial<AppraisalRow> = {}) =>
  ({
    self: { points, status: 'scored' },
    decision: null,
    points: null,
    reason: null,
    reasonCode: null,
    requirement: null,
    stageNow: 'first',
    openFor: null,
    ...rest,
  }) as AppraisalRow;
const item = { max: '2', min: '0' };
const faults = (draft: Partial<DecisionDraft>, self: string | null = '1.5') =>
  readDecision(
    { ...NO_DECISION, decision: 'reduce', points: '1', reason: 'thiếu BC', ...draft },
    row(self),
    item,
  ).faults;

describe('a decision on one unit', () => {
  it('needs no reason when the self-score is accepted', () => {
    expect(
      readDecision({ ...NO_DECISION, points: '1', reasonCode: 'late', requirement: 'x' }, row('1.5'), item),
    ).toEqual({
      body: { decision: 'accept', points: null, reason: null, reasonCode: null, requirement: null },
      faults: {},
    });
  });
  it('needs points and a reason when it differs', () => {
    expect(faults({ points: '', reason: ' ' })).toEqual({
      points: 'points-missing',
      reason: 'reason-missing',
    });
    expect(faults({ decision: 'not-applicable', points: '', reason: '' })).toEqual({
      reason: 'reason-missing',
    });
  });
  it.each([
    ['reduce', '1,5', 'not-lower'],
    ['reduce', '1,4999', undefined],
    ['raise', '1,5', 'not-higher'],
    ['raise', '2', undefined],
    ['raise', '2,01', 'above-max'],
    ['reduce', '-0,1', 'below-min'],
    ['reduce', 'một', 'not-a-number'],
    ['reduce', '1.250', 'ambiguous'],
  ] as const)('%s to %s: %s', (decision, points, fault) =>
    expect(faults({ decision, points }).points).toBe(fault),
  );
  it('leaves a self-score that is no finite decimal to the server', () =>
    expect(faults({ points: '1,9' }, '4/3').points).toBeUndefined());
  it('counts a self-score without data as nothing to take from', () =>
    expect(faults({ points: '0' }, null).points).toBe('not-lower'));
});

describe('what the server holds', () => {
  const stored = row('1.5', {
    decision: 'reduce',
    points: '1.250',
    reason: 'thiếu BC',
    reasonCode: 'late',
    requirement: 'nộp trước ngày 20',
  });
  it('reads back as the draft it came from', () => {
    for (const language of ['vi', 'en'] as const)
      expect(serverHolds(stored, draftOf(stored, language)!, item)).toBe(true);
  });
  it('differs in decision, points, reason, its kind or the requirement', () => {
    const same = draftOf(stored, 'vi')!;
    expect(serverHolds(stored, { ...same, reasonCode: 'other' }, item)).toBe(false);
    expect(serverHolds(stored, { ...same, requirement: '' }, item)).toBe(false);
    const draft = draftOf(stored, 'vi')!;
    expect(serverHolds(stored, { ...draft, points: '1' }, item)).toBe(false);
    expect(serverHolds(stored, { ...draft, reason: 'khác' }, item)).toBe(false);
    expect(serverHolds(row('1.5'), draft, item)).toBe(false);
  });
});
