import type { RecordedUnitChange, Unit } from '@parix/api-contract';
import { showDate } from '../../format/dates.ts';
import type { Say } from '../../i18n/use-words.ts';

const KINDS = [
  'ministry',
  'province',
  'department',
  'central-agency',
  'district',
  'commune',
  'ward',
  'division',
] as const;

/** Kinds are data of the criteria sets; the usual ones have words, another one is shown by its id. */
export function kindWords(kind: string, say: Say): string {
  const known = KINDS.find((name) => name === kind);
  return known ? say(`units:kind.${known}`) : kind;
}

/** From its first day, to the last day on which it existed. */
export function validWords({ validFrom, validTo }: Pick<Unit, 'validFrom' | 'validTo'>, say: Say): string {
  const from = showDate(validFrom);
  return validTo === null
    ? say('units:since', { from })
    : say('units:between', { from, to: showDate(dayBefore(validTo)) });
}

/** The last day on which something held that ends on the given one. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** Kind, day and document of a change. */
export function changeWords(change: RecordedUnitChange, say: Say): string {
  const what = say(`units:change.${change.kind}`);
  return say('units:changeLine', { what, on: showDate(change.effectiveOn), by: decisionWords(change, say) });
}

export function decisionWords(
  { decisionNumber, decisionDate }: Pick<RecordedUnitChange, 'decisionNumber' | 'decisionDate'>,
  say: Say,
): string {
  if (decisionNumber === null && decisionDate === null) return say('units:noDecision');
  const of = decisionDate === null ? '' : say('units:decisionOf', { date: showDate(decisionDate) });
  return [decisionNumber, of].filter((part) => part).join(' ');
}
