import { showNumber } from '../../format/numbers.ts';
import type { Language } from '../../i18n/current-language.ts';

const LIMITS = [90, 80, 70, 50, 0] as const;

/** Fixed steps of a share of the area's points (%): the same colour means the same share in every round. */
export function heatSteps(language: Language) {
  return LIMITS.map((from, at) => {
    const above = LIMITS[at - 1];
    const low = showNumber(String(from), language);
    const label = above === undefined ? `≥ ${low}%` : from === 0 ? `< ${above}%` : `${low} – < ${above}%`;
    return { label, from };
  });
}
