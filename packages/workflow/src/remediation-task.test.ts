import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daysLate,
  dueEnd,
  findPlanMove,
  findTaskMove,
  isOverdue,
  outcomeOf,
  PLAN_EVENTS,
  PLAN_MOVES,
  planStateOf,
  type PlanState,
  REMEDIATION_GUARDS,
  remindersBy,
  TASK_EVENTS,
  TASK_MOVES,
  TASK_STATES,
  taskStateOf,
  type TaskState,
} from './index.ts';

/** What a person tries, and what is true of it when they do. */
const attempts = fc.array(
  fc.record({
    what: fc.constantFrom(
      ...PLAN_EVENTS.map((event) => ({ of: 'plan', event }) as const),
      ...TASK_EVENTS.map((event) => ({ of: 'task', event }) as const),
    ),
    held: fc.subarray([...REMEDIATION_GUARDS].filter((guard) => guard !== 'plan-approved')),
  }),
  { maxLength: 40 },
);

/** Walks a random history of one plan with one task by the two tables. @returns the steps that were taken */
function walk(history: readonly (typeof attempts extends fc.Arbitrary<infer T> ? T : never)[number][]) {
  let plan: PlanState = 'draft';
  let task: TaskState = 'open';
  const taken: {
    readonly event: string;
    readonly guards: readonly string[];
    plan: PlanState;
    task: TaskState;
  }[] = [];
  for (const { what, held } of history) {
    const move = what.of === 'plan' ? findPlanMove(plan, what.event) : findTaskMove(task, what.event);
    const holds = [...held, ...(plan === 'approved' ? (['plan-approved'] as const) : [])];
    if (!move?.guards.every((guard) => holds.includes(guard))) continue;
    if (what.of === 'plan') plan = planStateOf(what.event);
    else task = taskStateOf(what.event);
    expect(what.of === 'plan' ? plan : task).toBe(move.to);
    taken.push({ event: what.event, guards: move.guards, plan, task });
  }
  return taken;
}

describe('the steps of a remediation plan', () => {
  it('let nothing be fixed without proof and a check after it, whatever the history', () => {
    fc.assert(
      fc.property(attempts, (history) => {
        const taken = walk(history);
        for (const [at, step] of taken.entries()) {
          if (step.event !== 'fixed') continue;
          const before = taken.slice(0, at).filter(({ event }) => ['claimed', 'not-fixed'].includes(event));
          expect(before.at(-1)).toMatchObject({ event: 'claimed' });
          expect(before.at(-1)?.guards).toContain('proof');
          expect(taken.slice(at + 1).some(({ task }) => task !== 'fixed')).toBe(false);
        }
      }),
    );
  });

  it('check and claim nothing of a plan that its leader has not approved, and change no approved plan', () => {
    fc.assert(
      fc.property(attempts, (history) => {
        const taken = walk(history);
        for (const step of taken) if (step.task !== 'open') expect(step.plan).toBe('approved');
        const approved = taken.findIndex(({ event }) => event === 'approved');
        if (approved < 0) return;
        expect(taken.slice(approved).every(({ plan }) => plan === 'approved')).toBe(true);
        expect(taken.slice(0, approved).some(({ event }) => event === 'sent')).toBe(true);
      }),
    );
  });

  it('name every guard and reach every state', () => {
    const moves = [...PLAN_MOVES, ...TASK_MOVES];
    expect(new Set(moves.flatMap(({ guards }) => guards))).toEqual(new Set(REMEDIATION_GUARDS));
    expect(new Set(['open', ...TASK_MOVES.map(({ to }) => to)])).toEqual(new Set(TASK_STATES));
  });
});

describe('the last day of a task', () => {
  const at = (instant: string): number => Date.parse(instant);
  const task = (state: TaskState, claimedAt: string | null = null) => ({
    state,
    dueOn: '2023-06-30',
    claimedAt: claimedAt === null ? null : at(claimedAt),
  });

  it('ends with the day in Vietnam, to the millisecond', () => {
    expect(dueEnd('2023-06-30')).toBe(at('2023-07-01T00:00:00+07:00'));
    expect(isOverdue(task('open'), at('2023-06-30T23:59:59.999+07:00'))).toBe(false);
    expect(isOverdue(task('open'), at('2023-07-01T00:00:00+07:00'))).toBe(true);
    expect(daysLate(task('open'), at('2023-07-01T00:00:00+07:00'))).toBe(1);
    expect(daysLate(task('not-fixed'), at('2023-07-11T08:00:00+07:00'))).toBe(11);
  });

  it('is kept by a claim in time, however late the check comes', () => {
    const now = at('2023-12-01T00:00:00+07:00');
    expect(isOverdue(task('claimed', '2023-06-30T23:00:00+07:00'), now)).toBe(false);
    expect(outcomeOf(task('fixed', '2023-06-30T23:00:00+07:00'), now)).toBe('fixed-in-time');
    expect(outcomeOf(task('fixed', '2023-07-01T00:00:00+07:00'), now)).toBe('fixed-late');
    expect(outcomeOf(task('claimed', '2023-06-01T00:00:00+07:00'), now)).toBe('not-fixed');
    expect(daysLate(task('claimed', '2023-07-03T00:00:00+07:00'), now)).toBe(3);
  });

  it('makes late only what is not done', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TASK_STATES), fc.integer({ min: 0, max: 4e12 }), (state, now) => {
        const each = { state, dueOn: '2023-06-30', claimedAt: state === 'open' ? null : at('2023-06-01') };
        expect(isOverdue(each, now)).toBe(
          (state === 'open' || state === 'not-fixed') && now >= dueEnd('2023-06-30'),
        );
      }),
    );
  });
});

describe('reminders of a task that is not done', () => {
  it('fall due three days before its last day, on the day after it, and then once a week', () => {
    const by = (day: string): number => remindersBy('2022-03-10', day);
    expect(['2022-03-06', '2022-03-07', '2022-03-10'].map(by)).toEqual([0, 1, 1]);
    expect(['2022-03-11', '2022-03-17', '2022-03-18', '2022-03-25'].map(by)).toEqual([2, 2, 3, 4]);
  });

  it('never go back, and never miss a week', () => {
    const day = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);
    fc.assert(
      fc.property(fc.nat(40_000), fc.integer({ min: -10, max: 400 }), (due, late) => {
        const now = remindersBy(day(due), day(due + late));
        expect(now).toBeGreaterThanOrEqual(remindersBy(day(due), day(due + late - 1)));
        if (late > 0)
          expect(now).toBe(
            remindersBy(day(due), day(due + late - 7)) + (late > 7 ? 1 : 2 - Number(late > 3)),
          );
      }),
    );
  });
});
