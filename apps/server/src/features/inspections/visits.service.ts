import type { InspectionVisit, ROUTES } from '@parix/api-contract';
import { may } from '@parix/workflow';
import { z } from 'zod';
import type { InspectionState } from '../../db/schema.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { type PlacedError, refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { unitExists } from '../units/units.read-model.ts';
import { describeVisit, describeVisits } from './describe-visit.ts';
import { drawInto } from './draw-checklist.service.ts';
import { openVisit } from './visit-access.ts';
import {
  findPlanRow,
  insertVisit,
  listInspectorRows,
  listVisitRows,
  overlapsOf,
  replaceTeam,
  updateVisit,
  type VisitKey,
} from './visits.queries.ts';

type ListQuery = z.output<typeof ROUTES.listInspectionVisits.query>;
type NewVisit = z.output<typeof ROUTES.planInspectionVisit.body>;
type VisitChange = z.output<typeof ROUTES.updateInspectionVisit.body>;
type Planned = z.input<typeof ROUTES.planInspectionVisit.response>;

const SHOWN: readonly InspectionState[] = ['done', 'signed'];
const midnight = (day: string): Date => new Date(`${day}T00:00:00+07:00`);
const DAY_MS = 24 * 3_600_000;

/** Visits by time; those of a unit see their own, once the record is closed. */
export async function listVisits(context: Context, query: ListQuery) {
  const { db, person } = context;
  const everything = may(person.roles, 'inspections.read');
  if (!everything) context.permit('inspections.read', { ownUnit: person.unitId !== null, shown: true });
  const states = everything ? undefined : SHOWN;
  const { roundId, state, mine, from, to, limit, cursor } = query;
  const after = decodeCursor(cursor, z.tuple([z.iso.datetime(), z.uuid()]));
  const rows = await listVisitRows(db, {
    roundId,
    unitId: everything ? query.unitId : (person.unitId ?? undefined),
    states: state === undefined ? states : [state].filter((one) => states?.includes(one) ?? true),
    accountId: mine ? person.accountId : undefined,
    from: from === undefined ? undefined : midnight(from),
    until: to === undefined ? undefined : new Date(midnight(to).getTime() + DAY_MS),
    after,
    limit: limit + 1,
  });
  const page = toPage(
    rows,
    limit,
    (row) => [row.startsAt.toISOString(), row.id],
    (row) => row,
  );
  return { items: [...(await describeVisits(db, page.items, person))], next: page.next };
}

const subjectOf = ({ unitId, visitId }: VisitKey): string => `inspection:${unitId}/${visitId}`;

export async function planVisit(context: Context, planId: string, body: NewVisit): Promise<Planned> {
  context.permit('inspections.manage');
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    if (!(await findPlanRow(db, planId)) || !(await unitExists(db, body.unitId))) refuse('not-found');
    await requireSensible(inside, body.unitId, body);
    const key = { unitId: body.unitId, visitId: newId() };
    const { startsAt, endsAt, place, team } = body;
    const made = { createdBy: context.person.accountId, createdAt: context.now };
    await insertVisit(db, {
      ...{ unitId: key.unitId, id: key.visitId, planId, startsAt, endsAt, place },
      ...made,
      state: 'planned',
    });
    await replaceTeam(db, key, team);
    await drawInto(inside, await openVisit(inside, key));
    const detail = { startsAt, team: teamWords(team) };
    await recordAudit(db, context, { action: 'inspection.planned', subject: subjectOf(key), detail });
    return describePlanned(inside, key);
  });
}

export async function changeVisit(
  context: Context,
  key: VisitKey,
  version: number,
  body: VisitChange,
): Promise<Planned> {
  context.permit('inspections.manage');
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const { row } = await openVisit(inside, key, true);
    if (row.state !== 'planned') refuse('inspection-state');
    await requireSensible(inside, key.unitId, body);
    const { startsAt, endsAt, place, team } = body;
    const current = (await describePlanned(inside, key)).visit;
    if (!(await updateVisit(db, key, version, { startsAt, endsAt, place })))
      refuse('edit-conflict', { current });
    await replaceTeam(db, key, team);
    const detail = { startsAt, team: teamWords(team) };
    await recordAudit(db, context, { action: 'inspection.changed', subject: subjectOf(key), detail });
    return describePlanned(inside, key);
  });
}

const teamWords = (team: NewVisit['team']): string =>
  team.map(({ accountId, part }) => `${accountId} ${part}`).join(', ');

/** What was written stays; the visit counts no more. Cancelled twice it answers as it stands. */
export async function cancelVisit(context: Context, key: VisitKey, reason: string): Promise<InspectionVisit> {
  context.permit('inspections.manage');
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const { row } = await openVisit(inside, key, true);
    if (row.state !== 'planned' && row.state !== 'cancelled') refuse('inspection-state');
    if (row.state === 'planned') {
      await updateVisit(db, key, row.version, { state: 'cancelled' });
      const event = { action: 'inspection.cancelled', subject: subjectOf(key), detail: { reason } } as const;
      await recordAudit(db, context, event);
    }
    return (await describePlanned(inside, key)).visit;
  });
}

async function describePlanned(context: Context, key: VisitKey): Promise<Planned> {
  const { row, team } = await openVisit(context, key);
  const overlaps = await overlapsOf(context.db, row);
  return {
    visit: describeVisit(row, team, context.person),
    overlaps: overlaps.map(({ displayName, unitName, startsAt, endsAt }) => ({
      ...{ displayName, unitName },
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    })),
  };
}

/** One leader, nobody twice, nobody at their own unit, everybody with a role that inspects; an end after the start. */
async function requireSensible(context: Context, unitId: string, body: VisitChange): Promise<void> {
  const { db, now, locale } = context;
  const say = (place: string, code: string, vi: string, en: string): PlacedError => ({
    ...{ place, code },
    message: locale === 'en' ? en : vi,
  });
  const errors: PlacedError[] = [];
  if (new Date(body.endsAt) <= new Date(body.startsAt))
    errors.push(
      say(
        '/endsAt',
        'before-start',
        'Giờ kết thúc phải sau giờ bắt đầu.',
        'The end must be after the start.',
      ),
    );
  if (body.team.filter(({ part }) => part === 'leader').length !== 1)
    errors.push(
      say('/team', 'one-leader', 'Đoàn phải có đúng một trưởng đoàn.', 'A team has exactly one leader.'),
    );
  const ids = [...new Set(body.team.map(({ accountId }) => accountId))];
  const known = await listInspectorRows(db, now, { ids, limit: ids.length });
  if (ids.length !== body.team.length || known.length !== ids.length)
    errors.push(
      say(
        '/team',
        'not-an-inspector',
        'Mỗi thành viên chỉ có một dòng và phải đang giữ vai trò được đi kiểm tra. Chọn lại từ danh sách.',
        'Each member stands once and holds a role that inspects. Choose from the list again.',
      ),
    );
  if (known.some((row) => row.unitId === unitId))
    errors.push(
      say(
        '/team',
        'own-unit',
        'Không ai kiểm tra đơn vị của chính mình. Bỏ người này khỏi đoàn.',
        'Nobody inspects their own unit. Take this person off the team.',
      ),
    );
  if (errors.length > 0) refuse('bad-request', { errors });
}
