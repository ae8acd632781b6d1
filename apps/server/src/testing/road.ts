import type { Council, Round } from '@parix/api-contract';
import type { Client, TestApp } from './test-app.ts';
import { SMALL_SET } from './small-set.ts';

export const UNITS_CSV = `unit,name,kind,block,valid from
so-a,Sở Á,department,Khối sở,2015-01-01
so-b,Sở Bình Định,department,Khối sở,2015-01-01
xa-dak,Xã Đắk Lắk,commune,Khối sở,2015-01-01
`;

/** Everybody on the road from a set to a publication, signed in; a round of three units in draft. */
export interface Road {
  readonly admin: Client;
  readonly standingBody: Client;
  readonly appraiser: Client;
  readonly viewer: Client;
  readonly council: Client;
  readonly leadAppraiser: Client;
  readonly contributor: Client;
  readonly leaderA: Client;
  readonly inspector: Client;
  readonly approver: Client;
  readonly unitA: Client;
  readonly unitB: Client;
  readonly clerkA: Client;
  readonly ids: Readonly<Record<'so-a' | 'so-b' | 'xa-dak', string>>;
}

export async function ok<T>(
  answer: Promise<{ statusCode: number; body: string; json: () => unknown }>,
): Promise<T> {
  const response = await answer;
  if (response.statusCode >= 300) throw new Error(`${response.statusCode}: ${response.body}`);
  return response.json() as T;
}

export async function openRoad(test: TestApp): Promise<Road> {
  await test.addAccount('quantri', 'administrator');
  await test.addAccount('thuongtruc', 'standing-body');
  await test.addAccount('thamdinh', 'appraiser');
  await test.addAccount('lanhdao', 'viewer');
  await test.addAccount('hoidong', 'council');
  await test.addAccount('chutri', 'lead-appraiser');
  await test.addAccount('doankiemtra', 'inspector');
  await test.addAccount('chutich', 'approver');
  const standingBody = await test.signIn('thuongtruc');
  await ok(standingBody.upload('/criteria-sets?dryRun=false', 'bo-thu.yaml', SMALL_SET));
  await ok(standingBody.upload('/units/import?dryRun=false', 'units.csv', UNITS_CSV));
  const { items } = await ok<{ items: { code: string; id: string }[] }>(standingBody.get('/units'));
  const idOf = (code: string): string => items.find((unit) => unit.code === code)?.id ?? '';
  const ids = { 'so-a': idOf('so-a'), 'so-b': idOf('so-b'), 'xa-dak': idOf('xa-dak') };
  await test.addAccount('donvi-a', 'focal-point', { unitId: ids['so-a'] });
  await test.addAccount('donvi-b', 'focal-point', { unitId: ids['so-b'] });
  await test.addAccount('chuyenvien-a', 'contributor', { unitId: ids['so-a'] });
  await test.addAccount('lanhdao-a', 'unit-leader', { unitId: ids['so-a'] });
  await test.addAccount('motcua-a', 'one-stop-clerk', { unitId: ids['so-a'] });
  return { ...(await signInAll(test)), ids };
}

/** Everybody signs in again, as after a jump of the clock that ended their sessions. */
export async function signInAll(test: TestApp): Promise<Omit<Road, 'ids'>> {
  return {
    admin: await test.signIn('quantri'),
    standingBody: await test.signIn('thuongtruc'),
    appraiser: await test.signIn('thamdinh'),
    viewer: await test.signIn('lanhdao'),
    council: await test.signIn('hoidong'),
    leadAppraiser: await test.signIn('chutri'),
    contributor: await test.signIn('chuyenvien-a'),
    leaderA: await test.signIn('lanhdao-a'),
    inspector: await test.signIn('doankiemtra'),
    approver: await test.signIn('chutich'),
    unitA: await test.signIn('donvi-a'),
    unitB: await test.signIn('donvi-b'),
    clerkA: await test.signIn('motcua-a'),
  };
}

export const NEW_ROUND = {
  id: 'nam-2021',
  title: 'Chỉ số năm 2021 (mẫu)',
  indexYear: 2021,
  setVersionId: 'bo-thu@1',
  blockId: 'khoi-so',
  selfScoringOpensAt: null,
  selfScoringClosesAt: null,
  appraisalClosesAt: null,
  replyWaivedReason: 'Vòng thử, không có bước giải trình',
};

