import { MAPPING_KINDS, type MappingEntry } from '@parix/api-contract';

export type MappingKind = MappingEntry['kind'];

/** Kinds that an entry can have by the number of its items on both sides. */
export function kindsFor({ from, to }: Pick<MappingEntry, 'from' | 'to'>): readonly MappingKind[] {
  const one = from.length === 1 && to.length === 1;
  return MAPPING_KINDS.filter((kind) => {
    if (kind === 'not-comparable') return true;
    if (kind === 'split') return from.length === 1 && to.length > 1;
    if (kind === 'merged') return from.length > 1 && to.length === 1;
    return one;
  });
}

/** The chosen lines as one line, at the place of the first; its kind follows from what it then holds. */
export function joinLines(
  entries: readonly MappingEntry[],
  chosen: ReadonlySet<number>,
): readonly MappingEntry[] {
  const lines = entries.filter((_, at) => chosen.has(at));
  const [first] = chosen.size > 1 ? [...chosen].sort((a, b) => a - b) : [];
  if (first === undefined) return entries;
  const from = lines.flatMap((line) => line.from);
  const to = lines.flatMap((line) => line.to);
  const [kind = 'not-comparable'] = kindsFor({ from, to }).filter((each) => each !== 'same');
  const joined: MappingEntry = { kind, from, to, reason: null };
  return entries.flatMap((entry, at) => (at === first ? [joined] : chosen.has(at) ? [] : [entry]));
}

/** The line taken apart: every item of it without a counterpart, until somebody joins it to one. */
export function partLine(
  entries: readonly MappingEntry[],
  line: number,
  reason: string,
): readonly MappingEntry[] {
  return entries.flatMap((entry, at): readonly MappingEntry[] => {
    if (at !== line || entry.from.length + entry.to.length < 2) return [entry];
    return [
      ...entry.from.map((id) => ({ kind: 'not-comparable' as const, from: [id], to: [], reason })),
      ...entry.to.map((id) => ({ kind: 'not-comparable' as const, from: [], to: [id], reason })),
    ];
  });
}

/** Lines that cannot be stored yet: not comparable, and nobody has said why. */
export const needsReason = ({ kind, reason }: MappingEntry): boolean =>
  kind === 'not-comparable' && (reason ?? '').trim() === '';
