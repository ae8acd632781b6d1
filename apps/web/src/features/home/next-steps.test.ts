import { ROLES, ROUND_PHASES } from '@parix/workflow';
import { describe, expect, it } from 'vitest';
import { nextSteps } from './next-steps.ts';

const words = (role: (typeof ROLES)[number], phase: (typeof ROUND_PHASES)[number]) =>
  nextSteps([role], { phase }).map((step) => step.words);

describe('what is to do in a round', () => {
  it('asks a unit to score only while the window is open', () => {
    expect(words('focal-point', 'self-scoring')).toEqual(['common:todo.score']);
    expect(words('focal-point', 'self-closed')).toEqual(['common:todo.readCard']);
    expect(words('focal-point', 'published')).toEqual(['common:todo.readResults']);
  });
  it('asks an appraiser only while something is decided', () => {
    expect(
      ROUND_PHASES.filter((phase) => words('appraiser', phase).includes('common:todo.appraise')),
    ).toEqual(['appraisal', 'reappraisal']);
  });
  it('gives the standing body one next step in every phase', () => {
    for (const phase of ROUND_PHASES) expect(nextSteps(['standing-body'], { phase })).toHaveLength(1);
  });
  it('offers an administrator nothing to score, ever', () => {
    for (const phase of ROUND_PHASES)
      expect(words('administrator', phase).filter((key) => key !== 'common:todo.readResults')).toEqual([]);
  });
});
