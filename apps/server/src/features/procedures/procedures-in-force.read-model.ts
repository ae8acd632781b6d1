import type { ProcedureRule } from '@parix/one-stop';
import { sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { containsPattern } from '../../platform/search-text.ts';
import { loadProcedureRules } from './procedure-rules.read-model.ts';

/** A procedure as it stands on a day. */
export interface ProcedureInForce {
  readonly code: string;
  readonly name: string;
  readonly sector: string;
  readonly rule: ProcedureRule;
}

/** Procedures in force at the instant whose code, name or sector holds every word; by name. */
export async function searchInForce(
  db: Db,
  words: string,
  { now, day, limit }: { readonly now: Date; readonly day: string; readonly limit: number },
): Promise<readonly ProcedureInForce[]> {
  const patterns = words.split(/\s+/).filter(Boolean).map(containsPattern);
  const rows = await sql<Row<'procedure'>>`
    select * from (
      select distinct on (code) * from procedure where valid_from <= ${day}::date order by code, valid_from desc
    ) as standing
    where (ended_on is null or ended_on > ${day}::date) and search_text like all (${patterns}::text[])
    order by name, code limit ${limit}`.execute(db);
  const ruleOf = await loadProcedureRules(
    db,
    rows.rows.map(({ code }) => code),
  );
  return rows.rows.map(({ code, name, sector }) => ({
    code,
    name,
    sector,
    rule: ruleOf(code, now.getTime()),
  }));
}

/** One procedure on the day; undefined when the catalogue does not have it then. */
export async function procedureInForce(
  db: Db,
  code: string,
  day: string,
): Promise<{ readonly name: string } | undefined> {
  const latest = await db
    .selectFrom('procedure')
    .select(['name', 'endedOn'])
    .where('code', '=', code)
    .where('validFrom', '<=', day)
    .orderBy('validFrom', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!latest || (latest.endedOn !== null && latest.endedOn <= day)) return undefined;
  return { name: latest.name };
}
