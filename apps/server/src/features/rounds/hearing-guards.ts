import { sql } from 'kysely';
import type { Context, Db } from '../../platform/context.ts';
import { type PlacedError, refuse } from '../../platform/refusal.ts';
import { appraisedItems } from '../appraisal/judged-items.read-model.ts';
import type { ScoredRound } from '../ranking/scored-round.read-model.ts';
import { openItems, unitsWithoutAnswer } from '../replies/replies.read-model.ts';
import type { Round } from './rounds.read-model.ts';
import type { SaidWithMove } from './round-guards.ts';

const LISTED = 200;
const say = ({ locale }: Context, vi: string, en: string): string => (locale === 'en' ? en : vi);

/** Every item of every unit that is appraised has a decision on the figures as they are. */
export function requireJudged(context: Context, scored: ScoredRound): void {
  const missing = appraisedItems(scored).filter(({ decision }) => decision === undefined);
  refuseMissing(
    context,
    missing.map(({ unitCode, itemId }) => ({
      place: `unit:${unitCode}/item:${itemId}`,
      code: 'not-appraised',
      message: say(context, 'Chưa thẩm định.', 'Not appraised yet.'),
    })),
  );
}

/** No decision that takes points away, or asks for an explanation, is without its reason. */
export function requireReasons(context: Context, scored: ScoredRound): void {
  const silent = appraisedItems(scored).filter(
    ({ decision }) => decision !== undefined && decision.effect !== 'accept' && !decision.reason?.trim(),
  );
  refuseMissing(
    context,
    silent.map(({ unitCode, itemId }) => ({
      place: `unit:${unitCode}/item:${itemId}`,
      code: 'reason-required',
      message: say(
        context,
        'Điểm khác điểm tự chấm mà chưa ghi lý do.',
        'The points differ and nothing says why.',
      ),
    })),
  );
}

/** Units are told by when they may answer; without a date somebody has to know that they end it by hand. */
export function requireReplyWindow(
  context: Context,
  { repliesCloseAt }: Round,
  { acknowledge }: SaidWithMove,
): Promise<void> {
  if (repliesCloseAt !== null && repliesCloseAt <= context.now) {
    const message = say(
      context,
      'Hạn giải trình đã qua: đặt hạn mới trước khi thông báo kết quả sơ bộ.',
      'The date for replies has passed: set a new one before units are told.',
    );
    refuse('not-ready', { errors: [{ place: '/repliesCloseAt', code: 'deadline-past', message }] });
  }
  if (repliesCloseAt === null && !acknowledge) {
    const message = say(
      context,
      'Chưa đặt hạn giải trình; phải tự tay kết thúc.',
      'There is no date for replies; they must be ended by hand.',
    );
    refuse('round-warnings', { errors: [{ place: '/repliesCloseAt', code: 'no-deadline', message }] });
  }
  return Promise.resolve();
}

/** A round goes to the council unheard only with its reason on record. */
export function requireWaived(context: Context, { replyWaivedReason }: Round): Promise<void> {
  if (replyWaivedReason !== null) return Promise.resolve();
  const message = say(
    context,
    'Đợt này có bước giải trình: thông báo kết quả sơ bộ trước, hoặc ghi lý do không lấy giải trình ở phần cài đặt đợt.',
    'Units are heard in this round: tell them the preliminary result first, or write into its settings why they are not.',
  );
  return refuse('not-ready', {
    errors: [{ place: '/replyWaivedReason', code: 'reply-not-waived', message }],
  });
}

/** The window of replies ends at its instant and not before, unless nobody is left who could answer. */
export async function requireRepliesOver(
  context: Context,
  round: Round,
  { acknowledge }: SaidWithMove,
): Promise<void> {
  if (round.phase === 'explanation-closed') return;
  if (round.repliesCloseAt === null && acknowledge) return;
  const waiting = await unitsWithoutAnswer(context.db, round.id);
  if (waiting.length === 0) return;
  const errors = waiting.slice(0, LISTED).map(({ code, name, items }): PlacedError => ({
    place: `unit:${code}`,
    code: 'no-reply',
    message: say(
      context,
      `${name}: ${items} mục còn có thể giải trình.`,
      `${name}: ${items} items may still be answered.`,
    ),
  }));
  refuse(round.repliesCloseAt === null ? 'round-warnings' : 'not-ready', { errors });
}

/** Whatever was flagged or contested has been decided a second time. */
export async function requireContestedJudged(context: Context, round: Round): Promise<void> {
  const open = await openItems(context.db, { roundId: round.id });
  const codes = await codesOf(context.db, round.id);
  refuseMissing(
    context,
    open.map(({ unitId, itemId, openFor }) => ({
      place: `unit:${codes.get(unitId) ?? unitId}/item:${itemId}`,
      code: openFor === 'flagged' ? 'still-flagged' : 'still-contested',
      message:
        openFor === 'flagged'
          ? say(
              context,
              'Đã yêu cầu giải trình, chưa kết luận.',
              'An explanation was asked for; not concluded.',
            )
          : say(
              context,
              'Đơn vị có ý kiến khác, chưa thẩm định lại.',
              'The unit disagrees; not decided again.',
            ),
    })),
  );
}

async function codesOf(db: Db, roundId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; code: string }>`
    select u.id, u.code from round_unit ru join unit u on u.id = ru.unit_id
    where ru.round_id = ${roundId}`.execute(db);
  return new Map(rows.map(({ id, code }) => [id, code]));
}

function refuseMissing(context: Context, missing: readonly PlacedError[]): void {
  if (missing.length === 0) return;
  const because = say(context, `Còn thiếu ${missing.length} mục.`, `${missing.length} are missing.`);
  refuse('not-ready', { errors: missing.slice(0, LISTED), because });
}
