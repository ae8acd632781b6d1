import { readFileSync } from 'node:fs';
import type { SetDetail, SetVersion } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createRound,
  importFacts,
  moveRound,
  NEW_ROUND,
  ok,
  openRoad,
  type Road,
} from '../../testing/road.ts';
import { SMALL_AMENDMENT, SMALL_SET } from '../../testing/small-set.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

interface Answer {
  stored: SetVersion | null;
  problems: { place: string; code: string; message: string }[];
  warnings: unknown[];
  diff: { changed: { id: string }[] } | null;
  movements: {
    roundId: string;
    units: { unitCode: string; moved: boolean; before: object; after: object }[];
  }[];
}
let test: TestApp;
let road: Road;
beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
});
afterAll(() => test.close());

const upload = (text: string, dryRun: boolean) =>
  road.standingBody.upload(`/criteria-sets?dryRun=${dryRun}`, 'bo.yaml', text);
const amend = (text: string, dryRun: boolean) =>
  road.standingBody.upload(`/criteria-sets/bo-thu@1/amendments?dryRun=${dryRun}`, 'sua-doi.yaml', text);
const versions = async () =>
  (await ok<{ items: SetVersion[] }>(road.viewer.get('/criteria-sets'))).items.map((set) => set.id);

describe('uploading a set', () => {
  it('whose points do not sum is refused with the line, and nothing is stored', async () => {
    const wrong = SMALL_SET.replace('id: bo-thu', 'id: bo-sai').replace(
      'total: { max: "10" }',
      'total: { max: "11" }',
    );
    const trial = await ok<Answer>(upload(wrong, true));
    expect(trial.stored).toBeNull();
    expect(trial.problems[0]).toMatchObject({
      code: 'areas-sum',
      place: expect.stringMatching(/^bo\.yaml:\d+:\d+$/),
    });
    const refused = await upload(wrong, false);
    expect(refused.json()).toMatchObject({ code: 'set-invalid', errors: [{ code: 'areas-sum' }] });
    expect(await versions()).toEqual(['bo-thu@1']);
  });

  it('that is not YAML, not UTF-8 or hostile is told with its place, and the server goes on', async () => {
    const broken = await ok<Answer>(upload('a: [1, 2', true));
    expect(broken.problems[0]?.place).toMatch(/^bo\.yaml:\d+:\d+$/);
    const bomb = `a: &a [x,x]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*${i === 0 ? 'a' : `b${i - 1}`},*${i === 0 ? 'a' : `b${i - 1}`}]`).join('\n')}`;
    expect((await ok<Answer>(upload(bomb, true))).problems.length).toBeGreaterThan(0);
    const latin = await road.standingBody.upload(
      '/criteria-sets',
      'bo.yaml',
      Buffer.from([0xff, 0xfe, 0xc3, 0x28]),
    );
    expect(latin.json()).toMatchObject({ code: 'set-invalid', errors: [{ code: 'not-utf8' }] });
  });

  it('a second time changes nothing; other content under the same id is refused', async () => {
    expect((await ok<Answer>(upload(SMALL_SET, false))).stored?.id).toBe('bo-thu@1');
    const other = await upload(SMALL_SET.replace('Bộ tiêu chí thử', 'Bộ khác'), false);
    expect(other.json()).toMatchObject({ code: 'already-exists' });
  });

  it('is shown as a tree with its rules in words, in the language asked for', async () => {
    const vi = await ok<SetDetail>(road.viewer.get('/criteria-sets/bo-thu@1'));
    expect(vi.groups.map((group) => [group.id, group.level, group.parentId])).toEqual([
      ['1', 'area', null],
      ['2', 'area', null],
    ]);
    expect(vi.items.map((item) => [item.id, item.areaId, item.pointsFrom])).toContainEqual([
      '2.1',
      '2',
      'survey',
    ]);
    const en = await ok<SetDetail>(road.viewer.get('/criteria-sets/bo-thu@1', { 'accept-language': 'en' }));
    expect(vi.items[0]?.ruleInWords.join(' ')).not.toBe(en.items[0]?.ruleInWords.join(' '));
    expect((await road.viewer.get('/criteria-sets/khong-co@9')).statusCode).toBe(404);
  });
});

describe('a set that is not complete', () => {
  it('may be stored and read, but no round can stand on it, and the reason is told', async () => {
    const text = readFileSync(
      new URL('../../../../../packages/criteria-sets/sets/ninhbinh-156-2020/set.yaml', import.meta.url),
      'utf8',
    );
    const { stored } = await ok<Answer>(upload(text, false));
    expect(stored?.status).toBe('incomplete');
    const detail = await ok<SetDetail>(road.viewer.get(`/criteria-sets/${stored?.id}`));
    const body = { ...NEW_ROUND, setVersionId: stored?.id, indexYear: detail.indexYearFrom };
    const refused = await road.standingBody.send('POST', '/rounds', body);
    expect(refused.json()).toMatchObject({
      code: 'set-not-usable',
      detail: expect.stringContaining(detail.incompleteReason),
    });
  });
});

describe('an amendment', () => {
  it('shows what changes and every unit that moves before it is adopted', async () => {
    await createRound(road);
    await moveRound(road, 'nam-2021', 'self-scoring');
    await importFacts(road, 'nam-2021');
    const trial = await ok<Answer>(amend(SMALL_AMENDMENT, true));
    expect(trial.problems).toEqual([]);
    expect(trial.diff?.changed.map((node) => node.id)).toEqual(['1.1', '1.2']);
    const [movement] = trial.movements;
    expect(movement?.roundId).toBe('nam-2021');
    const unitB = movement?.units.find((unit) => unit.unitCode === 'so-b');
    expect(unitB).toMatchObject({
      moved: true,
      before: { printedPoints: '3.00' },
      after: { printedPoints: '2.50' },
    });
    expect(await versions()).not.toContain('bo-thu@2');
  });

  it('yields a new version, adopted by the round of an earlier year than the amendment itself', async () => {
    await ok<Answer>(amend(SMALL_AMENDMENT, false));
    expect(await versions()).toContain('bo-thu@2');
    const before = await ok<{ version: number; setVersionId: string }>(
      road.standingBody.get('/rounds/nam-2021'),
    );
    expect(before.setVersionId).toBe('bo-thu@1');
    const match = { 'if-match': `"${before.version}"` };
    await ok(road.standingBody.send('PATCH', '/rounds/nam-2021', { setVersionId: 'bo-thu@2' }, match));
    const ranking = await ok<{ rows: { unitCode: string; points: string }[] }>(
      road.standingBody.get('/rounds/nam-2021/ranking?layer=self'),
    );
    expect(ranking.rows.find((row) => row.unitCode === 'so-b')?.points).toBe('2.50');
    expect(await ok(road.viewer.get('/criteria-sets/bo-thu@1/diff/bo-thu@2'))).toMatchObject({
      from: 'bo-thu@1',
      to: 'bo-thu@2',
    });
  });

  it('with an unknown target is refused with its line', async () => {
    const wrong = SMALL_AMENDMENT.replace('version: "2"', 'version: "3"').replace('id: "1.1"', 'id: "9.9"');
    const trial = await ok<Answer>(amend(wrong, true));
    expect(trial.problems[0]).toMatchObject({
      code: 'unknown-target',
      place: expect.stringMatching(/^sua-doi\.yaml:\d+/),
    });
  });
});
