import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findMove,
  isStepBack,
  mayMove,
  movesFrom,
  ROUND_GUARDS,
  ROUND_MOVES,
  ROUND_STATES,
  type RoundGuard,
  type RoundState,
} from './index.ts';

/** What is true of a made-up round; a guard holds when nothing of its kind is missing. */
type Facts = Readonly<Record<RoundGuard, boolean>>;
const facts: fc.Arbitrary<Facts> = fc.record(
  Object.fromEntries(ROUND_GUARDS.map((guard) => [guard, fc.boolean()])) as Record<
    RoundGuard,
    fc.Arbitrary<boolean>
  >,
);
const steps = fc.array(fc.record({ to: fc.constantFrom(...ROUND_STATES), facts }), { maxLength: 60 });

/** Walks a random history by the table alone. @returns every step that was taken, with what held when it was */
function walk(history: readonly { readonly to: RoundState; readonly facts: Facts }[]) {
  let state: RoundState = 'draft';
  const taken: { readonly from: RoundState; readonly to: RoundState; readonly facts: Facts }[] = [];
  for (const { to, facts: held } of history) {
    const move = findMove(state, to);
    if (!move?.guards.every((guard) => held[guard])) continue;
    taken.push({ from: state, to, facts: held });
    state = to;
  }
  return taken;
}

describe('the moves of a round', () => {
  it('publish nothing undecided, unreasoned, or different from a new computation, by whatever path', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const taken = walk(history);
        for (const [at, step] of taken.entries()) {
          if (step.to === 'published') {
            expect(step.facts['results-equal']).toBe(true);
            // The last approval, after which nothing but this step happened.
            expect(taken[at - 1]).toMatchObject({ from: 'council', to: 'approved' });
          }
          if (step.to === 'approved')
            for (const guard of [
              'all-concluded',
              'reasons-given',
              'surveys-frozen',
              'minutes-signed',
              'results-equal',
            ] as const)
              expect(step.facts[guard], guard).toBe(true);
        }
      }),
    );
  });

  it('hear the units, unless the round says why not', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const taken = walk(history);
        for (const [at, step] of taken.entries()) {
          if (step.to !== 'council' || isStepBack(step.from, step.to)) continue;
          const heard = taken.slice(0, at).some(({ to }) => to === 'explanation');
          expect(heard || step.facts['reply-waived']).toBe(true);
        }
      }),
    );
  });

  it('go back only with a reason, and never from a publication', () => {
    for (const { from, to, guards } of ROUND_MOVES)
      if (isStepBack(from, to)) expect(guards, `${from} ${to}`).toContain('reason-given');
    expect(movesFrom('published')).toEqual([]);
  });

  it('name every guard, each at least once, and every state that can be reached', () => {
    expect(new Set(ROUND_MOVES.flatMap(({ guards }) => guards))).toEqual(new Set(ROUND_GUARDS));
    const reached = new Set<RoundState>(['draft']);
    for (const state of ROUND_STATES)
      if (reached.has(state)) for (const to of movesFrom(state)) reached.add(to);
    expect(reached).toEqual(new Set(ROUND_STATES));
    expect(mayMove('appraisal', 'approved')).toBe(false);
  });
});
