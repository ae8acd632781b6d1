import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { distributeTables, planDistribution, tablesByUnit } from './distribute-tables.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.close());

describe('what is to be distributed', () => {
  it('is every table by unit, all in the group of the first', () => {
    const plan = planDistribution(new Set());
    expect(plan.map(({ table }) => table)).toEqual(tablesByUnit);
    expect(plan.map(({ colocateWith }) => colocateWith)).toEqual([
      'none',
      ...tablesByUnit.slice(1).map(() => 'dossier_event'),
    ]);
  });

  it('is nothing once all are', () => {
    expect(planDistribution(new Set([...tablesByUnit, 'another']))).toEqual([]);
  });

  it('is only the table that was added later, in the group that is there', () => {
    expect(planDistribution(new Set(tablesByUnit.filter((table) => table !== 'counter_act')))).toEqual([
      { table: 'counter_act', colocateWith: 'dossier_event' },
    ]);
    expect(planDistribution(new Set(['dossier']))[0]).toEqual({
      table: 'dossier_event',
      colocateWith: 'dossier',
    });
  });
});

const { nodes } = inject('parixTestCluster');

describe('a server without Citus (skipped on one with it)', () => {
  it.skipIf(nodes.length > 0)('is left as it is', async () => {
    expect(await distributeTables(database.owner)).toEqual([]);
  });
});

describe('a server with Citus (named by PARIX_TEST_DATABASE_URL; skipped on others)', () => {
  it.runIf(nodes.length > 0)('has every table by unit on all nodes, in one group, and no other', async () => {
    const { rows } = await sql<{ name: string; key: string; group: number; nodes: number }>`
      select table_name::text as name, distribution_column as key, t.colocation_id as group,
        count(distinct (nodename, nodeport))::int as nodes
      from citus_tables t join citus_shards using (table_name) group by 1, 2, 3 order by 1`.execute(
      database.owner,
    );
    expect(rows.map(({ name }) => name)).toEqual(tablesByUnit.toSorted());
    const [first] = rows;
    for (const row of rows)
      expect(row).toMatchObject({ key: 'unit_id', group: first?.group, nodes: nodes.length });
  });

  it.runIf(nodes.length > 0)('is left as it is by the next start', async () => {
    expect(await distributeTables(database.owner)).toEqual([]);
  });
});
