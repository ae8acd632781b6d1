import { readFileSync } from 'node:fs';
import { fingerprint, loadCriteriaSet } from '@parix/criteria-sets';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../../apps/server/src/db/schema.ts';
import { MADE_UP_SET, madeUpRound } from './made-up-round.ts';

/** Units whose rows go with one statement. */
const BATCH = 50;

/** Stores the made-up round as approved, straight into the tables. @returns rows of both layers */
export async function storeMadeUpRound(owner: Kysely<Database>, units: number): Promise<number> {
  const document = readFileSync(MADE_UP_SET, 'utf8');
  const loaded = loadCriteriaSet(document, 'set.yaml');
  if (!loaded.ok) throw new Error('the sample set does not load');
  const versionId = `${loaded.set.id}@${loaded.set.version}`;
  await owner.insertInto('block').values({ id: 'khoi', name: 'Khối xã mẫu' }).execute();
  await sql`insert into criteria_set_version (id, set_id, version, fingerprint, document, title, status, sample, index_year_from)
    values (${versionId}, ${loaded.set.id}, ${loaded.set.version}, ${fingerprint(loaded.set)}, ${document}, 'Bộ mẫu',
      'complete', true, 2020)`.execute(owner);
  await sql`insert into round (id, title, index_year, set_version_id, block_id, state, reply_waived_reason)
    values ('ca-nuoc', 'Chỉ số CCHC mẫu cả nước năm 2020', 2020, ${versionId}, 'khoi', 'approved', 'đo')`.execute(
    owner,
  );
  let rows = 0;
  for (let from = 1; from <= units; from += BATCH)
    rows += await storeUnits(owner, from, Math.min(BATCH, units - from + 1));
  await sql`analyze`.execute(owner);
  return rows;
}

async function storeUnits(owner: Kysely<Database>, from: number, count: number): Promise<number> {
  const { facts, layers, evidence } = madeUpRound(count, from);
  const documents = new Map<string, unknown[]>();
  for (const { unit, item, title, reference } of evidence) {
    const own = { kind: 'link', title, reference, url: '' };
    documents.set(`${unit} ${item}`, [...(documents.get(`${unit} ${item}`) ?? []), own]);
  }
  const entries = facts.flatMap(({ unit, items }) =>
    Object.entries(items).map(([item, { figures = {} }]) => ({
      unit,
      item,
      figures,
      evidence: documents.get(`${unit} ${item}`) ?? [],
    })),
  );
  const judged = layers.map(({ unit, item, appraisal }) => {
    const decision = appraisal?.decision === 'lower' ? 'reduce' : 'accept';
    return { unit, item, decision, points: appraisal?.points ?? null, reason: appraisal?.reason || null };
  });
  const made = facts.map(({ unit, name, kind }) => ({ unit, name, kind }));
  await sql`
    with u as (insert into unit (id, code, name, kind, valid_from)
        select gen_random_uuid(), r.unit, r.name, r.kind, '2015-01-01'
        from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as r (unit text, name text, kind text)
        returning id, code, name, kind),
      ru as (insert into round_unit (round_id, unit_id, unit_name, unit_kind) select 'ca-nuoc', id, name, kind from u),
      e as (insert into item_entry (unit_id, round_id, item_id, version, figures, evidence, origin, recorded_at)
        select u.id, 'ca-nuoc', r.item, 1, r.figures, r.evidence, 'imported', '2021-01-15'
        from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as r (unit text, item text, figures jsonb, evidence jsonb)
        join u on u.code = r.unit)
    insert into item_appraisal (unit_id, round_id, item_id, version, decision, points, reason, entry_version, recorded_at)
    select u.id, 'ca-nuoc', r.item, 1, r.decision, r.points, r.reason, 1, '2021-02-15'
    from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb)
      as r (unit text, item text, decision text, points numeric, reason text)
    join u on u.code = r.unit`.execute(owner);
  return entries.length + judged.length;
}
