import type { Role, RoundState } from '@parix/workflow';
import { assignItems } from '../features/assignments/assign-items.service.ts';
import { approveCard } from '../features/sign-off/approve-card.service.ts';
import { extendCards, reopenCards } from '../features/sign-off/extend-cards.service.ts';
import { markItem } from '../features/sign-off/mark-item.service.ts';
import { recallCard, returnCard, sendCard } from '../features/sign-off/move-card.service.ts';
import { getSignOff } from '../features/sign-off/sign-off.service.ts';
import { moveRound } from '../features/rounds/move-round.service.ts';
import { getRound } from '../features/rounds/rounds.service.ts';
import { getCard } from '../features/self-scoring/card.service.ts';
import { saveItem } from '../features/self-scoring/save-item.service.ts';
import type { Context } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import { authorise } from '../platform/permissions.ts';
import type { Person } from '../platform/person.ts';
import { findPersonByUsername } from '../platform/person.queries.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Road } from './road.ts';
import type { TestApp } from './test-app.ts';

/** Everybody who acts on the card of unit so-a, as services see them. */
const CAST = {
  'focal-point': 'donvi-a',
  contributor: 'chuyenvien-a',
  'unit-leader': 'lanhdao-a',
  'standing-body': 'thuongtruc',
} as const satisfies Partial<Record<Role, string>>;
type Actor = keyof typeof CAST;

/** One card of a round of its own, and what can be done with it at an instant. */
export interface CardOnStage {
  readonly roundId: string;
  readonly unitId: string;
  readonly as: (actor: Actor, at: Date) => Context;
}

/** Figures that are complete for each item of the small set; `number` makes one save differ from the next. */
const CONTENT: Readonly<Record<string, (number: number) => Record<string, string | boolean>>> = {
  '1.1': (number) => ({ bao_cao: String(number % 20) }),
  '1.2': (number) => ({ dung_han: String(number % 100), tong: '100' }),
  '2.2': (number) => ({ niem_yet: number % 2 === 0, truc_tuyen: true }),
};
export const ITEM_IDS = Object.keys(CONTENT);

export interface StageDates {
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly appraisalClosesAt: Date;
}

/** Puts rounds with one card each on the stage, past the services that would make them. */
export async function openStage(test: TestApp, road: Road) {
  const people = new Map<Actor, Person>();
  for (const [actor, username] of Object.entries(CAST)) {
    const person = await findPersonByUsername(test.db, username, test.clock.now());
    if (person) people.set(actor as Actor, person);
  }
  const config = { dataDir: test.dataDir, publicUrl: 'http://parix.test' };
  const as = (actor: Actor, now: Date): Context => {
    const person = people.get(actor);
    if (!person) throw new Error(`nobody acts as ${actor}`);
    const permit: Context['permit'] = (action, relation) => authorise(person, action, relation);
    return { db: test.db, now, locale: 'vi', requestId: newId(), config, person, permit };
  };
  let count = 0;
  return async ({ opensAt, closesAt, appraisalClosesAt }: StageDates): Promise<CardOnStage> => {
    const roundId = `lich-su-${++count}`;
    const unitId = road.ids['so-a'];
    const dates = { selfScoringOpensAt: opensAt, selfScoringClosesAt: closesAt, appraisalClosesAt };
    const round = { title: roundId, indexYear: 2021, setVersionId: 'bo-thu@1', blockId: 'khoi-so' };
    await test.owner
      .insertInto('round')
      .values({
        id: roundId,
        ...round,
        ...dates,
        state: 'self-scoring',
        createdAt: opensAt,
        updatedAt: opensAt,
      })
      .execute();
    await test.owner
      .insertInto('roundUnit')
      .values({ roundId, unitId, unitName: 'Sở Á', unitKind: 'department' })
      .execute();
    return { roundId, unitId, as };
  };
}

/** One act; what it needs to know of the card (versions, numbers) it reads before, as a browser would have. */
export type CardAct =
  | { readonly act: 'save'; readonly item: string; readonly number: number }
  | { readonly act: 'mark'; readonly item: string; readonly ready: boolean }
  | { readonly act: 'assign'; readonly item: string }
  | { readonly act: 'send' | 'recall' | 'return' | 'approve' }
  | { readonly act: 'extend' | 'reopen'; readonly until: Date }
  | { readonly act: 'move'; readonly to: RoundState };

/** Code of the refusal; null when it was done. */
export async function perform(stage: CardOnStage, what: CardAct, at: Date): Promise<string | null> {
  try {
    await run(stage, what, at);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

async function run(stage: CardOnStage, what: CardAct, at: Date): Promise<unknown> {
  const { roundId, unitId } = stage;
  const key = { roundId, unitId };
  const focalPoint = stage.as('focal-point', at);
  const leader = stage.as('unit-leader', at);
  const standingBody = stage.as('standing-body', at);
  switch (what.act) {
    case 'save':
      return save(focalPoint, key, what.item, what.number);
    case 'mark': {
      const version = await versionOf(focalPoint, key, what.item);
      return markItem(focalPoint, { ...key, itemId: what.item }, { ready: what.ready, version });
    }
    case 'assign': {
      const to = { kind: 'person', id: stage.as('contributor', at).person.accountId } as const;
      return assignItems(focalPoint, key, { itemIds: [what.item], groupIds: [], to, replace: false });
    }
    case 'send':
      return sendCard(focalPoint, key, { withMissing: true, note: '' });
    case 'recall':
      return recallCard(focalPoint, key, { note: '' });
    case 'return':
      return returnCard(leader, key, { ...(await sending(leader, key)), reason: 'xem lại', remarks: [] });
    case 'approve':
      return approveCard(leader, key, { ...(await sending(leader, key)), note: '' });
    case 'extend':
    case 'reopen': {
      const wanted = { unitIds: [unitId], reason: 'có lý do', until: what.until.toISOString() };
      return what.act === 'extend'
        ? extendCards(standingBody, roundId, wanted)
        : reopenCards(standingBody, roundId, wanted);
    }
    case 'move': {
      const { version } = await getRound(standingBody, roundId);
      return moveRound(standingBody, roundId, version, {
        to: what.to,
        reason: 'có lý do',
        acknowledge: false,
      });
    }
  }
}

interface Key {
  readonly roundId: string;
  readonly unitId: string;
}

async function save(context: Context, key: Key, itemId: string, number: number): Promise<unknown> {
  const content = {
    figures: CONTENT[itemId]?.(number) ?? {},
    notApplicableReason: null,
    explanation: `Lần ${number}`,
    evidence: [],
  };
  return saveItem(context, { ...key, itemId }, await versionOf(context, key, itemId), content);
}

async function versionOf(context: Context, { roundId, unitId }: Key, itemId: string): Promise<number> {
  const card = await getCard(context, roundId, unitId);
  return card.items.find((item) => item.itemId === itemId)?.version ?? 0;
}

/** Number of the sending that a leader has before them; one that never was when there is none. */
async function sending(context: Context, key: Key): Promise<{ readonly sentSequence: number }> {
  return { sentSequence: (await getSignOff(context, key)).sentSequence ?? 1_000_000 };
}
