import { assignItems } from '../features/assignments/assign-items.service.ts';
import { requirePlan } from '../features/criteria-sets/set-library.read-model.ts';
import type { DemoRound } from './manifest.ts';
import type { Seeding } from './seed-demo.service.ts';

/** Who fills the card of the first unit in a round that is open: its two contributors, area by area in turn. */
const CONTRIBUTORS = ['chuyenvien01', 'chuyenvien02'] as const;

export async function shareOut(seeding: Seeding, { id: roundId, set }: DemoRound): Promise<void> {
  const focalPoint = await seeding.as('donvi01');
  const { unitId } = focalPoint.person;
  if (unitId === null) return;
  const people = await Promise.all(
    CONTRIBUTORS.map(async (name) => (await seeding.as(name)).person.accountId),
  );
  const stored = await requirePlan(focalPoint.db, set);
  const areas = stored.set.areas.map(({ id }) => id);
  for (const [turn, id] of people.entries()) {
    const groupIds = areas.filter(
      (area, index) => index % people.length === turn && hasOwnItems(stored, area),
    );
    const to = { kind: 'person', id } as const;
    await assignItems(focalPoint, { roundId, unitId }, { itemIds: [], groupIds, to, replace: false });
  }
}

const hasOwnItems = ({ items }: Awaited<ReturnType<typeof requirePlan>>, area: string): boolean =>
  [...items.values()].some(({ areaId, item }) => areaId === area && item.selfScored);
