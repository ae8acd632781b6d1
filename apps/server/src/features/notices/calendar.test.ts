import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRound, ok, openRoad, type Road } from '../../testing/road.ts';
import { type Component, only, readIcalendar, textOf } from '../../testing/read-icalendar.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';
import { calendarFile } from './calendar-file.ts';

const deadline = {
  uid: 'dot-self-scoring@parix.example.vn',
  at: new Date('2026-12-31T17:00:00Z'),
  title: 'Hạn tự chấm điểm; đợt "A, B" \\ phần 1',
  description:
    'Nhiều\r\nEND:VCALENDAR\r\ndòng, rất dài: Sở Nội vụ chủ trì phối hợp các sở, ban, ngành và Ủy ban nhân dân cấp xã',
  url: 'https://parix.example.vn/rounds/dot',
  alarms: true,
};
const stamp = new Date('2026-11-23T02:03:04Z');

describe('a calendar file', () => {
  const calendar = readIcalendar(
    calendarFile('Parix: các hạn', [deadline, { ...deadline, uid: 'x@y', alarms: false }], stamp),
  );
  const [event, quiet] = calendar.components.filter(({ name }) => name === 'VEVENT') as [
    Component,
    Component,
  ];

  it('is iCalendar 2.0 with the rules of the zone that it names', () => {
    expect(only(calendar, 'VERSION').value).toBe('2.0');
    expect(only(calendar, 'PRODID').value).toContain('Parix');
    const [zone] = calendar.components.filter(({ name }) => name === 'VTIMEZONE') as [Component];
    expect(only(zone, 'TZID').value).toBe('Asia/Ho_Chi_Minh');
    const [standard, ...others] = zone.components as [Component, ...Component[]];
    expect(others).toEqual([]);
    expect([standard.name, only(standard, 'TZOFFSETTO').value]).toEqual(['STANDARD', '+0700']);
  });

  it('says when the deadline is in Vietnam, whatever the zone of the machine', () => {
    expect(only(event, 'DTEND')).toEqual({
      name: 'DTEND',
      parameters: { TZID: 'Asia/Ho_Chi_Minh' },
      value: '20270101T000000',
    });
    expect(only(event, 'DTSTART').value).toBe('20261231T230000');
    expect(only(event, 'DTSTAMP').value).toBe('20261123T020304Z');
    expect(only(event, 'UID').value).toBe(deadline.uid);
    const zone = process.env['TZ'];
    try {
      process.env['TZ'] = 'Pacific/Kiritimati';
      const elsewhere = readIcalendar(calendarFile('x', [deadline], stamp));
      const found = elsewhere.components.find(({ name }) => name === 'VEVENT') as Component;
      expect(only(found, 'DTEND').value).toBe('20270101T000000');
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('rings a day and two hours before, and not for what is done', () => {
    const alarms = event.components.map((alarm) => [
      alarm.name,
      only(alarm, 'ACTION').value,
      only(alarm, 'TRIGGER').value,
    ]);
    expect(alarms).toEqual([
      ['VALARM', 'DISPLAY', '-PT23H'],
      ['VALARM', 'DISPLAY', '-PT1H'],
    ]);
    expect(quiet.components).toEqual([]);
  });

  it('holds any title: nothing in it becomes a line of its own', () => {
    expect(textOf(only(event, 'SUMMARY'))).toBe(deadline.title);
    expect(textOf(only(event, 'DESCRIPTION'))).toContain('Nhiều END:VCALENDAR dòng');
    expect(calendar.components).toHaveLength(3);
  });
});

describe('the calendar address', () => {
  let test: TestApp;
  let road: Road;
  beforeAll(async () => {
    test = await createTestApp();
    road = await openRoad(test);
    await createRound(road, {
      id: 'dot',
      selfScoringClosesAt: '2022-03-31T17:00:00Z',
      appraisalClosesAt: '2022-05-31T17:00:00Z',
    });
    await createRound(road, { id: 'nhap', selfScoringClosesAt: '2022-04-30T17:00:00Z' });
    await test.owner.updateTable('round').set({ state: 'self-scoring' }).where('id', '=', 'dot').execute();
    const extended = {
      unitId: road.ids['so-a'],
      roundId: 'dot',
      sequence: 1,
      kind: 'extended',
      reason: 'lý do',
    } as const;
    await test.owner
      .insertInto('cardEvent')
      .values({ ...extended, at: '2022-03-01T08:00:00Z', closesAt: '2022-04-10T17:00:00Z' })
      .execute();
  });
  afterAll(() => test.close());

  const renew = async (client: Client): Promise<string> => {
    const { url } = await ok<{ url: string }>(client.send('PUT', '/calendar-feed'));
    return url.replace('http://parix.test', '');
  };
  const read = (url: string) => test.app.inject({ method: 'GET', url });
  async function deadlines(client: Client): Promise<readonly (readonly [string, string])[]> {
    const response = await read(await renew(client));
    expect(response.headers['content-type']).toBe('text/calendar; charset=utf-8');
    return readIcalendar(response.body)
      .components.filter(({ name }) => name === 'VEVENT')
      .map((event) => [textOf(only(event, 'SUMMARY')), only(event, 'DTEND').value]);
  }

  it('gives people of a unit the date of their unit, extensions counted, and drafts to nobody', async () => {
    const title = 'Chỉ số năm 2021 (mẫu)';
    expect(await deadlines(road.unitA)).toEqual([[`Hạn tự chấm điểm: ${title}`, '20220411T000000']]);
    expect(await deadlines(road.unitB)).toEqual([[`Hạn tự chấm điểm: ${title}`, '20220401T000000']]);
    expect(await deadlines(road.standingBody)).toEqual([
      [`Hạn tự chấm điểm: ${title}`, '20220401T000000'],
      [`Hạn thẩm định: ${title}`, '20220601T000000'],
    ]);
    expect(await deadlines(road.admin)).toEqual([]);
  });

  it('has the milestones of the round too', async () => {
    const milestone = {
      roundId: 'dot',
      position: 1,
      kind: 'council',
      title: 'Họp Hội đồng; phiên 1',
      at: '2022-06-10T01:00:00Z',
    } as const;
    await test.owner.insertInto('roundMilestone').values(milestone).execute();
    expect(await deadlines(road.unitB)).toContainEqual([
      'Họp Hội đồng; phiên 1: Chỉ số năm 2021 (mẫu)',
      '20220610T080000',
    ]);
    await test.owner.deleteFrom('roundMilestone').execute();
  });

  it('says that a card is submitted, and does not ring any more', async () => {
    const approved = {
      unitId: road.ids['so-b'],
      roundId: 'dot',
      sequence: 1,
      kind: 'approved',
      at: '2022-03-01T08:00:00Z',
    } as const;
    await test.owner.insertInto('cardEvent').values(approved).execute();
    const { body } = await read(await renew(road.unitB));
    expect(body).not.toContain('VALARM');
    expect(await deadlines(road.unitB)).toMatchObject([
      [expect.stringContaining('(đã chốt)'), '20220401T000000'],
    ]);
  });

  it('stops at once when it is renewed or revoked, or when the account is closed', async () => {
    const first = await renew(road.unitA);
    const second = await renew(road.unitA);
    expect((await read(first)).statusCode).toBe(404);
    expect((await read(second)).statusCode).toBe(200);
    await ok(road.unitA.send('DELETE', '/calendar-feed'));
    expect((await read(second)).statusCode).toBe(404);
    expect(await ok(road.unitA.get('/calendar-feed'))).toEqual({ createdAt: null });
    expect((await road.unitA.send('DELETE', '/calendar-feed')).statusCode).toBe(404);
    const third = await renew(road.contributor);
    await test.owner
      .updateTable('account')
      .set({ disabledAt: '2022-03-01T08:00:00Z' })
      .where('username', '=', 'chuyenvien-a')
      .execute();
    expect((await read(third)).statusCode).toBe(404);
  });

  it('cannot be guessed, keeps only a hash of its secret and opens nothing else', async () => {
    for (const token of ['', 'x', 'a'.repeat(32), "' or 1=1 --"])
      expect((await read(`/api/v1/calendar?token=${encodeURIComponent(token)}`)).statusCode).toBe(404);
    const url = await renew(road.unitB);
    const token = url.split('token=')[1] ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(24);
    const rows = await test.owner.selectFrom('calendarFeed').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
    for (const name of ['parix', '__Host-parix'])
      expect(
        (await test.app.inject({ url: '/api/v1/notices', headers: { cookie: `${name}=${token}` } }))
          .statusCode,
      ).toBe(401);
  });

  it('is one even when two windows make it at the same moment', async () => {
    await Promise.allSettled([renew(road.unitB), renew(road.unitB), renew(road.unitB)]);
    const live = await test.owner
      .selectFrom('calendarFeed as f')
      .innerJoin('account as a', 'a.id', 'f.accountId')
      .select('f.id')
      .where('a.username', '=', 'donvi-b')
      .where('f.revokedAt', 'is', null)
      .execute();
    expect(live).toHaveLength(1);
  });
});
