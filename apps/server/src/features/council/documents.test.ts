import type { Council, Letterhead, Round, VersionedLetterhead } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docxWords } from '../../testing/docx-words.ts';
import { createRound, moveRound, ok, openRoad, type Road, signMinutes, takeTo } from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let road: Road;
const ROUND = 'nam-2021';

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await createRound(road);
  await takeTo(road, ROUND, 'council');
});
afterAll(() => test.close());

const minutes = (who: Client, format = 'docx') => who.get(`/rounds/${ROUND}/council/minutes/${format}`);
const decision = (who: Client, format = 'docx') =>
  who.get(`/rounds/${ROUND}/council/publication-decision/${format}`);
const nameOf = (answer: { readonly headers: Readonly<Record<string, unknown>> }): string =>
  String(answer.headers['content-disposition']);
const letterhead = (kind: string) => `/letterheads/${kind}`;
const OFFICE: Letterhead = {
  superiorBody: null,
  issuingBody: 'Ủy ban nhân dân tỉnh Mẫu',
  symbol: 'QĐ-UBND',
  place: 'Thành phố Mẫu',
  authority: 'Chủ tịch Ủy ban nhân dân tỉnh Mẫu',
  grounds: ['Căn cứ Luật (mẫu)', 'Theo đề nghị của Giám đốc Sở Nội vụ'],
  articles: ['Quyết định này có hiệu lực kể từ ngày ký.'],
  signer: { authority: null, title: 'Chủ tịch', name: 'Nguyễn Văn Mẫu' },
  recipients: ['Như Điều 2'],
  archive: 'VT, CCHC',
};

describe('what stands around the documents of the office', () => {
  it('is blank until the standing body writes it, and then kept version by version', async () => {
    const path = letterhead('publication-decision');
    const before = await ok<VersionedLetterhead>(road.standingBody.get(path));
    expect(before).toMatchObject({ version: 0, savedBy: null, letterhead: { issuingBody: '………' } });
    const put = (version: number, who: Client = road.standingBody) =>
      who.send('PUT', path, OFFICE, { 'if-match': `"${version}"` });
    expect(await ok(put(0))).toMatchObject({ version: 1, letterhead: OFFICE });
    expect((await put(0)).json()).toMatchObject({ code: 'edit-conflict', current: { version: 1 } });
    for (const who of [road.council, road.unitA, road.admin])
      expect((await put(1, who)).statusCode).toBe(403);
    const kept = await test.owner.selectFrom('letterhead').select(['kind', 'version']).execute();
    expect(kept).toEqual([{ kind: 'publication-decision', version: 1 }]);
  });
});

describe('the minutes of the council as a document', () => {
  it('do not exist before they are written, and are nobody’s who may not read the council’s work', async () => {
    expect((await minutes(road.council)).json()).toMatchObject({
      code: 'document-not-ready',
      errors: [{ code: 'minutes-none-written' }],
    });
    for (const who of [road.unitA, road.viewer, road.admin]) {
      expect((await minutes(who)).statusCode).toBe(403);
      expect((await decision(who)).statusCode).toBe(403);
    }
  });

  it('tell what was decided with its votes, every layer and the adopted table', async () => {
    const decide = road.council.send(
      'PUT',
      `/rounds/${ROUND}/units/${road.ids['so-b']}/items/1.2/council-decision`,
      {
        decision: 'raise',
        points: '4',
        reason: 'Đủ hồ sơ bổ sung',
        votes: { inFavour: 7, against: 2, abstained: 1 },
      },
      { 'if-match': '"1"' },
    );
    await ok(decide);
    expect((await decision(road.standingBody)).json()).toMatchObject({
      errors: [{ code: 'result-differs', place: 'unit:so-b' }],
    });
    await ok(road.standingBody.send('POST', `/rounds/${ROUND}/result-freezes`, {}));
    await signMinutes(road, ROUND);
    const docx = await minutes(road.council);
    expect(nameOf(docx)).toContain(`bien-ban-hop-hoi-dong-${ROUND}.docx`);
    const words = docxWords(docx.rawPayload);
    for (const text of [
      'Sở Bình Định',
      'Đủ hồ sơ bổ sung',
      'Điều chỉnh tăng điểm.',
      '7/2/1',
      'Người hoidong',
      'Phòng họp (mẫu)',
      'Thống nhất kết quả (mẫu)',
      '08 giờ 00 phút, ngày 28 tháng 02 năm 2022',
      'Thông qua bảng kết quả',
      'Xã Đắk Lắk',
    ])
      expect(words).toContain(text);
    expect(words).not.toContain('DỰ THẢO');
    expect(words).not.toMatch(/[{}]/);
    expect((await minutes(road.council, 'pdf')).rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('are a draft again as soon as they are rewritten', async () => {
    const { minutes: written } = await ok<Council>(road.standingBody.get(`/rounds/${ROUND}/council`));
    if (!written) throw new Error('no minutes');
    const { heldAt, endedAt, place, chairId, secretaryId, attendance } = written;
    const body = { heldAt, endedAt, place, chairId, secretaryId, attendance, conclusions: 'Sửa.\nThêm.' };
    const path = `/rounds/${ROUND}/council/minutes`;
    await ok(road.standingBody.send('PUT', path, body, { 'if-match': `"${written.version}"` }));
    const docx = await minutes(road.standingBody);
    expect(nameOf(docx)).toContain('-du-thao.docx');
    expect(docxWords(docx.rawPayload)).toContain('DỰ THẢO');
    await signMinutes(road, ROUND);
  });
});

describe('the decision that publishes as a document', () => {
  it('is a draft before the council while it sits, and ready to be signed once the round is approved', async () => {
    const draft = await decision(road.council);
    expect(nameOf(draft)).toContain(`quyet-dinh-cong-bo-${ROUND}-du-thao.docx`);
    expect(docxWords(draft.rawPayload)).toContain('DỰ THẢO');
    await moveRound(road, ROUND, 'approved');
    const { state } = await ok<Round>(road.standingBody.get(`/rounds/${ROUND}`));
    expect(state).toBe('approved');
    const words = docxWords((await decision(road.standingBody)).rawPayload);
    for (const text of [
      'Ủy ban nhân dân tỉnh Mẫu',
      'Chủ tịch Ủy ban nhân dân tỉnh Mẫu',
      'công bố Chỉ số cải cách hành chính năm 2021 của Khối sở',
      'tại Biên bản họp ngày 28/02/2022',
      'Quyết định này có hiệu lực kể từ ngày ký.',
      'Nguyễn Văn Mẫu',
      'Sở Á',
      'Sở Bình Định',
      'Xã Đắk Lắk',
    ])
      expect(words).toContain(text);
    expect(words).not.toContain('DỰ THẢO');
    // The proposal closes the grounds, as the decree's form has it.
    expect(words.indexOf('Theo đề nghị của Giám đốc')).toBeGreaterThan(words.indexOf('Biên bản họp ngày'));
    expect((await decision(road.council, 'pdf')).rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  });
});
