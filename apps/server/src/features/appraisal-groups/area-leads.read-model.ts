import type { Db } from '../../platform/context.ts';
import type { Person } from '../../platform/person.ts';
import { listLeads } from './areas.queries.ts';
import { isOfAgency } from './areas.service.ts';

/** Areas of a round whose lead agency the person does not belong to; areas without a named agency are open to all. */
export async function foreignAreas(db: Db, roundId: string, person: Person): Promise<ReadonlySet<string>> {
  const leads = await listLeads(db, roundId);
  return new Set(leads.filter((lead) => !isOfAgency(person, lead)).map(({ areaId }) => areaId));
}
