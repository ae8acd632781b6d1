import type {
  InspectionPackage,
  InspectionPlan,
  InspectionVisit,
  OperationAnswer,
} from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docxWords } from '../../testing/docx-words.ts';
import { createRound, importFacts, moveRound, ok, openRoad, type Road } from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';
import { newId } from '../../platform/ids.ts';
import { shortcomingsOf } from './inspections.read-model.ts';

let test: TestApp;
let road: Road;
let plan: InspectionPlan;
let second: Client;
const ids = { inspector: '', second: '', standingBody: '' };
const ROUND = 'nam-2021';
/** A JPEG of one pixel. */
const PHOTO = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////2wBDAf//////////////////////////////////////////////////////////////////////////////////////wAARCAABAAEDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAf/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAX/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCdABmX/9k=',
  'base64',
);
const PLAN = {
  title: 'Kiểm tra cải cách hành chính 6 tháng (mẫu)',
  decisionNumber: '1291/QĐ-UBND',
  decisionDate: '2022-06-23',
  decisionIssuer: 'UBND tỉnh',
};

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  ids.second = await test.addAccount('doankiemtra2', 'inspector');
  second = await test.signIn('doankiemtra2');
  const accountOf = async (who: Client) =>
    (await ok<{ account: { id: string } }>(who.get('/session'))).account.id;
  ids.inspector = await accountOf(road.inspector);
  ids.standingBody = await accountOf(road.standingBody);
  await createRound(road);
  await moveRound(road, ROUND, 'self-scoring');
  await importFacts(road, ROUND);
  await moveRound(road, ROUND, 'appraisal');
  const reduced = { decision: 'reduce', points: '1', reason: 'Thiếu quyết định phê duyệt', reasonCode: null };
  await ok(
    road.appraiser.send('PUT', `/rounds/${ROUND}/units/${road.ids['so-a']}/items/1.1/appraisal`, reduced, {
      'if-match': '"0"',
    }),
  );
  plan = await ok(road.standingBody.send('POST', `/rounds/${ROUND}/inspection-plans`, PLAN));
});
afterAll(() => test.close());

const day = (hour: number, date = '2022-07-21'): string =>
  new Date(`${date}T${String(hour).padStart(2, '0')}:00:00+07:00`).toISOString();
const visitBody = (from: number, to: number, date?: string) => ({
  startsAt: day(from, date),
  endsAt: day(to, date),
  place: 'Trụ sở đơn vị',
  team: [
    { accountId: ids.inspector, part: 'leader', capacity: 'Phó Giám đốc Sở Nội vụ' },
    { accountId: ids.second, part: 'member', capacity: '' },
  ],
});
interface Planned {
  readonly visit: InspectionVisit;
  readonly overlaps: readonly { readonly displayName: string }[];
}
const planVisit = (unitId: string, from: number, to: number, date?: string) =>
  ok<Planned>(
    road.standingBody.send('POST', `/inspection-plans/${plan.id}/visits`, {
      ...visitBody(from, to, date),
      unitId,
    }),
  );
const pathOf = ({ unitId, id }: Pick<InspectionVisit, 'unitId' | 'id'>, rest = ''): string =>
  `/units/${unitId}/inspection-visits/${id}${rest}`;
const read = (who: Client, visit: InspectionVisit) => ok<InspectionPackage>(who.get(pathOf(visit)));

const operation = (kind: string, subjectId: string, base: number, value: object, resolves = null) => ({
  ...{ id: newId(), kind, subjectId, base, value, resolves },
  notedAt: day(9),
});
const finding = (statement: string, more: object = {}) => ({
  ...{ kind: 'shortcoming', statement, recommendation: 'Khắc phục', itemId: '1.1' },
  ...{ checkId: null, repeatsFindingId: null, withdrawn: false, ...more },
});
const answer = (word: string, note = '', question: string | null = null) => ({
  ...{ answer: word, note, question, itemId: null },
});
const send = (who: Client, visit: InspectionVisit, operations: readonly object[]) =>
  who.send('POST', pathOf(visit, '/operations'), { operations });
