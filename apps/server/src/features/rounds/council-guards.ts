import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { unsignedAreas } from '../appraisal-groups/unsigned-areas.read-model.ts';
import { minutesGaps, type MinutesGap } from '../council/council.read-model.ts';
import { surveysFrozen } from '../surveys/surveys.read-model.ts';
import type { Round } from './rounds.read-model.ts';

/** Every area with a lead agency is confirmed by it for the stage that ends. */
export async function requireAreasSigned({ db, locale }: Context, round: Round): Promise<void> {
  const open = await unsignedAreas(db, round);
  if (open.length === 0) return;
  const errors = open.map(({ areaId, name, agency }) => ({
    place: `area:${areaId}`,
    code: 'area-unsigned',
    message:
      locale === 'en'
        ? `${name}: not confirmed by ${agency} yet.`
        : `${name}: ${agency} chưa xác nhận kết quả lĩnh vực.`,
  }));
  refuse('not-ready', { errors });
}

/** No survey of the round can still change its points. */
export async function requireSurveysFrozen({ db, locale }: Context, round: Round): Promise<void> {
  if (await surveysFrozen(db, round.id)) return;
  const message =
    locale === 'en'
      ? 'A survey is still open: freeze or cancel it first.'
      : 'Còn đợt khảo sát chưa chốt: chốt hoặc hủy trước khi phê duyệt.';
  refuse('not-ready', { errors: [{ place: '/surveys', code: 'survey-open', message }] });
}

const GAP_WORDS: Readonly<Record<MinutesGap, readonly [vi: string, en: string]>> = {
  'none-written': ['Chưa có biên bản họp Hội đồng.', 'There are no minutes of the council.'],
  'about-an-older-table': [
    'Biên bản nói về bảng kết quả cũ: cập nhật biên bản theo bảng đã chốt mới nhất rồi ký lại.',
    'The minutes are about an older result: bring them up to the one frozen last and sign them anew.',
  ],
  chair: ['Chủ tọa chưa ký biên bản.', 'The chair has not signed the minutes.'],
  secretary: ['Thư ký chưa ký biên bản.', 'The secretary has not signed the minutes.'],
};

/** The council's minutes are signed by both, and are about the result that is approved. */
export async function requireMinutesSigned({ db, locale }: Context, round: Round): Promise<void> {
  const gaps = await minutesGaps(db, round.id);
  if (gaps.length === 0) return;
  const errors = gaps.map((gap) => ({
    place: '/council/minutes',
    code: `minutes-${gap}`,
    message: GAP_WORDS[gap][locale === 'en' ? 1 : 0],
  }));
  refuse('not-ready', { errors });
}
