import type { Locale } from '../../platform/locale.ts';
import { type PlacedError, refuse } from '../../platform/refusal.ts';
import type { ScoredRound } from '../ranking/scored-round.read-model.ts';

const LISTED = 200;

/** Refuses a round in which anything is still to be decided, with everything that is missing by unit and item. */
export function refuseIncomplete(scored: ScoredRound, locale: Locale): void {
  const missing = missingOf(scored, locale);
  if (missing.length === 0) return;
  const because = locale === 'en' ? `${missing.length} are missing.` : `Còn thiếu ${missing.length} mục.`;
  refuse('not-ready', { errors: missing.slice(0, LISTED), because });
}

function missingOf(scored: ScoredRound, locale: Locale): readonly PlacedError[] {
  const { result, problems } = scored.layer('final');
  const say = (vi: string, en: string): string => (locale === 'en' ? en : vi);
  const undecided = result.units.flatMap((unit) =>
    unit.items
      .filter((item) => item.status === 'not-appraised')
      .map((item): PlacedError => {
        const surveyed = scored.stored.items.get(item.id)?.item.pointsFrom !== 'appraisal';
        return {
          place: `unit:${unit.unit}/item:${item.id}`,
          code: surveyed ? 'figures-missing' : 'not-appraised',
          message: surveyed
            ? say(
                'Chưa có số liệu khảo sát hoặc điểm của cơ quan khác.',
                'Survey figures or points of another body are missing.',
              )
            : say('Chưa thẩm định.', 'Not appraised yet.'),
        };
      }),
  );
  const faults = problems.map((problem): PlacedError => ({
    place: `unit:${problem.unit}${problem.item === null ? '' : `/item:${problem.item}`}`,
    code: problem.code,
    message: say('Số liệu không dùng được với bộ tiêu chí.', 'The figures cannot be used with the set.'),
  }));
  return [...undecided, ...faults];
}
