import { ZERO } from '../fraction.ts';
import type { CompiledRule } from './rule-kind.ts';

/** A row that is watched and not scored ("chỉ theo dõi, không chấm điểm"): always 0 of 0 points. */
export const noRule: CompiledRule = {
  kind: 'none',
  whenUndefined: 'no-data',
  canBeUndefined: false,
  finiteDecimals: 0,
  check: null,
  evaluate: () => ZERO,
  explain: () => ({ steps: [], points: ZERO, lostBecause: null }),
  toWin: () => [],
  kernel: () => (_chunk, out, _columns, _from, length) => {
    out.fill(0, 0, length);
  },
};
