import { CARD_STATES, type CardState } from '@parix/workflow';
import type { Context } from '../../platform/context.ts';
import type { Locale } from '../../platform/locale.ts';
import { type PlacedError, refuse } from '../../platform/refusal.ts';
import { unitsWithout } from '../assignments/unit-people.read-model.ts';
import { cardStandings } from '../sign-off/card-standing.read-model.ts';
import type { Round } from './rounds.read-model.ts';
import { roundUnits } from './rounds.read-model.ts';
import { checkDates } from './rounds.service.ts';

const LISTED = 200;
const say = (locale: Locale, vi: string, en: string): string => (locale === 'en' ? en : vi);

/**
 * Before units are let in: dates in order, and everybody there who must be. What is not wrong but unwise is told, and
 * goes through once it is known. That the set adds up was checked when the round was made: only such a set has a plan.
 */
export async function requireOpenable(context: Context, round: Round, acknowledged: boolean): Promise<void> {
  checkDates(round);
  if (acknowledged) return;
  const warnings = [...datesToHeed(context, round), ...(await peopleToHeed(context, round))];
  if (warnings.length > 0) refuse('round-warnings', { errors: warnings.slice(0, LISTED) });
}

function datesToHeed({ now, locale }: Context, { selfScoringClosesAt }: Round): readonly PlacedError[] {
  if (selfScoringClosesAt === null) {
    const message = say(
      locale,
      'Chưa đặt hạn tự chấm điểm; phải tự tay kết thúc.',
      'There is no deadline for self-scoring; it must be ended by hand.',
    );
    return [{ place: '/selfScoringClosesAt', code: 'no-deadline', message }];
  }
  if (selfScoringClosesAt > now) return [];
  const message = say(
    locale,
    'Hạn tự chấm điểm đã qua; đơn vị sẽ không nhập được.',
    'The deadline for self-scoring has passed; units could not write.',
  );
  return [{ place: '/selfScoringClosesAt', code: 'deadline-past', message }];
}

async function peopleToHeed({ db, now, locale }: Context, round: Round): Promise<readonly PlacedError[]> {
  const missing = async (role: 'focal-point' | 'unit-leader', vi: string, en: string) =>
    (await unitsWithout(db, round.id, role, now)).map(({ code, name }): PlacedError => ({
      place: `unit:${code}`,
      code: `no-${role}`,
      message: `${name}: ${say(locale, vi, en)}`,
    }));
  return [
    ...(await missing(
      'focal-point',
      'chưa có tài khoản đầu mối đang dùng.',
      'nobody is there as focal point.',
    )),
    ...(await missing(
      'unit-leader',
      'chưa có tài khoản lãnh đạo; không chốt được phiếu.',
      'nobody is there as leader; the card cannot be approved.',
    )),
  ];
}

/**
 * Self-scoring ends at its instant and not before, unless every card is submitted. A round without a date is ended by
 * hand, by somebody who knows how many cards are not submitted.
 */
export async function requireSelfScored(
  { db, now, locale }: Context,
  round: Round,
  acknowledged: boolean,
): Promise<void> {
  const { selfScoringClosesAt } = round;
  if (selfScoringClosesAt !== null && now >= selfScoringClosesAt) return;
  if (selfScoringClosesAt === null && acknowledged) return;
  const ids = (await roundUnits(db, round.id)).map((unit) => unit.id);
  const states = [...(await cardStandings(db, round, ids, now)).values()].map(({ state }) => state);
  if (states.every((state) => state === 'submitted')) return;
  const errors = countsOf(states, locale);
  refuse(selfScoringClosesAt === null ? 'round-warnings' : 'self-scoring-open', { errors });
}

const STATE_WORDS: Readonly<Record<CardState, readonly [vi: string, en: string]>> = {
  'not-started': ['chưa bắt đầu', 'not started'],
  'in-progress': ['đang nhập', 'in progress'],
  'unit-review': ['đã trình lãnh đạo', 'with the leader'],
  returned: ['bị trả lại', 'returned'],
  submitted: ['đã chốt', 'submitted'],
  'not-submitted': ['không chốt', 'not submitted'],
};

/** How many cards stand where; what is at zero is left out. */
const countsOf = (states: readonly CardState[], locale: Locale): readonly PlacedError[] =>
  CARD_STATES.flatMap((state) => {
    const count = states.filter((each) => each === state).length;
    const [vi, en] = STATE_WORDS[state];
    const message = say(locale, `${count} phiếu ${vi}.`, `${count} cards ${en}.`);
    return count === 0 ? [] : [{ place: '', code: state, message, value: String(count) }];
  });
