import { randomBytes } from 'node:crypto';
import { may } from '@parix/workflow';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, PublicContext } from '../../platform/context.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import { newId } from '../../platform/ids.ts';
import type { Person } from '../../platform/person.ts';
import { findPerson } from '../../platform/person.queries.ts';
import { refuse } from '../../platform/refusal.ts';
import { hashOf } from '../../platform/sessions.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { cardStandings } from '../sign-off/card-standing.read-model.ts';
import { type CalendarDeadline, calendarFile } from './calendar-file.ts';
import {
  type DatedRound,
  findFeed,
  findFeedOwner,
  insertFeed,
  milestonesOf,
  revokeFeedRow,
  roundsWithDates,
} from './calendar.queries.ts';

export async function getCalendarFeed({ db, person }: Context): Promise<{ createdAt: string | null }> {
  return { createdAt: (await findFeed(db, person.accountId))?.createdAt.toISOString() ?? null };
}

/** A new address, told once; the one before stops answering. The token opens the calendar and nothing else. */
export function renewCalendarFeed(context: Context): Promise<{ createdAt: string; url: string }> {
  const { person, now, config } = context;
  return inTransaction(context.db, async (db) => {
    const { accountId } = person;
    await revokeFeedRow(db, accountId, now);
    const token = randomBytes(24).toString('base64url');
    await insertFeed(db, { accountId, id: newId(), tokenHash: hashOf(token), createdAt: now });
    await recordAudit(db, context, { action: 'calendar.opened', subject: `account:${accountId}` });
    const url = `${config.publicUrl}/api/v1/calendar?token=${token}`;
    return { createdAt: now.toISOString(), url };
  });
}

export function revokeCalendarFeed(context: Context): Promise<Record<string, never>> {
  return inTransaction(context.db, async (db) => {
    const { accountId } = context.person;
    if (!(await revokeFeedRow(db, accountId, context.now))) refuse('not-found');
    await recordAudit(db, context, { action: 'calendar.closed', subject: `account:${accountId}` });
    return {};
  });
}

/** How long a deadline stays in the calendar after it has passed. */
const KEPT_DAYS = 90;

/** The deadlines of whoever the token belongs to, as their rights stand now; 404 for any other token. */
export async function readCalendar(context: PublicContext, token: string): Promise<FileAnswer> {
  const { db, now } = context;
  const accountId = await findFeedOwner(db, hashOf(token));
  const person = accountId === undefined ? undefined : await findPerson(db, accountId, now);
  if (!person) return refuse('not-found');
  const name = person.locale === 'en' ? 'Parix: deadlines' : 'Parix: các hạn';
  const content = calendarFile(name, await deadlinesOf(context, person), now);
  return {
    fileName: 'parix.ics',
    contentType: 'text/calendar; charset=utf-8',
    content: Buffer.from(content, 'utf8'),
  };
}

/** Whoever follows every unit gets the dates of every round; people of a unit get those of their unit. */
async function deadlinesOf(context: PublicContext, person: Person): Promise<CalendarDeadline[]> {
  const { db, now } = context;
  const after = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  const all = may(person.roles, 'scorecard.read', { ownUnit: false, phase: 'appraisal' });
  if (!all && person.unitId === null) return [];
  const rounds = await roundsWithDates(db, all ? null : person.unitId, after);
  const own = await Promise.all(rounds.map((round) => deadlinesOfRound(context, person, round, all)));
  const milestones =
    rounds.length === 0
      ? []
      : await milestonesOf(
          db,
          rounds.map(({ id }) => id),
          after,
        );
  const titles = new Map(rounds.map(({ id, title }) => [id, title]));
  return [
    ...own.flat(),
    ...milestones.map(({ roundId, position, title, at }) =>
      entry(context, roundId, `milestone-${position}`, at, title, titles.get(roundId) ?? '', true),
    ),
  ].filter(({ at }) => at > after);
}

async function deadlinesOfRound(
  context: PublicContext,
  person: Person,
  round: DatedRound,
  all: boolean,
): Promise<CalendarDeadline[]> {
  const en = person.locale === 'en';
  const { unitId } = person;
  const { appraisalClosesAt } = round;
  const closing = en ? 'Self-scoring closes' : 'Hạn tự chấm điểm';
  const found: CalendarDeadline[] = [];
  const { at, submitted } = all || unitId === null ? ofRound(round) : await ofUnit(context, round.id, unitId);
  if (at !== null) {
    const done = submitted ? (en ? ' (submitted)' : ' (đã chốt)') : '';
    found.push(entry(context, round.id, 'self-scoring', at, `${closing}${done}`, round.title, !submitted));
  }
  if (all && appraisalClosesAt !== null) {
    const title = en ? 'Appraisal closes' : 'Hạn thẩm định';
    found.push(entry(context, round.id, 'appraisal', appraisalClosesAt, title, round.title, true));
  }
  return found;
}

const ofRound = ({ selfScoringClosesAt }: DatedRound) => ({ at: selfScoringClosesAt, submitted: false });

/** The unit's own date, extensions counted. */
async function ofUnit({ db, now }: PublicContext, roundId: string, unitId: string) {
  const round = await requireRound(db, roundId, now);
  const standing = (await cardStandings(db, round, [unitId], now)).get(unitId);
  return { at: standing?.closesAt ?? null, submitted: standing?.state === 'submitted' };
}

function entry(
  { config }: PublicContext,
  roundId: string,
  what: string,
  at: Date,
  title: string,
  roundTitle: string,
  alarms: boolean,
): CalendarDeadline {
  const { hostname } = new URL(config.publicUrl);
  return {
    uid: `${roundId}-${what}@${hostname}`,
    at,
    title: `${title}: ${roundTitle}`,
    description: roundTitle,
    url: `${config.publicUrl}/rounds/${roundId}`,
    alarms,
  };
}
