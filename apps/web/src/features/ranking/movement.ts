import { minus, signOf } from '../../format/numbers.ts';
import type { WordKey } from '../../i18n/keys.ts';

/** How a unit moved since the round before: direction as a sign and in words, never by colour alone. */
export interface Movement {
  readonly sign: '↑' | '↓' | '=' | '–';
  readonly words: WordKey;
  readonly by: string;
}

/** Ranks: a smaller number is a better place. */
export function rankMovement(before: number | null | undefined, now: number | null): Movement {
  if (before === null || before === undefined || now === null)
    return { sign: '–', words: 'ranking:moved.new', by: '' };
  if (now === before) return { sign: '=', words: 'ranking:moved.same', by: '0' };
  return now < before
    ? { sign: '↑', words: 'ranking:moved.rankUp', by: String(before - now) }
    : { sign: '↓', words: 'ranking:moved.rankDown', by: String(now - before) };
}

/** Printed indices in %: the difference in percentage points, exact. */
export function indexMovement(before: string | undefined, now: string): Movement {
  if (before === undefined) return { sign: '–', words: 'ranking:moved.new', by: '' };
  const gap = minus(now, before);
  const sign = signOf(gap);
  if (sign === 0) return { sign: '=', words: 'ranking:moved.same', by: '0' };
  return sign > 0
    ? { sign: '↑', words: 'ranking:moved.indexUp', by: gap }
    : { sign: '↓', words: 'ranking:moved.indexDown', by: gap.slice(1) };
}
