import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  type Approval,
  LETTERHEAD_KINDS,
  REPORT_KINDS,
  type ReportDetails,
  type ReportTemplate,
  type SignedFile,
  type SignOff,
} from '@parix/api-contract';
import { shippedTemplate } from '@parix/official-documents';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRound, moveRound, ok, openRoad, type Road } from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let road: Road;
const ROUND = 'nam-2021';

beforeAll(async () => {
  const signatureRootsFile = fileURLToPath(new URL('samples/root.pem', import.meta.url));
  test = await createTestApp({}, { signatureRootsFile });
  road = await openRoad(test);
  await createRound(road);
  await moveRound(road, ROUND, 'self-scoring');
});
afterAll(() => test.close());

const card = (rest: string): string => `/rounds/${ROUND}/units/${road.ids['so-a']}${rest}`;
const DETAILS: ReportDetails = {
  superiorBody: 'UBND TỈNH MẪU',
  issuingBody: 'SỞ Á',
  number: null,
  symbol: 'BC-SoA',
  place: 'Tỉnh Mẫu',
  date: null,
  addressees: ['Sở Nội vụ tỉnh Mẫu'],
  recipients: ['Như trên'],
  archive: 'VT',
  signer: { authority: null, title: 'GIÁM ĐỐC', name: 'Trần Văn Ký' },
  grounds: ['Thực hiện Kế hoạch số 01/KH-UBND'],
  difficulties: ['Thiếu máy quét'],
  proposals: ['Trang bị thêm'],
};
const saveDetails = (version: number, details: object, who: Client = road.unitA) =>
  who.send('PUT', card('/report-details'), details, { 'if-match': `"${version}"` });
/** Words of a .docx with its headers and footers, tags taken away. */
const wordsOf = (bytes: Buffer): string =>
  Object.entries(unzipSync(new Uint8Array(bytes)))
    .filter(([name]) => /^word\/(document|header|footer)\d*\.xml$/.test(name))
    .map(([, part]) => new TextDecoder().decode(part))
    .join(' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('what the report says beside its figures', () => {
  it('is proposed with the unit’s name, saved by version, and never overwritten by a stale one', async () => {
    const first = await road.unitA.get(card('/report-details'));
    expect(first.headers.etag).toBe('"0"');
    expect(first.json()).toMatchObject({ version: 0, details: { issuingBody: 'Sở Á' }, editable: true });
    expect(first.json()).toMatchObject({ savedAt: null, savedBy: null });
    expect(await ok(saveDetails(0, DETAILS))).toMatchObject({
      version: 1,
      details: DETAILS,
      savedAt: expect.any(String),
      savedBy: expect.any(String),
    });
    expect((await saveDetails(0, { ...DETAILS, place: 'Khác' })).json()).toMatchObject({
      code: 'edit-conflict',
      current: { version: 1, details: { place: 'Tỉnh Mẫu' } },
    });
  });

  it('is the focal point’s to write, and nobody else’s', async () => {
    for (const who of [road.contributor, road.leaderA, road.unitB, road.standingBody, road.admin])
      expect((await saveDetails(1, DETAILS, who)).json()).toMatchObject({ code: 'forbidden' });
  });
});

describe('the report', () => {
  it('of a card that is not submitted is a draft for its own people only, and says so', async () => {
    await ok(
      road.unitA.send(
        'PUT',
        card('/items/1.1'),
        {
          figures: { bao_cao: '4' },
          notApplicableReason: null,
          explanation: 'Báo cáo gửi qua trục liên thông',
          evidence: [],
        },
        { 'if-match': '"0"' },
      ),
    );
    const draft = await road.unitA.get(card('/report/docx'));
    expect(draft.headers['content-disposition']).toContain('bao-cao-tu-cham-diem-so-a-nam-2021-du-thao.docx');
    const words = wordsOf(draft.rawPayload);
    for (const text of ['DỰ THẢO', 'SỞ Á', 'Thiếu máy quét', 'Báo cáo gửi qua trục liên thông'])
      expect(words).toContain(text);
    expect((await road.appraiser.get(card('/report/docx'))).statusCode).toBe(404);
    expect((await road.unitB.get(card('/report/docx'))).statusCode).toBe(403);
  });

  it('of a submission is made from what was frozen, whatever is changed later, in both forms', async () => {
    const sent = await ok<SignOff>(road.unitA.send('POST', card('/card/send'), { withMissing: true }));
    const { submission } = await ok<Approval>(
      road.leaderA.send('POST', card('/card/approve'), { sentSequence: sent.sentSequence }),
    );
    const until = '2022-04-01T00:00:00Z';
    await ok(
      road.standingBody.send('POST', `/rounds/${ROUND}/reopenings`, {
        unitIds: [road.ids['so-a']],
        until,
        reason: 'Đính chính',
      }),
    );
    await ok(saveDetails(1, { ...DETAILS, issuingBody: 'SỞ Á MỚI' }));
    const report = await road.appraiser.get(card(`/report/docx?submission=${submission.sequence}`));
    const words = wordsOf(report.rawPayload);
    expect(words).toContain('SỞ Á');
    expect(words).not.toContain('SỞ Á MỚI');
    expect(words).not.toContain('DỰ THẢO');
    expect(words).toContain(submission.sha256);
    const again = await road.standingBody.get(card('/report/docx'));
    expect(again.rawPayload.equals(report.rawPayload)).toBe(true);
    const pdf = await road.unitA.get(card('/report/pdf'));
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect(wordsOf((await road.unitA.get(card('/report/docx?draft=true'))).rawPayload)).toContain('SỞ Á MỚI');
  });
});

