import type { CardItem, TimelineEntry } from '@parix/api-contract';
import {
  type CardEvent,
  CARD_EVENTS,
  type CardState,
  cardStateOf,
  type CardWindow,
  may,
  mayHappen,
  mayMove,
  phaseOf,
  type RoundState,
  windowOf,
  WRITABLE,
} from '@parix/workflow';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { itemTimeline } from './features/sign-off/timeline.service.ts';
import { readFrozenCard } from './features/sign-off/frozen-card.ts';
import { getSignOff } from './features/sign-off/sign-off.service.ts';
import { getCard } from './features/self-scoring/card.service.ts';
import { type CardAct, type CardOnStage, ITEM_IDS, openStage, perform } from './testing/card-acts.ts';
import { openRoad } from './testing/road.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

const MINUTE = 60_000;
const OPENS = Date.parse('2022-03-01T08:00:00Z');
const CLOSES = OPENS + 60 * MINUTE;
const APPRAISED = OPENS + 300 * MINUTE;
const DATES = {
  opensAt: new Date(OPENS),
  closesAt: new Date(CLOSES),
  appraisalClosesAt: new Date(APPRAISED),
};

let test: TestApp;
let newCard: (dates: typeof DATES) => Promise<CardOnStage>;
beforeAll(async () => {
  test = await createTestApp();
  newCard = await openStage(test, await openRoad(test));
});
afterAll(() => test.close());

/** The card as the tables say it must be. Instants in ms. */
interface Model {
  readonly state: RoundState;
  readonly now: number;
  readonly extendedUntil: number | null;
  readonly last: Exclude<CardEvent, 'extended'> | null;
  readonly versions: Readonly<Record<string, number>>;
  readonly submissions: number;
}
const START: Model = {
  state: 'self-scoring',
  now: OPENS,
  extendedUntil: null,
  last: null,
  versions: {},
  submissions: 0,
};
const clockOf = ({ state }: Model) => ({
  state,
  selfScoringOpensAt: OPENS,
  selfScoringClosesAt: CLOSES,
  repliesCloseAt: null,
  publicFrom: null,
});
const windowIn = (model: Model): CardWindow => windowOf(clockOf(model), model.extendedUntil, model.now);
const stateIn = (model: Model): CardState =>
  cardStateOf({ last: model.last, hasEntries: Object.keys(model.versions).length > 0 }, windowIn(model));

/** `till`: to the instant at which the window shuts, or a millisecond before it. */
type Wait =
  { readonly act: 'wait'; readonly minutes: number } | { readonly act: 'till'; readonly early: 0 | 1 };
type Step = Wait | CardAct;

function waited(model: Model, step: Wait): number {
  if (step.act === 'wait') return model.now + step.minutes * MINUTE;
  const shut = [CLOSES, model.extendedUntil ?? 0].filter((instant) => instant > model.now);
  return shut.length === 0 ? model.now : Math.max(model.now, Math.min(...shut) - step.early);
}

/** What must become of the model when the step is tried, or that it must be refused. */
function expected(model: Model, step: Step): Model | 'refused' {
  const card = stateIn(model);
  const window = windowIn(model);
  const phase = phaseOf(clockOf(model), model.now);
  const relation = { ownUnit: true, ownItem: false, phase, window, card };
  const allowed = (role: Parameters<typeof may>[0][number], action: Parameters<typeof may>[1]): boolean =>
    may([role], action, relation);
  switch (step.act) {
    case 'wait':
    case 'till':
      return { ...model, now: waited(model, step) };
    case 'save': {
      const version = (model.versions[step.item] ?? 0) + 1;
      const versions = { ...model.versions, [step.item]: version };
      return allowed('focal-point', 'scorecard.edit') ? { ...model, versions } : 'refused';
    }
    case 'mark':
      return allowed('focal-point', 'item.mark-ready') && (!step.ready || model.versions[step.item])
        ? model
        : 'refused';
    case 'assign':
      return allowed('focal-point', 'assignments.manage') ? model : 'refused';
    case 'send':
      return allowed('focal-point', 'card.send') ? { ...model, last: 'sent' } : 'refused';
    case 'recall':
      return allowed('focal-point', 'card.recall') ? { ...model, last: 'recalled' } : 'refused';
    case 'return':
      return allowed('unit-leader', 'card.return') ? { ...model, last: 'returned' } : 'refused';
    case 'approve':
      return allowed('unit-leader', 'card.approve')
        ? { ...model, last: 'approved', submissions: model.submissions + 1 }
        : 'refused';
    case 'extend':
    case 'reopen':
      return newWindow(model, step.act === 'extend' ? 'extended' : 'reopened', step.until.getTime());
    case 'move': {
      if (!mayMove(model.state, step.to)) return 'refused';
      const open = model.state === 'self-scoring' && model.now < CLOSES && card !== 'submitted';
      return open ? 'refused' : { ...model, state: step.to };
    }
  }
}

