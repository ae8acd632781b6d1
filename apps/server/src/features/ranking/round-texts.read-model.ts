import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../platform/context.ts';
import type { StoredFacts } from './stored-facts.read-model.ts';

/** The standing rows of one unit as JSON text: written by the database, read by whichever thread needs them. */
export interface StandingTexts {
  readonly unitId: string;
  readonly entries: string;
  readonly appraisals: string;
}

/** Of an item what publications are made of. */
export type StandingRows = StoredFacts & {
  readonly entry: (NonNullable<StoredFacts['entry']> & { readonly evidence: unknown[] }) | undefined;
};

/**
 * One statement for so many units. A round of ten thousand units has two million standing rows: read one by one they
 * would take the server's own thread for half a minute.
 */
export async function standingTexts(
  db: Db,
  roundId: string,
  unitIds: readonly string[],
): Promise<readonly StandingTexts[]> {
  const { rows } = await sql<StandingTexts>`
    select u.id as unit_id,
      coalesce((select json_agg(json_build_array(e.item_id, e.version, e.recorded_at, e.figures,
          e.not_applicable_reason, e.older_points::text, e.evidence))::text
        from (select distinct on (item_id) * from item_entry
          where round_id = ${roundId} and unit_id = u.id order by item_id, version desc) e), '[]') as entries,
      coalesce((select json_agg(json_build_array(a.item_id, a.entry_version, a.recorded_at, a.decision, a.kept,
          a.points::text, a.reason))::text
        from (select distinct on (item_id) * from item_appraisal
          where round_id = ${roundId} and unit_id = u.id order by item_id, version desc) a), '[]') as appraisals
    from unnest(${unitIds}::uuid[]) as u (id)`.execute(db);
  return rows;
}

const figures = z.record(z.string(), z.unknown());
const entry = z.tuple([
  z.string(),
  z.int(),
  z.string(),
  figures,
  z.string().nullable(),
  z.string().nullable(),
  z.array(z.unknown()),
]);
const decision = z.custom<NonNullable<StoredFacts['appraisal']>['decision']>(
  (value) => typeof value === 'string',
);
const kept = z.custom<NonNullable<StoredFacts['appraisal']>['kept']>(
  (value) => value === null || typeof value === 'string',
);
const appraisal = z.tuple([
  z.string(),
  z.int().nullable(),
  z.string(),
  decision,
  kept,
  z.string().nullable(),
  z.string().nullable(),
]);

/** The rows of a text, by item. */
export function readStanding({
  entries,
  appraisals,
}: Pick<StandingTexts, 'entries' | 'appraisals'>): ReadonlyMap<string, StandingRows> {
  const items = new Map<string, { -readonly [K in keyof StandingRows]: StandingRows[K] }>();
  const of = (item: string) => {
    const known = items.get(item) ?? { entry: undefined, appraisal: undefined };
    items.set(item, known);
    return known;
  };
  for (const row of z.array(entry).parse(JSON.parse(entries))) {
    const [item, version, at, figures, notApplicableReason, olderPoints, evidence] = row;
    const recordedAt = new Date(at);
    of(item).entry = { version, recordedAt, figures, notApplicableReason, olderPoints, evidence };
  }
  for (const row of z.array(appraisal).parse(JSON.parse(appraisals))) {
    const [item, entryVersion, at, decision, kept, points, reason] = row;
    of(item).appraisal = { entryVersion, recordedAt: new Date(at), decision, kept, points, reason };
  }
  return items;
}
