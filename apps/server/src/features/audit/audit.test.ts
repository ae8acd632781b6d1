import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDIT_ACTIONS } from '../../platform/audit-log.ts';
import { createRound, moveRound, ok, openRoad, type Road } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

interface Event {
  at: string;
  actor: string;
  action: string;
  subject: string;
}
let test: TestApp;
let road: Road;
beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
});
afterAll(() => test.close());

describe('the audit log', () => {
  it('tells who did what to a round, newest first, page by page', async () => {
    await createRound(road);
    test.clock.set('2022-03-01T08:00:01Z');
    await moveRound(road, 'nam-2021', 'self-scoring');
    test.clock.set('2022-03-01T08:00:02Z');
    await moveRound(road, 'nam-2021', 'appraisal');
    const first = await ok<{ items: Event[]; next: string }>(
      road.admin.get('/audit-events?subject=round:nam-2021&limit=2'),
    );
    const rest = await ok<{ items: Event[]; next: null }>(
      road.admin.get(`/audit-events?subject=round:nam-2021&limit=2&cursor=${first.next}`),
    );
    expect([...first.items, ...rest.items].map(({ action, actor }) => [action, actor])).toEqual([
      ['round.moved', 'Người thuongtruc'],
      ['round.moved', 'Người thuongtruc'],
      ['round.created', 'Người thuongtruc'],
    ]);
    expect(rest.next).toBeNull();
  });

  it('has a catalogue of every event that is written', () => {
    const catalogue = readFileSync(new URL('../../../AUDIT-EVENTS.md', import.meta.url), 'utf8');
    const listed = [...catalogue.matchAll(/^\| `([a-z.-]+)` \|/gm)].map((match) => match[1]);
    expect(listed.toSorted()).toEqual([...AUDIT_ACTIONS].toSorted());
  });

  it('cannot be changed by the application', async () => {
    await expect(test.db.deleteFrom('auditEvent').execute()).rejects.toThrow(/permission denied/);
  });
});
