import { expect, it } from 'vitest';
import { answeredDecision, stagesBefore } from './answered-decision.ts';

const STAGES = [
  { stage: 'first', version: 3 },
  { stage: 'second', version: 4 },
] as const;

it('names the decision that an answer is about, and says when it no longer stands', () => {
  expect(answeredDecision(STAGES, { appraisalVersion: 3 })).toBe('first');
  expect(answeredDecision(STAGES, { appraisalVersion: 4 })).toBe('second');
  expect(answeredDecision(STAGES, { appraisalVersion: 2 })).toBe('replaced');
});

it('puts an answer behind the decision that it is about, before the one that replaced it', () => {
  expect([2, 3, 4].map((appraisalVersion) => stagesBefore(STAGES, { appraisalVersion }))).toEqual([0, 1, 2]);
});
