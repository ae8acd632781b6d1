import type { SetVersion } from '@parix/api-contract';
import { describe, expect, it } from 'vitest';
import { dateFaults, emptyRound, faultsOf, instantsOf, usableSets } from './round-draft.ts';

const dates = (opens: string, closes: string, appraisal: string, replies = '') => [
  ...dateFaults({ opens, closes, appraisal, replies }),
];

describe('a new round', () => {
  it('needs its dates in order, and lets each stay open', () => {
    expect(dates('', '', '')).toEqual([]);
    expect(dates('', '02/01/2026 08:00', '', '01/01/2026 08:00')).toEqual(['replies']);
    expect(dates('mai', '31/12/2025', '1/1/2026 25:00')).toEqual(['opens', 'closes', 'appraisal']);
    expect(dates('02/01/2026 08:00', '02/01/2026 08:00', '')).toEqual(['closes']);
    expect(dates('02/01/2026 08:00', '03/01/2026 08:00', '01/01/2026 08:00')).toEqual(['appraisal']);
    expect(dates('02/01/2026 08:00', '', '02/01/2026 07:59')).toEqual(['appraisal']);
    expect(dates('02/01/2026 08:00', '02/02/2026 17:00', '02/03/2026 17:00')).toEqual([]);
  });
  it('reads its dates as Vietnam time', () => {
    expect(instantsOf({ opens: '02/01/2026 08:00', closes: '', appraisal: '', replies: '' })).toEqual({
      selfScoringOpensAt: '2026-01-02T08:00:00+07:00',
      selfScoringClosesAt: null,
      appraisalClosesAt: null,
      repliesCloseAt: null,
    });
  });
  it('names every field that is missing', () => {
    expect([...faultsOf(emptyRound(2026))].sort()).toEqual(['blockId', 'id', 'setVersionId', 'title']);
  });
  it('is offered only complete versions of its index year', () => {
    const set = (id: string, status: SetVersion['status'], from: number, to: number) =>
      ({ id, status, indexYearFrom: from, indexYearTo: to }) as SetVersion;
    const sets = [
      set('a', 'complete', 2019, 2021),
      set('b', 'incomplete', 2019, 2021),
      set('c', 'complete', 2022, 2025),
    ];
    expect(usableSets(sets, '2021').map(({ id }) => id)).toEqual(['a']);
    expect(usableSets(sets, '2026')).toEqual([]);
  });
});
