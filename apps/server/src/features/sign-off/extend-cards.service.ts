import type { ROUTES } from '@parix/api-contract';
import { mayHappen } from '@parix/workflow';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { type PlacedError, refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { notifyRoles, notifyUnit } from '../notices/notify.read-model.ts';
import { requireRound, type Round, roundUnits, type RoundUnit } from '../rounds/rounds.read-model.ts';
import { insertCardEvents } from './card-events.queries.ts';
import { eventRow, subjectOf } from './card-in-hand.ts';
import { type CardStanding, cardStandings } from './card-standing.read-model.ts';
import { instantWords } from './instant-words.ts';
import { lockCard } from './lock-card.read-model.ts';

type NewWindow = z.output<typeof ROUTES.extendCards.body>;

/** Gives units that have not submitted more time, all of them or none. */
export const extendCards = (context: Context, roundId: string, wanted: NewWindow) =>
  openWindows(context, roundId, wanted, 'extended');

/** Opens submitted cards again until the new deadline, all of them or none. What was submitted is kept. */
export const reopenCards = (context: Context, roundId: string, wanted: NewWindow) =>
  openWindows(context, roundId, wanted, 'reopened');

type Kind = 'extended' | 'reopened';

async function openWindows(
  context: Context,
  roundId: string,
  { unitIds, reason, until }: NewWindow,
  kind: Kind,
): Promise<{ readonly units: number }> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const wanted = [...new Set(unitIds)].toSorted();
    // Always in the same order, so that two acts on the same cards wait for each other and never for ever.
    for (const unitId of wanted) await lockCard(db, { roundId, unitId }, 'alone');
    const round = await requireRound(db, roundId, context.now);
    const relation = { phase: round.phase, ...(kind === 'reopened' && { card: 'submitted' as const }) };
    context.permit(kind === 'extended' ? 'card.extend' : 'card.reopen', relation);
    const closesAt = requireDate(inside, round, new Date(until));
    const cards = await requireCards(inside, round, wanted, kind, closesAt);
    const what = { kind, reason, closesAt } as const;
    const rows = cards.map(({ unit, standing }) =>
      eventRow(inside, { roundId, unitId: unit.id }, standing.sequence + 1, what),
    );
    if ((await insertCardEvents(db, rows)) !== rows.length) refuse('edit-conflict');
    for (const { unit } of cards) await tell(inside, round, unit, kind, { closesAt, reason });
    return { units: cards.length };
  });
}

interface Card {
  readonly unit: RoundUnit;
  readonly standing: CardStanding;
}

/** The cards, if each of them can be given the date; else the units that stand in the way, with why. */
async function requireCards(
  { db, now, locale }: Context,
  round: Round,
  unitIds: readonly string[],
  kind: Kind,
  closesAt: Date,
): Promise<readonly Card[]> {
  const units = new Map((await roundUnits(db, round.id)).map((unit) => [unit.id, unit]));
  const standings = await cardStandings(db, round, unitIds, now);
  const cards = unitIds.map((id): Card => {
    const [unit, standing] = [units.get(id), standings.get(id)];
    return unit && standing ? { unit, standing } : refuse('not-found');
  });
  const wrong = cards.filter(({ standing }) => !mayHappen(standing.state, kind));
  if (wrong.length > 0)
    refuse('card-state', { errors: wrong.slice(0, 200).map((card) => stateOf(card, locale)) });
  const early = cards.filter(({ standing }) => isEarlier(standing, closesAt, kind));
  if (early.length > 0)
    refuse('bad-request', { errors: early.slice(0, 200).map((card) => earlyOf(card, locale)) });
  return cards;
}

/** More time ends later than before; a card opened again is not shut before the others are. */
const isEarlier = ({ closesAt, window }: CardStanding, until: Date, kind: Kind): boolean =>
  window === 'open' && closesAt !== null && (kind === 'extended' ? until <= closesAt : until < closesAt);

const stateOf = ({ unit, standing }: Card, locale: Context['locale']): PlacedError => ({
  place: `unit:${unit.code}`,
  code: standing.state,
  message:
    locale === 'en'
      ? `${unit.name}: the card is ${standing.state}. Reopen submitted cards; extend the others.`
      : `${unit.name}: ${standing.state === 'submitted' ? 'phiếu đã chốt; dùng mở lại' : 'phiếu chưa chốt; dùng gia hạn'}.`,
});

const earlyOf = ({ unit, standing }: Card, locale: Context['locale']): PlacedError => {
  const date = instantWords(standing.closesAt ?? new Date(0), locale);
  return {
    place: `unit:${unit.code}`,
    code: 'not-later',
    message:
      locale === 'en'
        ? `${unit.name} may write until ${date} already.`
        : `${unit.name} đã được nhập đến ${date}; chọn thời điểm muộn hơn.`,
  };
};

/** A new deadline lies ahead, and before the appraisal ends. */
function requireDate({ now }: Context, { appraisalClosesAt }: Round, until: Date): Date {
  if (until <= now) refuse('bad-request', { errors: [{ place: '/until', ...PAST }] });
  if (appraisalClosesAt !== null && until >= appraisalClosesAt)
    refuse('bad-request', { errors: [{ place: '/until', ...AFTER_APPRAISAL }] });
  return until;
}

const PAST = {
  code: 'date-past',
  message: 'Thời hạn mới phải ở sau thời điểm hiện tại. / The new deadline must lie ahead.',
};
const AFTER_APPRAISAL = {
  code: 'date-after-appraisal',
  message:
    'Thời hạn mới phải trước khi thẩm định kết thúc. / The new deadline must come before the appraisal ends.',
};

async function tell(
  context: Context,
  round: Round,
  unit: RoundUnit,
  kind: Kind,
  date: { readonly closesAt: Date; readonly reason: string },
): Promise<void> {
  const key = { roundId: round.id, unitId: unit.id };
  const detail = { reason: date.reason, closesAt: date.closesAt.toISOString() };
  await recordAudit(context.db, context, { action: `card.${kind}`, subject: subjectOf(key), detail });
  const facts = { roundTitle: round.title, unitName: unit.name, by: context.person.displayName, ...date };
  const notice = { kind, ...key, facts };
  await notifyUnit(context, ['focal-point', 'contributor', 'unit-leader'], notice);
  if (kind === 'reopened' && round.phase === 'appraisal')
    await notifyRoles(context, ['appraiser', 'lead-appraiser'], notice);
}