export const createRound = (road: Road, more: object = {}): Promise<Round> =>
  ok(road.standingBody.send('POST', '/rounds', { ...NEW_ROUND, ...more }));

export async function moveRound(road: Road, id: string, to: Round['state'], reason = ''): Promise<Round> {
  const round = await ok<Round>(road.standingBody.get(`/rounds/${id}`));
  return ok(
    road.standingBody.send(
      'POST',
      `/rounds/${id}/moves`,
      // The small unit has nobody in it, and most rounds have no date: known, and wanted.
      { to, reason, acknowledge: true },
      { 'if-match': `"${round.version}"` },
    ),
  );
}

/** Figures of all three units; so-a has everything, so-b lost points, xa-dak claims that 2.2 does not apply. */
export const FACTS_CSV = `unit,1.1.bao_cao,1.2.dung_han,1.2.tong,2.2.niem_yet,2.2.truc_tuyen,2.2.na-reason
so-a,4,"95,5",100,x,x,
so-b,2,60,100,x,không,
xa-dak,3,90,100,KAD,KAD,Không có thủ tục
`;
export const SURVEYS_CSV = `unit,2.1
so-a,4
so-b,"3,5"
xa-dak,5
`;

export const importFacts = (road: Road, id: string, csv = FACTS_CSV) =>
  ok(road.standingBody.upload(`/rounds/${id}/facts/import?dryRun=false`, 'so-lieu.csv', csv));
export const importSurveys = (road: Road, id: string, csv = SURVEYS_CSV) =>
  ok(road.standingBody.upload(`/rounds/${id}/survey-points/import?dryRun=false`, 'khao-sat.csv', csv));

export const ITEMS = ['1.1', '1.2', '2.2'] as const;

/** Takes a round in draft to a state by the shortest way: figures, surveys, everything accepted, nobody disagrees. */
export async function takeTo(road: Road, id: string, state: Round['state']): Promise<void> {
  const heard = state === 'explanation' || state === 'reappraisal';
  const way = heard ? HEARD : UNHEARD;
  for (const next of way.slice(0, way.indexOf(state) + 1)) {
    if (next === way[2]) await acceptEverything(road, id);
    if (next === 'approved') await signMinutes(road, id);
    await moveRound(road, id, next);
    if (next === 'self-scoring') await importFacts(road, id);
  }
}

/** The council sits: its chair is of the council, its secretary of the standing body; both sign. */
export async function signMinutes(road: Road, id: string): Promise<void> {
  const accountOf = async (who: Client) =>
    (await ok<{ account: { id: string } }>(who.get('/session'))).account.id;
  const { minutes } = await ok<Council>(road.standingBody.get(`/rounds/${id}/council`));
  const body = {
    heldAt: '2022-02-28T01:00:00Z',
    endedAt: null,
    place: 'Phòng họp (mẫu)',
    chairId: await accountOf(road.council),
    secretaryId: await accountOf(road.standingBody),
    attendance: [{ name: 'Người hoidong', capacity: 'Chủ tịch Hội đồng', present: true }],
    conclusions: 'Thống nhất kết quả (mẫu)',
  };
  const ifMatch = { 'if-match': `"${minutes?.version ?? 0}"` };
  const written = await ok<Council>(
    road.standingBody.send('PUT', `/rounds/${id}/council/minutes`, body, ifMatch),
  );
  const version = written.minutes?.version ?? 0;
  const sign = (who: Client, part: 'chair' | 'secretary') =>
    ok(who.send('POST', `/rounds/${id}/council/minutes/sign`, { version, part }));
  await sign(road.council, 'chair');
  await sign(road.standingBody, 'secretary');
}

const HEARD: readonly Round['state'][] = ['self-scoring', 'appraisal', 'explanation', 'reappraisal'];
const UNHEARD: readonly Round['state'][] = ['self-scoring', 'appraisal', 'council', 'approved'];

export async function acceptEverything(road: Road, id: string): Promise<void> {
  await importSurveys(road, id);
  for (const item of ITEMS) {
    await ok(road.appraiser.send('POST', `/rounds/${id}/items/${item}/accept-rest`, { reason: null }));
  }
}

/** Takes a round to `approved`. */
export const approve = (road: Road, id: string): Promise<void> => takeTo(road, id, 'approved');