function newWindow(model: Model, kind: 'extended' | 'reopened', until: number): Model | 'refused' {
  const card = stateIn(model);
  const action = kind === 'extended' ? 'card.extend' : 'card.reopen';
  const phase = phaseOf(clockOf(model), model.now);
  const closes = Math.max(CLOSES, model.extendedUntil ?? 0);
  const early = windowIn(model) === 'open' && (kind === 'extended' ? until <= closes : until < closes);
  const fits = until > model.now && until < APPRAISED && !early;
  if (!may(['standing-body'], action, { phase, card }) || !mayHappen(card, kind) || !fits) return 'refused';
  return { ...model, extendedUntil: until, ...(kind === 'reopened' && { last: kind }) };
}

const item = fc.constantFrom(...ITEM_IDS);
const number = fc.integer({ min: 1, max: 1_000_000 });
/** Often the very instants at which something ends, and the same again: limits are exclusive. */
const until = fc
  .oneof(fc.integer({ min: 1, max: 310 }), fc.constantFrom(60, 120, 300))
  .map((minute) => new Date(OPENS + minute * MINUTE));
const anAct: fc.Arbitrary<CardAct> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant('save' as const), item, number }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('mark' as const), item, ready: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('assign' as const), item }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('send' as const) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constantFrom('recall' as const, 'return' as const) }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('approve' as const) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constantFrom('extend' as const, 'reopen' as const), until }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('move' as const),
      to: fc.constantFrom('appraisal' as const, 'self-scoring' as const),
    }),
  },
);
const wait: fc.Arbitrary<Wait> = fc.oneof(
  fc.record({ act: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 45 }) }),
  fc.record({ act: fc.constant('till' as const), early: fc.constantFrom(0 as const, 1 as const) }),
);
const aStep: fc.Arbitrary<Step> = fc.oneof({ weight: 1, arbitrary: wait }, { weight: 4, arbitrary: anAct });

/** How often something was seen: histories in which nothing happens prove nothing. */
const seen = new Map<string, number>();
const count = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);

it('an act is done exactly when the tables allow it, and the card then stands where they say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 8, maxLength: 20 }), async (steps) => {
      const stage = await newCard(DATES);
      let model = START;
      for (const step of steps) {
        const next = expected(model, step);
        if (step.act !== 'wait' && step.act !== 'till') {
          const code = await perform(stage, step, new Date(model.now));
          count(`${step.act} ${code ?? 'done'}`);
          if (step.act === 'approve' && windowIn(model) === 'closed' && model.last === 'sent')
            count('too late');
          if (step.act === 'approve' && code === null && model.now >= CLOSES) count('late');
          expect(code === null ? 'done' : 'refused', `${step.act} ${code}`).toBe(
            next === 'refused' ? 'refused' : 'done',
          );
        }
        if (next !== 'refused') model = next;
        await compare(stage, model);
      }
      await replayed(stage, model);
    }),
    { numRuns: 150, seed: 20_220_301 },
  );
  for (const what of [
    'approve done',
    'reopen done',
    'extend done',
    'save deadline-passed',
    'too late',
    'late',
  ])
    expect(seen.get(what) ?? 0, what).toBeGreaterThan(4);
}, 600_000);

async function compare(stage: CardOnStage, model: Model): Promise<void> {
  const reader = stage.as('focal-point', new Date(model.now));
  const { state, window } = await getSignOff(reader, stage);
  expect([state, window]).toEqual([stateIn(model), windowIn(model)]);
  const card = await getCard(reader, stage.roundId, stage.unitId);
  for (const { itemId, version } of card.items) expect(version).toBe(model.versions[itemId] ?? 0);
  const submissions = await test.owner
    .selectFrom('submission')
    .select('sequence')
    .where('roundId', '=', stage.roundId)
    .execute();
  expect(submissions).toHaveLength(model.submissions);
}

/** An item as its history tells it. */
interface Replayed {
  readonly figures: Record<string, string>;
  explanation: string | null;
  version: number;
  readyVersion: number | null;
  readonly assignees: string[];
  last: Exclude<CardEvent, 'extended'> | null;
  extendedUntil: number | null;
}