describe('the template of the office', () => {
  const template = '/report-templates/self-assessment-report';
  const upload = (bytes: Uint8Array, who: Client = road.standingBody) =>
    who.upload(template, 'mau.docx', Buffer.from(bytes));
  const withText = async (text: string): Promise<Uint8Array> => {
    const parts = unzipSync(await shippedTemplate('self-assessment-report'));
    const source = new TextDecoder().decode(parts['word/document.xml']);
    const paragraph = `<w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
    return zipSync({ ...parts, 'word/document.xml': strToU8(source.replace('<w:body>', paragraph)) });
  };

  it('is put in by the standing body, used at once, and taken out again', async () => {
    const before = await ok<ReportTemplate>(road.standingBody.get(template));
    expect(before).toMatchObject({ custom: false, uploadedBy: null });
    expect(before.tags.length).toBeGreaterThan(20);
    const own = await withText('MẪU RIÊNG CỦA TỈNH');
    expect(await ok<ReportTemplate>(upload(own))).toMatchObject({ custom: true, fileName: 'mau.docx' });
    const file = await road.standingBody.get(`${template}/file`);
    expect(createHash('sha256').update(file.rawPayload).digest('hex')).toBe(
      createHash('sha256').update(own).digest('hex'),
    );
    expect(wordsOf((await road.unitA.get(card('/report/docx'))).rawPayload)).toContain('MẪU RIÊNG CỦA TỈNH');
    expect(await ok(road.standingBody.send('DELETE', template))).toMatchObject({ custom: false });
    expect(wordsOf((await road.unitA.get(card('/report/docx'))).rawPayload)).not.toContain('MẪU RIÊNG');
  });

  it.each(REPORT_KINDS)('can be fetched, put in and taken out for the %s', async (kind) => {
    const path = `/report-templates/${kind}`;
    const shipped = await road.standingBody.get(`${path}/file`);
    const put = road.standingBody.upload(path, 'rieng.docx', shipped.rawPayload);
    expect(await ok<ReportTemplate>(put)).toMatchObject({ kind, custom: true, fileName: 'rieng.docx' });
    expect(await ok(road.standingBody.send('DELETE', path))).toMatchObject({ kind, custom: false });
  });

  it.each(REPORT_KINDS)('is looked at with made-up data: %s', async (kind) => {
    const sample = await road.standingBody.get(`/report-templates/${kind}/sample/docx`);
    expect(sample.headers['content-disposition']).toContain(`mau-thu-${kind}.docx`);
    expect(wordsOf(sample.rawPayload)).toContain('dữ liệu mẫu, không phải số liệu thật');
    expect(wordsOf(sample.rawPayload)).not.toMatch(/[{}]/);
    const pdf = await road.standingBody.get(`/report-templates/${kind}/sample/pdf`);
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await road.unitA.get(`/report-templates/${kind}/sample/pdf`)).statusCode).toBe(403);
  });

  it.each(LETTERHEAD_KINDS)('is looked at with the letterhead of the office: %s', async (kind) => {
    const letterhead = {
      ...{ superiorBody: null, issuingBody: 'CƠ QUAN RIÊNG', symbol: 'XX-YY', place: 'Đắk Mẫu' },
      ...{ authority: 'NGƯỜI QUYẾT ĐỊNH', grounds: ['Căn cứ riêng'], articles: ['Điều riêng.'] },
      ...{ signer: { authority: null, title: 'Giám đốc', name: 'Ký Tên' }, recipients: ['Như trên'] },
      archive: 'VT',
    };
    const path = `/letterheads/${kind}`;
    await ok(road.standingBody.send('PUT', path, letterhead, { 'if-match': '"0"' }));
    const words = wordsOf((await road.standingBody.get(`/report-templates/${kind}/sample/docx`)).rawPayload);
    expect(words).toContain('CƠ QUAN RIÊNG');
    // Those who were there sign a record of what was said, not the office.
    expect(words.includes('Ký Tên')).toBe(kind !== 'council-minutes' && kind !== 'inspection-record');
    expect(words.includes('NGƯỜI QUYẾT ĐỊNH')).toBe(kind === 'publication-decision');
  });

  it('is refused with its faults by their place, and the one in use stands', async () => {
    expect((await upload(Buffer.from('không phải docx'))).json()).toMatchObject({
      code: 'template-invalid',
      errors: [{ place: '/file', code: 'not-a-docx' }],
    });
    const wrong = await upload(await withText('{khong_co_the_nay}'));
    expect(wrong.json()).toMatchObject({
      code: 'template-invalid',
      errors: [{ place: 'body:1', code: 'unknown-tag', value: 'khong_co_the_nay' }],
    });
    expect((await upload(await withText('x'), road.unitA)).json()).toMatchObject({ code: 'forbidden' });
    expect(await ok(road.standingBody.get(template))).toMatchObject({ custom: false });
  });
});

describe('a digitally signed PDF', () => {
  const sample = (name: string): Promise<Buffer> => readFile(new URL(`samples/${name}.pdf`, import.meta.url));

  /** Sends the file as a resumable upload. @returns its id */
  async function uploaded(who: Client, bytes: Buffer, fileName = 'bao-cao-da-ky.pdf'): Promise<string> {
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
  const files = async (): Promise<string> => {
    const { items } = await ok<{ items: { sequence: number }[] }>(road.unitA.get(card('/submissions')));
    return card(`/submissions/${items[0]?.sequence}/signed-files`);
  };

  it('is added to a submission and shown with what can honestly be said of its signature', async () => {
    const bytes = await sample('signed');
    const added = await ok<{ file: SignedFile; receipt: { recordHash: string } }>(
      road.leaderA.send('POST', await files(), { uploadId: await uploaded(road.leaderA, bytes) }),
    );
    expect(added.file).toMatchObject({
      number: 1,
      fileName: 'bao-cao-da-ky.pdf',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      signatures: [
        { status: 'valid', signer: 'Trần Văn Ký', issuer: 'Gốc thử nghiệm', coversWholeFile: true },
      ],
    });
    expect(added.file.signatures[0]?.words.join(' ')).toContain('Chưa kiểm tra chứng thư số có bị thu hồi');
    const content = await road.appraiser.get(`${await files()}/1/content`);
    expect(content.rawPayload.equals(bytes)).toBe(true);
  });

  it('signed by somebody unknown, or changed afterwards, is stored and called what it is', async () => {
    const strange = await uploaded(road.unitA, await sample('signed-by-stranger'));
    await ok(road.unitA.send('POST', await files(), { uploadId: strange }));
    const changed = await sample('signed');
    changed.write('Bao cao da sua gia', changed.indexOf('Bao cao tu danh gi'), 'latin1');
    await ok(road.unitA.send('POST', await files(), { uploadId: await uploaded(road.unitA, changed) }));
    const { items } = await ok<{ items: SignedFile[] }>(road.appraiser.get(await files()));
    expect(items.map((file) => file.signatures[0]?.status)).toEqual(['valid', 'intact-untrusted', 'broken']);
  });

  it('without a signature, of another type, of somebody else or for another unit is refused', async () => {
    const send = (who: Client, uploadId: string) =>
      files().then((path) => who.send('POST', path, { uploadId }));
    const codeOf = async (who: Client, uploadId: string): Promise<string> =>
      (await send(who, uploadId)).json<{ code: string }>().code;
    expect(await codeOf(road.unitA, await uploaded(road.unitA, await sample('unsigned')))).toBe(
      'signature-missing',
    );
    const text = await uploaded(road.unitA, Buffer.from('một dòng chữ'), 'ghi-chu.txt');
    expect(await codeOf(road.unitA, text)).toMatch(/^file-/);
    const others = await uploaded(road.leaderA, await sample('signed'));
    expect(await codeOf(road.unitA, others)).toBe('upload-missing');
    for (const who of [road.contributor, road.unitB, road.standingBody, road.admin])
      expect(await codeOf(who, others)).toBe('forbidden');
  });
});
