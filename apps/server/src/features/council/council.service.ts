import type { AgendaItem, Council } from '@parix/api-contract';
import { may } from '@parix/workflow';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { latestOfStages, toJudgement } from '../appraisal/stages.read-model.ts';
import { frozenTies, lastFreeze } from '../ranking/frozen-results.read-model.ts';
import { itemScoreOf } from '../ranking/item-score.read-model.ts';
import { loadRoundRows, scoreLayer } from '../ranking/round-facts.read-model.ts';
import { approvedReplies, toItemReply } from '../replies/replies.read-model.ts';
import { relationToRound, requireRound, type Round, roundUnits } from '../rounds/rounds.read-model.ts';
import { blindPairs } from '../second-readings/blind-pairs.read-model.ts';
import { agendaPairs, councilPeople, votesOf } from './council.queries.ts';
import { describeMinutes } from './describe-minutes.ts';

const mayDecide = ({ person }: Context, round: Round, unitId: string | null): boolean =>
  may(person.roles, 'council.decide', {
    ...relationToRound(round),
    ownUnit: unitId !== null && person.unitId === unitId,
  });

/** What lies before the council: the frozen result, units that share a rank, and the minutes. */
export async function getCouncil(context: Context, roundId: string): Promise<Council> {
  const { db, now } = context;
  const round = await requireRound(db, roundId, now);
  context.permit('council.read', relationToRound(round));
  const freeze = await lastFreeze(db, roundId);
  return {
    freeze: freeze ? { ...freeze, at: freeze.at.toISOString() } : null,
    ties: freeze ? [...(await frozenTies(db, roundId, freeze.sequence))] : [],
    minutes: await describeMinutes(context, round),
    people: [...(await councilPeople(db, now))],
    editable: mayDecide(context, round, null),
  };
}

export interface AgendaQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Contested items with every layer, by unit and item. */
export async function listAgenda(context: Context, roundId: string, { limit, cursor }: AgendaQuery) {
  const { db, locale, now } = context;
  const round = await requireRound(db, roundId, now);
  context.permit('council.read', relationToRound(round));
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid(), z.string()]));
  const page = toPage(
    await agendaPairs(db, roundId, after, limit + 1),
    limit,
    (pair) => [pair.unitName, pair.unitId, pair.itemId],
    (pair) => pair,
  );
  const { hidden } = await blindPairs(context, round, page.items);
  const ids = new Set(page.items.map(({ unitId }) => unitId));
  const units = (await roundUnits(db, roundId)).filter(({ id }) => ids.has(id));
  const rows = await loadRoundRows(db, round, units);
  const { plan } = rows.stored;
  const self = { plan, ...scoreLayer(rows, 'self') };
  const final = { plan, ...scoreLayer(rows, 'final') };
  const filter = { roundId, unitIds: [...ids] };
  const stages = await latestOfStages(db, filter);
  const replies = await approvedReplies(db, filter);
  const votes = await votesOf(db, roundId, [...ids]);
  const describe = ({ unitId, itemId }: (typeof page.items)[number]): AgendaItem[] => {
    const at = units.findIndex(({ id }) => id === unitId);
    const unit = units[at];
    const indexed = rows.stored.items.get(itemId);
    // An item that an amendment took out of the set is no longer before anybody.
    if (!unit || !indexed || hidden.has(`${unitId} ${itemId}`)) return [];
    const decided = stages.get(unitId)?.get(itemId) ?? [];
    const reply = replies.get(unitId)?.get(itemId);
    const version = decided.at(-1)?.version ?? 0;
    return [
      {
        unitId,
        unitCode: unit.code,
        unitName: unit.name,
        itemId,
        itemName: indexed.item.name,
        areaId: indexed.areaId,
        version,
        self: itemScoreOf(self, at, itemId, locale),
        final: itemScoreOf(final, at, itemId, locale),
        stages: decided.map(toJudgement),
        reply: reply ? toItemReply(reply) : null,
        votes: votes.get(`${unitId} ${itemId} ${version}`) ?? null,
        editable: mayDecide(context, round, unitId),
      },
    ];
  };
  return { items: page.items.flatMap(describe), next: page.next };
}
