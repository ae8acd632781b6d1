import type { CardEvent, Role } from '@parix/workflow';
import type { Context, Db } from '../../platform/context.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import { refuse } from '../../platform/refusal.ts';
import { requireRound, requireRoundUnit, type Round, type RoundUnit } from '../rounds/rounds.read-model.ts';
import { findDelegator, holdsRole, insertCardEvent } from './card-events.queries.ts';
import { type CardStanding, requireStanding } from './card-standing.read-model.ts';
import type { CardKey } from './item-marks.queries.ts';
import { lockCard } from './lock-card.read-model.ts';

/** A card that nobody else may touch until the transaction ends, as it stands at the instant of receipt. */
export interface CardInHand {
  readonly key: CardKey;
  readonly round: Round;
  readonly unit: RoundUnit;
  readonly standing: CardStanding;
}

/** What decides is read after the card is held; the instant stays that at which the server received the request. */
export async function takeCard(context: Context, key: CardKey): Promise<CardInHand> {
  const { db, now } = context;
  await lockCard(db, key, 'alone');
  const round = await requireRound(db, key.roundId, now);
  const standing = await requireStanding(db, round, key.unitId, now);
  return { key, round, standing, unit: await requireRoundUnit(db, key.roundId, key.unitId) };
}

export interface Happening {
  readonly kind: CardEvent;
  readonly reason?: string | null;
  readonly closesAt?: Date;
  readonly remarks?: readonly { readonly itemId: string; readonly remark: string }[];
  readonly onBehalfOf?: string | null;
}

/** Appends what happened to the card, with its line in the audit log. @returns the number of the event */
export async function tellCard(context: Context, card: CardInHand, what: Happening): Promise<number> {
  const { db } = context;
  const sequence = card.standing.sequence + 1;
  if (!(await insertCardEvent(db, eventRow(context, card.key, sequence, what)))) refuse('edit-conflict');
  const detail = { sequence, reason: what.reason ?? null, closesAt: what.closesAt?.toISOString() ?? null };
  await recordAudit(db, context, { action: `card.${what.kind}`, subject: subjectOf(card.key), detail });
  return sequence;
}

export const subjectOf = ({ roundId, unitId }: CardKey): string => `card:${roundId}/${unitId}`;

export const eventRow = (
  { person, now, requestId }: Context,
  { roundId, unitId }: CardKey,
  sequence: number,
  { kind, reason, closesAt, remarks, onBehalfOf }: Happening,
) => ({
  roundId,
  unitId,
  sequence,
  kind,
  reason: reason === undefined || reason === '' ? null : reason,
  closesAt: closesAt ?? null,
  remarks: JSON.stringify(remarks ?? []),
  actorId: person.accountId,
  onBehalfOf: onBehalfOf ?? null,
  requestId,
  at: now,
});

/** Whose delegation makes the person act in the role; null when they hold it themselves. */
export async function behalfOf(db: Db, { person, now }: Context, role: Role): Promise<string | null> {
  if (await holdsRole(db, person.accountId, role, now)) return null;
  return (await findDelegator(db, person.actsFor, role, now)) ?? null;
}
