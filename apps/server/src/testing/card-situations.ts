import {
  type CardEvent,
  type CardState,
  type CardWindow,
  ROUND_STATES,
  type RoundPhase,
  type RoundState,
} from '@parix/workflow';
import { type FrozenCard, sealCard } from '../features/sign-off/frozen-card.ts';
import type { Road } from './road.ts';
import type { TestApp } from './test-app.ts';

/** A card at one step, in one window, in one phase: a round in which every unit's card stands so. */
export interface Situation {
  readonly id: string;
  readonly state: CardState;
  readonly window: CardWindow;
  readonly phase: RoundPhase;
  readonly round: RoundState;
  /** Hours from now. */
  readonly opens?: number;
  readonly closes?: number;
  readonly events: readonly (readonly [CardEvent, extendedHours?: number])[];
  readonly hasEntries: boolean;
}

const situation = (
  state: CardState,
  window: CardWindow,
  phase: RoundPhase,
  more: Pick<Situation, 'events'> & Partial<Situation>,
): Situation => ({
  id: `${state}-${window}-${phase}`,
  state,
  window,
  phase,
  round: ROUND_STATES.find((state) => state === phase) ?? 'self-scoring',
  hasEntries: state !== 'not-started',
  ...more,
});
const SENT = [['sent']] as const;
const APPROVED = [['sent'], ['approved']] as const;
const REOPENED = [['sent'], ['approved'], ['reopened', 5]] as const;

/** Every step that a card can be at, in every window and phase in which it can be there. */
export const SITUATIONS: readonly Situation[] = [
  situation('not-started', 'before', 'scheduled', { opens: 1, events: [] }),
  situation('not-started', 'open', 'self-scoring', { closes: 2, events: [] }),
  situation('in-progress', 'open', 'self-scoring', { closes: 2, events: [] }),
  situation('unit-review', 'open', 'self-scoring', { closes: 2, events: SENT }),
  situation('returned', 'open', 'self-scoring', { closes: 2, events: [['sent'], ['returned']] }),
  situation('submitted', 'open', 'self-scoring', { closes: 2, events: APPROVED }),
  situation('not-submitted', 'closed', 'self-closed', { closes: -1, events: SENT }),
  situation('in-progress', 'open', 'self-closed', { closes: -1, events: [['extended', 5]] }),
  situation('submitted', 'closed', 'self-closed', { closes: -1, events: APPROVED }),
  situation('not-submitted', 'closed', 'appraisal', { closes: -1, events: [] }),
  situation('submitted', 'closed', 'appraisal', { closes: -1, events: APPROVED }),
  situation('in-progress', 'open', 'appraisal', { closes: -1, events: REOPENED }),
  situation('unit-review', 'open', 'appraisal', { closes: -1, events: [...REOPENED, ['sent']] }),
  situation('submitted', 'closed', 'approved', { closes: -1, events: APPROVED }),
  situation('submitted', 'closed', 'published', { closes: -1, events: APPROVED }),
];

const HOUR = 3_600_000;
/** What nobody may read in an answer that refuses them. */
export const SECRET = 'bí mật của đơn vị';

/** Puts the situation into the database as its history would have left it, past all services. */
export async function stage({ owner, clock }: TestApp, road: Road, at: Situation): Promise<void> {
  const now = clock.now().getTime();
  const hours = (count: number | undefined): Date | null =>
    count === undefined ? null : new Date(now + count * HOUR);
  const past = new Date(now - 2 * HOUR);
  const roundId = at.id;
  const round = { title: at.id, indexYear: 2021, setVersionId: 'bo-thu@1', blockId: 'khoi-so' };
  const dates = { selfScoringOpensAt: hours(at.opens), selfScoringClosesAt: hours(at.closes) };
  await owner
    .insertInto('round')
    .values({ id: roundId, ...round, ...dates, state: at.round, createdAt: past, updatedAt: past })
    .execute();
  for (const [code, unitId] of Object.entries(road.ids)) {
    const key = { roundId, unitId };
    await owner
      .insertInto('roundUnit')
      .values({ ...key, unitName: code, unitKind: 'department' })
      .execute();
    if (at.hasEntries) {
      const entry = {
        itemId: '1.1',
        version: 1,
        figures: JSON.stringify({ bao_cao: '4' }),
        origin: 'typed',
      } as const;
      await owner
        .insertInto('itemEntry')
        .values({ ...key, ...entry, explanation: SECRET, recordedAt: past })
        .execute();
    }
    for (const [index, [kind, extended]] of at.events.entries()) {
      const sequence = index + 1;
      const reason = kind === 'returned' || extended !== undefined ? SECRET : null;
      const event = { kind, reason, closesAt: hours(extended), at: past };
      await owner
        .insertInto('cardEvent')
        .values({ ...key, sequence, ...event })
        .execute();
      if (kind === 'approved') {
        const sealed = sealCard(frozen(code, at, past));
        await owner
          .insertInto('submission')
          .values({ ...key, sequence, ...sealed, late: false, at: past })
          .execute();
      }
    }
  }
}

/** The least that a submission says. */
function frozen(code: string, at: Situation, instant: Date): FrozenCard {
  const actor = { name: SECRET, role: 'unit-leader', onBehalfOf: null, at: instant.toISOString() };
  return {
    format: 'parix.submission/1',
    unit: { code, name: code, kind: 'department' },
    round: { id: at.id, title: at.id, indexYear: 2021, closesAt: null, unitClosesAt: null },
    criteriaSet: { version: 'bo-thu@1', fingerprint: '' },
    engine: '',
    number: 1,
    receivedAt: instant.toISOString(),
    late: false,
    sent: actor,
    approved: actor,
    note: null,
    gaps: [],
    totals: { points: '2', printedPoints: '2.00', maximum: '10', printedIndex: '20.00', className: null },
    groups: [],
    items: [],
    report: null,
  };
}
