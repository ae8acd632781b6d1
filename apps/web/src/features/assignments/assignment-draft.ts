import type { Assignee, AssigneeRef, Assignment, Division, UnitPerson } from '@parix/api-contract';
import type { Choice } from '../../ui/index.ts';

/** Who can be chosen, as `person:<id>` or `division:<id>`; divisions that have ended take nothing. */
export function assigneeChoices(
  people: readonly UnitPerson[],
  divisions: readonly Division[],
  words: { readonly division: (name: string) => string; readonly none: string },
): readonly Choice[] {
  return [
    { value: '', label: words.none },
    ...divisions
      .filter((division) => division.endedAt === null)
      .map((division) => ({ value: `division:${division.id}`, label: words.division(division.name) })),
    ...people.map((person) => ({
      value: `person:${person.id}`,
      label: person.divisionName ? `${person.displayName} – ${person.divisionName}` : person.displayName,
    })),
  ];
}

export function readAssignee(value: string): AssigneeRef | null {
  const [kind, id] = value.split(':');
  if ((kind !== 'person' && kind !== 'division') || !id) return null;
  return { kind, id };
}

export const assigneeValue = ({ kind, id }: AssigneeRef): string => `${kind}:${id}`;

/** Standing assignments by item. */
export function byItem(assignments: readonly Assignment[]): ReadonlyMap<string, readonly Assignment[]> {
  const found = new Map<string, Assignment[]>();
  for (const assignment of assignments) {
    const known = found.get(assignment.itemId);
    if (known) known.push(assignment);
    else found.set(assignment.itemId, [assignment]);
  }
  return found;
}

/** Whoever holds items now, each once, by name: those who can hand over. */
export function holders(assignments: readonly Assignment[]): readonly Assignee[] {
  const found = new Map(assignments.map(({ assignee }) => [assigneeValue(assignee), assignee]));
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, 'vi'));
}

/** The choice after one tick of several: all of them in, or, when all were in, all out. */
export function toggleAll(chosen: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  const next = new Set(chosen);
  const all = ids.every((id) => chosen.has(id));
  for (const id of ids) {
    if (all) next.delete(id);
    else next.add(id);
  }
  return next;
}
