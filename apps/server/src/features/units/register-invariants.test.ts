import type { UnitChange } from '@parix/api-contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Row } from '../../db/schema.ts';
import { ok } from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';
import { NOTHING, shareOf, sumOf, isWhole, type Share } from './shares.ts';
import { idsBelow, isBelow, successorsAt } from './units.read-model.ts';

let test: TestApp;
let body: Client;
beforeAll(async () => {
  test = await createTestApp();
  await test.addAccount('thuongtruc', 'standing-body');
  body = await test.signIn('thuongtruc');
  const rows = ['a,A,k,', 'b,B,k,a', 'c,C,k,a', 'd,D,k,b', 'e,E,k,b', 'f,F,k,c'];
  await ok(body.upload('/units/import?dryRun=false', 'u.csv', `unit,name,kind,parent\n${rows.join('\n')}\n`));
});
afterAll(() => test.close());

const DAYS = ['2010-01-01', '2012-05-05', '2015-07-01', '2015-07-02', '2020-12-31', '2025-07-01'];
const START = '2005-06-15';
const LATER = '2030-01-01';

interface Stored {
  readonly units: readonly Row<'unit'>[];
  readonly periods: readonly Row<'unitPeriod'>[];
  readonly links: readonly Row<'unitSuccession'>[];
}
async function load(): Promise<Stored> {
  return {
    units: await test.owner.selectFrom('unit').selectAll().orderBy('code').execute(),
    periods: await test.owner
      .selectFrom('unitPeriod')
      .selectAll()
      .orderBy('unitId')
      .orderBy('validFrom')
      .execute(),
    links: await test.owner.selectFrom('unitSuccession').selectAll().execute(),
  };
}
const existsOn = ({ validFrom, validTo }: Row<'unit'>, day: string): boolean =>
  validFrom <= day && (validTo === null || day < validTo);

/** The superior on a day, found without any of the code under test. */
function parentOn({ units, periods }: Stored, id: string, day: string): string | null {
  const unit = units.find((one) => one.id === id);
  if (!unit || !existsOn(unit, day)) return null;
  return periods.filter((one) => one.unitId === id && one.validFrom <= day).at(-1)?.parentId ?? null;
}

function ancestorsOn(stored: Stored, id: string, day: string): string[] {
  const above: string[] = [];
  for (let at = parentOn(stored, id, day); at !== null; at = parentOn(stored, at, day)) {
    expect(above, `a circle above ${id} on ${day}`).not.toContain(at);
    above.push(at);
  }
  return above;
}

function checkTree(stored: Stored): void {
  const days = [...new Set([...DAYS, ...stored.periods.map(({ validFrom }) => validFrom), LATER])];
  for (const unit of stored.units) {
    const own = stored.periods.filter(({ unitId }) => unitId === unit.id);
    expect(own[0]?.validFrom).toBe(unit.validFrom);
    own.forEach((period, at) => expect(period.replacedOn).toBe(own[at + 1]?.validFrom ?? null));
    for (const day of days.filter((one) => existsOn(unit, one))) {
      for (const id of ancestorsOn(stored, unit.id, day)) {
        const above = stored.units.find((one) => one.id === id);
        expect(above && existsOn(above, day), `${unit.code} under ${above?.code} on ${day}`).toBe(true);
      }
    }
  }
}

function checkLinks({ units, links }: Stored): void {
  const given = new Map<string, Share>();
  for (const { predecessorId, successorId, effectiveOn, share } of links) {
    const [before, after] = [predecessorId, successorId].map((id) => units.find((one) => one.id === id));
    expect(
      before && before.validFrom < effectiveOn && (before.validTo === null || before.validTo >= effectiveOn),
    ).toBe(true);
    expect(after && existsOn(after, effectiveOn)).toBe(true);
    const key = `${predecessorId} ${effectiveOn}`;
    given.set(key, sumOf(given.get(key) ?? NOTHING, shareOf(share)));
  }
  for (const [key, sum] of given) {
    const [id, day] = key.split(' ');
    expect(isWhole(sum), key).toBe(units.find((one) => one.id === id)?.validTo === day);
  }
}

async function checkQuestions(stored: Stored, day: string): Promise<void> {
  for (const unit of stored.units) {
    const expected = stored.units
      .filter(({ id }) => ancestorsOn(stored, id, day).includes(unit.id))
      .map(({ id }) => id);
    expect((await idsBelow(test.db, unit.id, day)).sort()).toEqual(expected.sort());
  }
  const [first, last] = [stored.units[0], stored.units.at(-1)];
  if (first && last) {
    expect(await isBelow(test.db, last.id, first.id, day)).toBe(
      ancestorsOn(stored, last.id, day).includes(first.id),
    );
  }
}