function replay(entries: readonly TimelineEntry[]): Replayed {
  const told: Replayed = {
    figures: {},
    explanation: null,
    version: 0,
    readyVersion: null,
    assignees: [],
    last: null,
    extendedUntil: null,
  };
  for (const entry of entries.toReversed()) {
    if (entry.what === 'saved') told.version = entry.version ?? 0;
    if (entry.what === 'ready' || entry.what === 'not-ready')
      told.readyVersion = entry.what === 'ready' ? entry.version : null;
    const event = CARD_EVENTS.find((kind) => kind === entry.what);
    if (event !== undefined && event !== 'extended') told.last = event;
    for (const change of entry.changes) apply(told, change);
  }
  return told;
}

function apply(told: Replayed, { part, before, after }: TimelineEntry['changes'][number]): void {
  if (part.startsWith('figures/')) {
    const key = part.slice('figures/'.length);
    expect(told.figures[key] ?? null).toBe(before);
    if (after === null) Reflect.deleteProperty(told.figures, key);
    else told.figures[key] = after;
  }
  if (part === 'explanation') told.explanation = after;
  if (part === 'assignee' && after !== null) told.assignees.push(after);
  if (part === 'assignee' && before !== null) told.assignees.splice(told.assignees.indexOf(before), 1);
  if (part === 'closesAt' && after !== null) told.extendedUntil = Date.parse(after);
}

/** The history of every item, told from the beginning, ends where the card stands. */
async function replayed(stage: CardOnStage, model: Model): Promise<void> {
  const reader = stage.as('focal-point', new Date(model.now));
  const card = await getCard(reader, stage.roundId, stage.unitId);
  for (const item of card.items) {
    const { items: entries } = await itemTimeline(reader, { ...stage, itemId: item.itemId }, { limit: 200 });
    const told = replay(entries);
    expect(told).toMatchObject({ ...contentOf(item), last: model.last, extendedUntil: model.extendedUntil });
    expect(told.readyVersion === item.version && item.version > 0).toBe(item.ready !== null);
  }
}

const contentOf = ({ figures, explanation, version, assignees }: CardItem) => ({
  figures: Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, String(value)])),
  explanation,
  version,
  assignees: assignees.map(({ name }) => name),
});

it('acts at the same moment leave a history that the tables allow, and nothing behind an approval', async () => {
  const together = fc.array(anAct, { minLength: 2, maxLength: 5 });
  const moments = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), together), {
    minLength: 2,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(moments, async (plan) => {
      const stage = await newCard(DATES);
      let now = OPENS;
      for (const [minutes, acts] of plan) {
        now += minutes * MINUTE;
        const at = new Date(now);
        await Promise.all(acts.map((act) => perform(stage, act, at)));
      }
      await consistent(stage);
    }),
    { numRuns: 60 },
  );
}, 600_000);

/** Reads what was stored, and nothing else, against the tables. */
async function consistent({ roundId, unitId }: CardOnStage): Promise<void> {
  const of = { roundId, unitId };
  const rowsOf = <T extends 'cardEvent' | 'itemEntry' | 'submission'>(table: T) =>
    test.owner
      .selectFrom(table as 'cardEvent')
      .selectAll()
      .where('roundId', '=', of.roundId);
  const events = await rowsOf('cardEvent').orderBy('sequence').execute();
  const entries = await test.owner
    .selectFrom('itemEntry')
    .selectAll()
    .where('roundId', '=', roundId)
    .orderBy('version')
    .execute();
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
  let last: Exclude<CardEvent, 'extended'> | null = null;
  for (const { kind } of events) {
    // The window was checked against the instant of receipt; the order of steps must hold whatever it was.
    const states = (['open', 'closed'] as const).map((window) =>
      cardStateOf({ last, hasEntries: true }, window),
    );
    expect(
      states.some((state) => mayHappen(state, kind) || (kind === 'sent' && WRITABLE.includes(state))),
    ).toBe(true);
    if (kind !== 'extended') last = kind;
  }
  const submissions = await test.owner
    .selectFrom('submission')
    .selectAll()
    .where('roundId', '=', roundId)
    .orderBy('sequence')
    .execute();
  expect(submissions.map(({ sequence }) => sequence)).toEqual(
    events.filter(({ kind }) => kind === 'approved').map(({ sequence }) => sequence),
  );
  for (const submission of submissions) {
    const reopened = events.find(
      ({ kind, sequence }) => kind === 'reopened' && sequence > submission.sequence,
    );
    // Nothing was stored between the approval and the reopening: what was frozen is what stood until then.
    for (const frozen of readFrozenCard(submission.record).items) {
      const until = reopened?.at.getTime() ?? Infinity;
      const stored = entries.filter(
        (entry) => entry.itemId === frozen.id && entry.recordedAt.getTime() < until,
      );
      expect(frozen.version).toBeGreaterThanOrEqual(stored.at(-1)?.version ?? 0);
    }
  }
}
