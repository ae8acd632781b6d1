import { ROLES, ROUND_PHASES } from '@parix/workflow';
import { describe, expect, it } from 'vitest';
import { tabsOf } from './round-tabs-of.ts';

describe('the parts of a round', () => {
  it('give a unit its own card in every phase and others’ cards in none', () => {
    for (const phase of ROUND_PHASES) {
      expect(tabsOf(['focal-point'], phase)).toContain('card');
      expect(tabsOf(['focal-point'], phase)).not.toContain('cards');
    }
  });
  it('give a unit no results before publication', () => {
    expect(ROUND_PHASES.filter((phase) => tabsOf(['focal-point'], phase).includes('results'))).toEqual([
      'published',
    ]);
  });
  it('give an appraiser the grid from appraisal on', () => {
    expect(ROUND_PHASES.filter((phase) => tabsOf(['appraiser'], phase).includes('appraisal'))).toEqual(
      ROUND_PHASES.slice(ROUND_PHASES.indexOf('appraisal')),
    );
  });
  it('give an administrator no card and no grid', () => {
    for (const phase of ROUND_PHASES)
      expect(
        tabsOf(['administrator'], phase).filter((tab) => tab !== 'overview' && tab !== 'results'),
      ).toEqual([]);
  });
  it('show everybody the overview', () => {
    for (const role of ROLES)
      for (const phase of ROUND_PHASES) expect(tabsOf([role], phase)[0]).toBe('overview');
  });
});
