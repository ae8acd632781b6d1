import type { Council } from '@parix/api-contract';
import { instantForField, instantOfField } from '../../format/dates.ts';

/** The minutes as they stand in the form; instants as typed, Vietnam time. */
export interface MinutesDraft {
  readonly heldAt: string;
  readonly endedAt: string;
  readonly place: string;
  readonly chairId: string;
  readonly secretaryId: string;
  readonly attendance: readonly {
    readonly name: string;
    readonly capacity: string;
    readonly present: boolean;
  }[];
  readonly conclusions: string;
}

export function minutesDraftOf({ minutes }: Pick<Council, 'minutes'>): MinutesDraft {
  return {
    heldAt: instantForField(minutes?.heldAt ?? null),
    endedAt: instantForField(minutes?.endedAt ?? null),
    place: minutes?.place ?? '',
    chairId: minutes?.chairId ?? '',
    secretaryId: minutes?.secretaryId ?? '',
    attendance: minutes?.attendance ?? [{ name: '', capacity: '', present: true }],
    conclusions: minutes?.conclusions ?? '',
  };
}

/** The request that the draft means, with the fields that are missing or cannot be read. */
export function readMinutes(draft: MinutesDraft) {
  const heldAt = instantOfField(draft.heldAt);
  const endedAt = instantOfField(draft.endedAt);
  const named = draft.attendance.filter(({ name, capacity }) => name.trim() !== '' || capacity.trim() !== '');
  const attendance = named.map(({ name, capacity, present }) => ({
    name: name.trim(),
    capacity: capacity.trim(),
    present,
  }));
  const faults = new Set<string>();
  if (!heldAt) faults.add('heldAt');
  if (endedAt === undefined || (heldAt && endedAt && endedAt <= heldAt)) faults.add('endedAt');
  for (const field of ['place', 'chairId', 'secretaryId', 'conclusions'] as const)
    if (draft[field].trim() === '') faults.add(field);
  if (draft.chairId !== '' && draft.chairId === draft.secretaryId) faults.add('secretaryId');
  if (attendance.length === 0 || attendance.some(({ name, capacity }) => name === '' || capacity === ''))
    faults.add('attendance');
  const body = {
    heldAt: heldAt ?? '',
    endedAt: endedAt ?? null,
    place: draft.place.trim(),
    chairId: draft.chairId,
    secretaryId: draft.secretaryId,
    attendance,
    conclusions: draft.conclusions.trim(),
  };
  return { body, faults };
}