const sync = async (who: Client, visit: InspectionVisit, operations: readonly object[]) =>
  (await ok<{ answers: OperationAnswer[] }>(send(who, visit, operations))).answers;

async function upload(who: Client, bytes: Buffer, fileName: string): Promise<string> {
  const tus = { 'tus-resumable': '1.0.0', cookie: who.cookie, 'x-csrf-token': who.csrfToken };
  const begun = await test.app.inject({
    method: 'POST',
    url: '/api/v1/uploads',
    headers: {
      ...tus,
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${Buffer.from(fileName).toString('base64')}`,
    },
  });
  const place = new URL(String(begun.headers.location), 'http://parix.test').pathname;
  await test.app.inject({
    method: 'PATCH',
    url: place,
    headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
    payload: bytes,
  });
  return decodeURIComponent(place.split('/').at(-1) ?? '');
}

async function close(visit: InspectionVisit): Promise<InspectionPackage> {
  const { draftSha256 } = await read(road.inspector, visit);
  const body = { draftSha256, capacity: 'Trưởng đoàn' };
  return ok(road.inspector.send('POST', pathOf(visit, '/record'), body));
}
const signForUnit = (visit: InspectionVisit, version: number) =>
  road.leaderA.send('POST', pathOf(visit, '/sign'), { version, capacity: 'Giám đốc', opinion: 'Nhất trí' });

describe('a plan', () => {
  it('has several visits a day, and warns when somebody is at two places', async () => {
    const morning = await planVisit(road.ids['so-a'], 8, 10);
    expect(morning.overlaps).toEqual([]);
    const also = await planVisit(road.ids['so-b'], 9, 11);
    expect(new Set(also.overlaps.map(({ displayName }) => displayName)).size).toBe(2);
    const after = await planVisit(road.ids['xa-dak'], 11, 12);
    expect(after.overlaps).toEqual([]);
    const list = await ok<{ items: InspectionVisit[] }>(
      road.inspector.get('/inspection-visits?mine=true&from=2022-07-21&to=2022-07-21'),
    );
    expect(list.items.map(({ unitName }) => unitName)).toEqual(['Sở Á', 'Sở Bình Định', 'Xã Đắk Lắk']);
  });

  it('refuses a team without a leader, with somebody of the unit, or an end before the start', async () => {
    const bad = async (change: object) =>
      (
        await road.standingBody.send('POST', `/inspection-plans/${plan.id}/visits`, {
          ...visitBody(8, 9),
          unitId: road.ids['so-a'],
          ...change,
        })
      ).json<{ code: string }>().code;
    expect(await bad({ endsAt: day(7) })).toBe('bad-request');
    expect(await bad({ team: [{ accountId: ids.second, part: 'member', capacity: '' }] })).toBe(
      'bad-request',
    );
    const own = await test.addAccount('kiemtra-a', 'inspector', { unitId: road.ids['so-a'] });
    expect(await bad({ team: [{ accountId: own, part: 'leader', capacity: '' }] })).toBe('bad-request');
  });

  it('changes with the version one has read, and not after a cancellation', async () => {
    const { visit } = await planVisit(road.ids['so-b'], 8, 9, '2022-08-01');
    const change = (version: number) =>
      road.standingBody.send('PUT', pathOf(visit), visitBody(10, 11, '2022-08-01'), {
        'if-match': `"${version}"`,
      });
    expect((await change(7)).statusCode).toBe(412);
    expect((await change(visit.version)).json()).toMatchObject({
      visit: { startsAt: day(10, '2022-08-01') },
    });
    await ok(road.standingBody.send('POST', pathOf(visit, '/cancel'), { reason: 'Bão' }));
    expect((await change(visit.version + 1)).json()).toMatchObject({ code: 'inspection-state' });
  });
});

describe('the checklist', () => {
  it('is drawn from what is open on the card', async () => {
    const { visit } = await planVisit(road.ids['so-a'], 8, 9, '2022-08-02');
    const { checkList } = await read(road.inspector, visit);
    const line = checkList.find(({ itemId }) => itemId === '1.1');
    expect(line).toMatchObject({ source: 'open-item', answer: 'open', version: 0 });
    expect(line?.question).toContain('thẩm định giảm điểm (Thiếu quyết định phê duyệt)');
    const again = await ok<{ added: number }>(road.inspector.send('POST', pathOf(visit, '/checklist'), {}));
    expect(again.added).toBe(0);
  });

  it('leaves out what somebody has still to judge a second time without knowing the first decision', async () => {
    const pair = { unitId: road.ids['so-a'], roundId: plan.roundId, itemId: '1.1' };
    await test.owner
      .insertInto('secondReadingPair')
      .values({ ...pair, drawId: newId(), areaId: '1' })
      .execute();
    const { visit } = await planVisit(road.ids['so-a'], 8, 9, '2022-08-09');
    const { checkList } = await read(road.inspector, visit);
    await test.owner.deleteFrom('secondReadingPair').execute();
    expect(checkList.filter(({ source, itemId }) => source === 'open-item' && itemId === '1.1')).toEqual([]);
  });

  it('takes answers of its kind only, and lines that the team adds', async () => {
    const { visit } = await planVisit(road.ids['so-a'], 8, 9, '2022-08-03');
    const { checkList } = await read(road.inspector, visit);
    const line = checkList[0]?.id ?? '';
    const added = newId();
    const answers = await sync(road.inspector, visit, [
      operation('answer', line, 0, answer('fixed')),
      operation('answer', added, 0, answer('met', 'Đủ', 'Niêm yết thủ tục')),
      operation('answer', newId(), 0, answer('met')),
    ]);
    expect(answers.map(({ outcome, code }) => code ?? outcome)).toEqual([
      'bad-request',
      'applied',
      'not-found',
    ]);
    const seen = (await read(second, visit)).checkList.find(({ id }) => id === added);
    expect(seen).toMatchObject({ source: 'added', question: 'Niêm yết thủ tục', answer: 'met', note: 'Đủ' });
  });
});

describe('what phones send', () => {
  it('counts once, however often and in whatever order it comes', async () => {
    const { visit } = await planVisit(road.ids['so-b'], 8, 9, '2022-08-04');
    const id = newId();
    const uploadId = await upload(road.inspector, PHOTO, 'anh.jpg');
    const photo = operation('photo', newId(), 0, { findingId: id, uploadId, caption: 'Bảng niêm yết' });
    const first = operation('finding', id, 0, finding('Chưa niêm yết'));
    const next = operation('finding', id, 1, finding('Chưa niêm yết đủ thủ tục'));
    // The photo arrives before its finding, the later words before the earlier ones.
    expect((await sync(road.inspector, visit, [photo]))[0]).toMatchObject({ outcome: 'applied' });
    expect((await sync(road.inspector, visit, [next]))[0]).toMatchObject({ code: 'inspection-ahead' });
    const both = await sync(road.inspector, visit, [first, photo, first]);
    expect(both.map(({ outcome, version }) => [outcome, version])).toEqual([
      ['applied', 1],
      ['applied', 1],
      ['applied', 1],
    ]);
    await sync(road.inspector, visit, [next]);
    await sync(road.inspector, visit, [next, first, photo]);
    const { findingList, photos } = await read(second, visit);
    expect(findingList).toHaveLength(1);
    expect(findingList[0]).toMatchObject({
      version: 2,
      statement: 'Chưa niêm yết đủ thủ tục',
      itemCode: '1.1',
    });
    expect(photos).toMatchObject([{ findingId: id, fileName: 'anh.jpg', caption: 'Bảng niêm yết' }]);
    const file = await second.get(pathOf(visit, `/photos/${photos[0]?.id}`));
    expect(file.headers['content-type']).toBe('image/jpeg');
    expect(file.rawPayload.equals(PHOTO)).toBe(true);
    expect((await road.unitB.get(pathOf(visit, `/photos/${photos[0]?.id}`))).statusCode).toBe(403);
    await sync(second, visit, [operation('photo-removal', photos[0]?.id ?? '', 0, {})]);
    expect((await read(second, visit)).photos).toEqual([]);
  });

  it('of two phones is kept with both texts until somebody decides', async () => {
    const { visit } = await planVisit(road.ids['so-b'], 8, 9, '2022-08-05');
    const id = newId();
    await sync(road.inspector, visit, [operation('finding', id, 0, finding('Bản của A'))]);
    const theirs = operation('finding', id, 0, finding('Bản của B'));
    const [conflict] = await sync(second, visit, [theirs]);
    expect(conflict).toMatchObject({ outcome: 'conflict', version: 1, value: { statement: 'Bản của A' } });
    const aside = await read(road.inspector, visit);
    expect(aside.findingList).toMatchObject([{ statement: 'Bản của A', version: 1 }]);
    expect(aside.keptAside).toMatchObject([{ operationId: theirs.id, value: { statement: 'Bản của B' } }]);
    const settled = { ...operation('finding', id, 1, finding('Bản của A và B')), resolves: theirs.id };
    expect((await sync(second, visit, [settled]))[0]).toMatchObject({ outcome: 'applied', version: 2 });
    const after = await read(road.inspector, visit);
    expect(after.keptAside).toEqual([]);
    expect(after.findingList).toMatchObject([{ statement: 'Bản của A và B', version: 2 }]);
  });

  it('is the same when both wrote the same words', async () => {
    const { visit } = await planVisit(road.ids['so-b'], 8, 9, '2022-08-06');
    const id = newId();
    await sync(road.inspector, visit, [operation('finding', id, 0, finding('Như nhau'))]);
    const [same] = await sync(second, visit, [operation('finding', id, 0, finding('Như nhau'))]);
    expect(same).toMatchObject({ outcome: 'applied', version: 1 });
  });

  it('is refused one by one when it is wrong, and only of the team', async () => {
    const { visit } = await planVisit(road.ids['so-b'], 8, 9, '2022-08-07');
    const elsewhere = (await planVisit(road.ids['so-b'], 8, 9, '2022-08-08')).visit;
    const id = newId();
    await sync(road.inspector, elsewhere, [operation('finding', id, 0, finding('Ở cuộc khác'))]);
    const text = await upload(road.inspector, Buffer.from('ghi chú'), 'ghi-chu.txt');
    const answers = await sync(road.inspector, visit, [
      operation('finding', newId(), 0, finding('')),
      operation('finding', newId(), 0, finding('x', { itemId: '9.9' })),
      operation('finding', newId(), 0, finding('x', { repeatsFindingId: newId() })),
      operation('finding', id, 1, finding('Chiếm của cuộc khác')),
      operation('photo', newId(), 0, { findingId: newId(), uploadId: 'khong-co', caption: '' }),
      operation('photo', newId(), 0, { findingId: newId(), uploadId: text, caption: '' }),
      operation('finding', newId(), 0, finding('Đúng')),
    ]);
    expect(answers.map(({ outcome, code }) => code ?? outcome)).toEqual([
      ...[
        'bad-request',
        'not-found',
        'not-found',
        'inspection-ahead',
        'upload-missing',
        'file-type',
        'applied',
      ],
    ]);
    expect(answers[0]?.message).toContain('/statement');
    expect((await read(second, visit)).findingList).toMatchObject([{ statement: 'Đúng' }]);
    const one = [operation('finding', newId(), 0, finding('Không trong đoàn'))];
    for (const who of [road.standingBody, road.appraiser, road.unitB, road.viewer, road.admin])
      expect((await send(who, visit, one)).statusCode).toBe(403);
  });
});

describe('the record', () => {
  it('is closed by the leader as it was read, signed by both sides, and then put right by an addendum only', async () => {
    const { visit } = await planVisit(road.ids['so-a'], 13, 17, '2022-09-01');
    const [kept, wrong] = [newId(), newId()];
    await sync(road.inspector, visit, [
      operation('finding', kept, 0, finding('Tỷ lệ hồ sơ trực tuyến thấp')),
      operation('finding', wrong, 0, finding('Nhầm đơn vị')),
      operation('proceedings', visit.id, 0, {
        ...{ startedAt: day(13, '2022-09-01'), endedAt: null, general: 'Tốt', requests: '', remedyBy: null },
        ...{ unitSide: [{ name: 'Ông Hà', capacity: 'Giám đốc' }], unitOpinion: '' },
      }),
    ]);
    // The unit knows nothing of it yet.
    expect((await road.leaderA.get(pathOf(visit))).statusCode).toBe(403);
    const stale = (await read(road.inspector, visit)).draftSha256;
    await sync(second, visit, [operation('finding', newId(), 0, finding('Vừa thêm', { kind: 'met' }))]);
    const body = (draftSha256: string | null) => ({ draftSha256, capacity: 'Trưởng đoàn' });
    const closing = (who: Client, hash: string | null) =>
      who.send('POST', pathOf(visit, '/record'), body(hash));
    expect((await closing(road.inspector, stale)).statusCode).toBe(412);
    const fresh = (await read(road.inspector, visit)).draftSha256;
    expect((await closing(second, fresh)).statusCode).toBe(403);
    const closed = await ok<InspectionPackage>(closing(road.inspector, fresh));
    expect(closed).toMatchObject({ state: 'done', records: [{ kind: 'record', sha256: fresh }] });

    const late = operation('finding', newId(), 0, finding('Muộn'));
    expect((await sync(second, visit, [late]))[0]).toMatchObject({ code: 'inspection-state' });
    const own = await read(road.leaderA, visit);
    expect(own).toMatchObject({ may: { signForUnit: [1], fill: false }, keptAside: [] });
    expect((await signForUnit(visit, 1)).statusCode).toBe(200);
    expect((await signForUnit(visit, 1)).statusCode).toBe(200);
    const signed = await read(road.unitA, visit);
    expect(signed.state).toBe('signed');
    expect(signed.records[0]?.signatures).toMatchObject([
      { side: 'team' },
      { side: 'unit', opinion: 'Nhất trí' },
    ]);
    expect((await road.unitB.get(pathOf(visit))).statusCode).toBe(403);
    const reopen = await road.inspector.send('POST', pathOf(visit, '/reopen'), { reason: 'Nhầm' });
    expect(reopen.json()).toMatchObject({ code: 'inspection-state' });

    const filter = { unitIds: [road.ids['so-a']], roundId: ROUND, signedOnly: true };
    const standing = async () =>
      (await shortcomingsOf(test.db, filter)).map(({ statement }) => statement).sort();
    expect(await standing()).toEqual(['Nhầm đơn vị', 'Tỷ lệ hồ sơ trực tuyến thấp']);
    const addendum = {
      text: 'Bỏ một nội dung ghi nhầm',
      withdrawnFindingIds: [wrong],
      capacity: 'Trưởng đoàn',
    };
    const add = () => road.inspector.send('POST', pathOf(visit, '/addenda'), addendum);
    expect((await add()).statusCode).toBe(200);
    expect((await add()).json()).toMatchObject({ code: 'inspection-state' });
    expect(await standing()).toHaveLength(2);
    expect((await signForUnit(visit, 2)).statusCode).toBe(200);
    expect(await standing()).toEqual(['Tỷ lệ hồ sơ trực tuyến thấp']);
  });

  it('can be opened again before the unit signs, and is signed anew', async () => {
    const { visit } = await planVisit(road.ids['so-a'], 8, 9, '2022-09-02');
    await close(visit);
    await ok(road.inspector.send('POST', pathOf(visit, '/reopen'), { reason: 'Thiếu một ý' }));
    expect((await road.leaderA.get(pathOf(visit))).statusCode).toBe(403);
    await sync(road.inspector, visit, [operation('finding', newId(), 0, finding('Ý còn thiếu'))]);
    const again = await close(visit);
    expect(again.records.map(({ version }) => version)).toEqual([1, 2]);
    expect((await signForUnit(visit, 1)).statusCode).toBe(412);
    expect((await signForUnit(visit, 2)).statusCode).toBe(200);
  });

  it('is kept with the copy that was signed on paper, beside the signatures given here', async () => {
    const { visit } = await planVisit(road.ids['so-a'], 8, 9, '2022-08-16');
    const scans = pathOf(visit, '/records/1/scans');
    const add = async (who: Client, uploadId: string) => who.send('POST', scans, { uploadId });
    const page = await upload(road.inspector, PHOTO, 'bien-ban-trang-1.jpg');
    // Nothing is closed that could have been signed.
    expect((await add(road.inspector, page)).json()).toMatchObject({ code: 'inspection-record-open' });
    await close(visit);
    const [record] = (await ok<InspectionPackage>(add(road.inspector, page))).records;
    expect(record?.scans).toMatchObject([
      { number: 1, fileName: 'bien-ban-trang-1.jpg', by: 'Người doankiemtra' },
    ]);
    // The same once more is no second copy.
    expect((await ok<InspectionPackage>(add(road.inspector, page))).records[0]?.scans).toHaveLength(1);
    const second = await upload(road.leaderA, Buffer.concat([PHOTO, Buffer.from('2')]), 'trang-2.jpg');
    const after = await ok<InspectionPackage>(add(road.leaderA, second));
    expect(after.records[0]?.scans.map(({ number, by }) => [number, by])).toEqual([
      [1, 'Người doankiemtra'],
      [2, 'Người lanhdao-a'],
    ]);
    expect([after.state, after.may.addScan]).toEqual(['done', true]);
    const file = await road.leaderA.get(`${scans}/1`);
    expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'image/jpeg']);
    expect(file.rawPayload.equals(PHOTO)).toBe(true);
    expect((await road.leaderA.get(`${scans}/3`)).statusCode).toBe(404);
    expect((await road.unitB.get(`${scans}/1`)).statusCode).toBe(403);
    const text = await upload(road.inspector, Buffer.from('ghi chú'), 'ghi-chu.txt');
    expect((await add(road.inspector, text)).json()).toMatchObject({ code: 'file-type' });
    expect((await add(road.inspector, page)).statusCode).toBe(200);
    for (const who of [road.appraiser, road.standingBody])
      expect((await add(who, page)).statusCode).toBe(403);
    expect(
      (await road.inspector.send('POST', pathOf(visit, '/records/2/scans'), { uploadId: page })).statusCode,
    ).toBe(404);
    const signed = await ok<InspectionPackage>(signForUnit(visit, 1));
    expect([signed.state, signed.records[0]?.scans.length]).toEqual(['signed', 2]);
  });

  it('asks about standing shortcomings at the next visit until they are found fixed', async () => {
    const { visit } = await planVisit(road.ids['so-a'], 8, 9, '2022-10-01');
    const { checkList } = await read(road.inspector, visit);
    const line = checkList.find(({ earlier }) => earlier?.statement === 'Tỷ lệ hồ sơ trực tuyến thấp');
    expect(line).toMatchObject({ source: 'earlier-finding', earlier: { foundOn: '2022-09-01' } });
    const other = checkList.find(({ earlier }) => earlier?.statement === 'Ý còn thiếu');
    const again = finding('Vẫn thấp', { repeatsFindingId: line?.earlier?.id, checkId: line?.id });
    const answers = await sync(road.inspector, visit, [
      operation('answer', line?.id ?? '', 0, answer('repeated')),
      operation('answer', other?.id ?? '', 0, answer('fixed')),
      operation('finding', newId(), 0, again),
    ]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied']);
    const { records } = await close(visit);
    expect(records[0]).toMatchObject({ content: { findings: [{ repeatsOf: '2022-09-01' }] } });
    await ok(signForUnit(visit, 1));
    const next = (await planVisit(road.ids['so-a'], 8, 9, '2022-11-01')).visit;
    const asked = (await read(road.inspector, next)).checkList.flatMap(
      ({ earlier }) => earlier?.statement ?? [],
    );
    expect(asked).toEqual(['Vẫn thấp']);
  });

  it('is a document with what was found, a draft until both have signed', async () => {
    const { visit } = await planVisit(road.ids['so-a'], 8, 9, '2022-09-03');
    await sync(road.inspector, visit, [operation('finding', newId(), 0, finding('Sổ theo dõi còn trống'))]);
    const get = (format: string) => road.inspector.get(pathOf(visit, `/record/${format}`));
    expect(docxWords((await get('docx')).rawPayload)).toContain('DỰ THẢO');
    await close(visit);
    await ok(signForUnit(visit, 1));
    const words = docxWords((await get('docx')).rawPayload);
    expect(words).toContain('Sổ theo dõi còn trống');
    expect(words).toContain('1291/QĐ-UBND');
    expect(words).toContain('Người lanhdao-a');
    const pdf = await road.unitA.get(pathOf(visit, '/record/pdf'));
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('is listed to the unit only once it is closed', async () => {
    const before = await ok<{ items: InspectionVisit[] }>(road.unitB.get('/inspection-visits'));
    expect(before.items).toEqual([]);
    const own = await ok<{ items: InspectionVisit[] }>(road.unitA.get('/inspection-visits?limit=2'));
    expect(own.items.every(({ unitId, state }) => unitId === road.ids['so-a'] && state === 'signed')).toBe(
      true,
    );
    expect((await road.admin.get('/inspection-visits')).statusCode).toBe(403);
    for (const who of [road.inspector, road.appraiser, road.unitA])
      expect((await who.send('POST', `/rounds/${ROUND}/inspection-plans`, PLAN)).statusCode).toBe(403);
  });

  it('asks a unit about what those that went into it were told', async () => {
    const change = {
      ...{ kind: 'merge', effectiveOn: '2022-12-01', predecessorIds: [road.ids['so-a']] },
      ...{ decisionNumber: '9/NQ-HĐND', decisionDate: '2022-11-20', note: null },
      into: { is: 'known', unitId: road.ids['so-b'] },
    };
    const { hash } = await ok<{ hash: string }>(
      road.standingBody.send('POST', '/unit-changes/preview', change),
    );
    await ok(road.standingBody.send('POST', '/unit-changes', { change, preview: hash }));
    const { visit } = await planVisit(road.ids['so-b'], 8, 9, '2022-12-15');
    const { checkList } = await read(road.inspector, visit);
    const line = checkList.find(({ earlier }) => earlier?.statement === 'Vẫn thấp');
    expect(line?.question).toBe('Tồn tại đã kết luận ngày 01/10/2022 (Sở Á): Vẫn thấp');
    const again = finding('Sau sáp nhập vẫn thấp', {
      repeatsFindingId: line?.earlier?.id,
      checkId: line?.id,
    });
    const answers = await sync(road.inspector, visit, [
      operation('answer', line?.id ?? '', 0, answer('repeated')),
      operation('finding', newId(), 0, again),
    ]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['applied', 'applied']);
    const { records } = await close(visit);
    expect(records[0]).toMatchObject({ content: { findings: [{ repeatsOf: '2022-10-01' }] } });
  });
});