/** Nothing of a unit is lost but by an abolition, and nothing is invented. */
async function checkLineage(stored: Stored): Promise<void> {
  const abolished = stored.units.some(
    ({ id, validTo }) =>
      validTo !== null &&
      !stored.links.some((link) => link.predecessorId === id && link.effectiveOn === validTo),
  );
  for (const unit of stored.units.filter((one) => existsOn(one, START))) {
    const parts = await successorsAt(test.db, unit.id, LATER, START);
    const sum = parts.map(({ share }) => shareOf(share)).reduce(sumOf, NOTHING);
    if (abolished) expect(sum.top <= 10n ** BigInt(sum.places)).toBe(true);
    else expect(isWhole(sum), unit.code).toBe(true);
  }
}

/** What somebody might try: most of it is refused, and must be. */
const attempt = fc.record({
  kind: fc.constantFrom('rename', 'move', 'merge', 'split', 'transfer', 'abolish', 'establish'),
  effectiveOn: fc.constantFrom(...DAYS),
  at: fc.array(fc.nat(30), { minLength: 4, maxLength: 4 }),
  fresh: fc.boolean(),
  share: fc.constantFrom('0.25', '0.3333333333', '0.5'),
});
type Attempt = typeof attempt extends fc.Arbitrary<infer T> ? T : never;

function changeOf(one: Attempt, units: readonly Row<'unit'>[], serial: number): UnitChange {
  const [first = '', second = '', third = '', above = ''] = one.at.map(
    (at) => units[at % units.length]?.id ?? '',
  );
  const document = {
    effectiveOn: one.effectiveOn,
    decisionNumber: `${serial}/QĐ`,
    decisionDate: null,
    note: null,
  };
  const newUnit = (mark: string) => ({
    code: `n${serial}${mark}`,
    name: `N ${serial}`,
    kind: 'k',
    parentId: one.fresh ? above : null,
    blocks: [],
  });
  const into = (id: string, mark: string) =>
    one.fresh ? ({ is: 'new', unit: newUnit(mark) } as const) : ({ is: 'known', unitId: id } as const);
  const rest = { '0.25': '0.75', '0.3333333333': '0.6666666667', '0.5': '0.5' }[one.share] ?? '0.5';
  switch (one.kind) {
    case 'establish':
      return { ...document, kind: 'establish', unit: newUnit('') };
    case 'rename':
      return { ...document, kind: 'rename', unitId: first, name: `Tên ${serial}`, unitKind: null };
    case 'move':
      return { ...document, kind: 'move', unitIds: [first], parentId: one.fresh ? null : second };
    case 'merge':
      return { ...document, kind: 'merge', predecessorIds: [first, second], into: into(third, '') };
    case 'split':
      return {
        ...document,
        ...{ kind: 'split', unitId: first, childrenTo: 0 },
        parts: [
          { into: into(second, 'x'), share: one.share },
          { into: into(third, 'y'), share: rest },
        ],
      };
    case 'transfer':
      return { ...document, kind: 'transfer', unitId: first, parts: [{ unitId: second, share: one.share }] };
    case 'abolish':
      return { ...document, kind: 'abolish', unitId: first, childrenTo: one.fresh ? null : second };
  }
}

async function state(): Promise<string> {
  const { rows } = await sql`
    select (select jsonb_agg(to_jsonb(u) - 'version' - 'created_at' order by u.code) from unit u) u,
           (select jsonb_agg(to_jsonb(p) order by p.unit_id, p.valid_from) from unit_period p) p,
           (select count(*) from unit_succession) s, (select count(*) from unit_change) c`.execute(
    test.owner,
  );
  return JSON.stringify(rows[0]);
}

it('whatever is recorded, in whatever order, the register holds together, and taking it all back restores it', async () => {
  const before = await state();
  let serial = 0;
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(attempt, { minLength: 6, maxLength: 14 }), async (attempts) => {
      const recorded: string[] = [];
      for (const one of attempts) {
        serial += 1;
        const stored = await load();
        const change = changeOf(one, stored.units, serial);
        const seen = await ok<{ hash: string; problems: object[] }>(
          body.send('POST', '/unit-changes/preview', change),
        );
        const answer = await body.send('POST', '/unit-changes', { change, preview: seen.hash });
        expect(answer.statusCode, answer.body).toBe(seen.problems.length === 0 ? 200 : 422);
        if (answer.statusCode === 200) recorded.push(answer.json<{ id: string }>().id);
      }
      accepted += recorded.length;
      const stored = await load();
      checkTree(stored);
      checkLinks(stored);
      await checkLineage(stored);
      await checkQuestions(stored, attempts[0]?.effectiveOn ?? START);
      for (const id of recorded.reverse()) {
        await ok(body.send('POST', `/unit-changes/${id}/annulment`, { reason: 'thử' }));
      }
      expect(await state()).toBe(before);
    }),
    { numRuns: 12, seed: 20251123 },
  );
  expect(accepted).toBeGreaterThan(30);
});
