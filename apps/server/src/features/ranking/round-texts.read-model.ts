import { DECISIONS } from '@parix/workflow';
import { sql } from 'kysely';
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

/** The rows of a text, by item. Millions are read for one publication: each field is checked by hand, once. */
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
  for (const row of list(JSON.parse(entries))) {
    const [item, version, at, figures, notApplicableReason, olderPoints, evidence] = list(row);
    of(text(item)).entry = {
      version: whole(version),
      recordedAt: new Date(text(at)),
      figures: record(figures),
      notApplicableReason: textOrNull(notApplicableReason),
      olderPoints: textOrNull(olderPoints),
      evidence: [...list(evidence)],
    };
  }
  for (const row of list(JSON.parse(appraisals))) {
    const [item, entryVersion, at, decision, kept, points, reason] = list(row);
    of(text(item)).appraisal = {
      entryVersion: entryVersion === null ? null : whole(entryVersion),
      recordedAt: new Date(text(at)),
      decision: decisionOf(decision),
      kept: kept === null ? null : keptOf(kept),
      points: textOrNull(points),
      reason: textOrNull(reason),
    };
  }
  return items;
}

type Stored = NonNullable<StoredFacts['appraisal']>;
/** `set`: points of an import, from before decisions were taken here. */
const STORED: readonly Stored['decision'][] = [...DECISIONS, 'set'];
const isKept = (decision: Stored['decision']): decision is NonNullable<Stored['kept']> =>
  decision !== 'keep' && decision !== 'needs-explanation';
const KEPT = STORED.filter(isKept);

function wrong(value: unknown): never {
  throw new TypeError(`a stored row holds ${JSON.stringify(value)}`);
}
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : wrong(value));
const text = (value: unknown): string => (typeof value === 'string' ? value : wrong(value));
const textOrNull = (value: unknown): string | null => (value === null ? null : text(value));
const whole = (value: unknown): number => (Number.isSafeInteger(value) ? Number(value) : wrong(value));
const record = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : wrong(value));
/** The column's constraint holds the names; whatever else stands there is a fault of this program. */
const decisionOf = (value: unknown): Stored['decision'] =>
  STORED.find((each) => each === value) ?? wrong(value);
const keptOf = (value: unknown): NonNullable<Stored['kept']> =>
  KEPT.find((each) => each === value) ?? wrong(value);
