import type { Approval, Card, EvidenceDocument, SignOff } from '@parix/api-contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRound, moveRound, ok, openRoad, type Road } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let road: Road;
let document: EvidenceDocument;

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  const added = await ok<{ document: EvidenceDocument }>(
    road.unitA.send('POST', `/units/${road.ids['so-a']}/evidence`, {
      abstract: 'Báo cáo năm',
      number: '99/BC-SoA',
      issuedOn: '2022-01-05',
      issuer: 'Sở Á',
      kind: 'report',
      validFrom: null,
      validTo: null,
      url: '',
      uploadId: null,
    }),
  );
  document = added.document;
  for (const [id, dataRefusedOutside] of [
    ['gan-co', false],
    ['tu-choi', true],
  ] as const) {
    const dates = { dataFrom: '2020-12-15', dataTo: '2021-12-14', dataRefusedOutside };
    await createRound(road, { id, ...dates });
    await moveRound(road, id, 'self-scoring');
  }
});
afterAll(() => test.close());

const link = () => ({
  title: 'gì cũng được',
  reference: '',
  url: '',
  page: '2',
  documentId: document.id,
  version: 1,
  quote: '',
});
const save = (round: string, item: string, figures: object, evidence: object[]) =>
  road.unitA.send(
    'PUT',
    `/rounds/${round}/units/${road.ids['so-a']}/items/${item}`,
    { figures, notApplicableReason: null, explanation: 'Giải trình', evidence },
    { 'if-match': '"0"' },
  );

it('flags a document issued outside the window on the card, and stores it', async () => {
  await ok(save('gan-co', '1.1', { bao_cao: '4' }, [link()]));
  const card = await ok<Card>(road.unitA.get(`/rounds/gan-co/units/${road.ids['so-a']}/card`));
  expect(card.items.find((item) => item.itemId === '1.1')?.cutOff).toEqual([
    {
      place: '/evidence/0',
      value: '2022-01-05',
      message: 'Ngày 05/01/2022 nằm ngoài khoảng thời gian lấy số liệu của đợt (15/12/2020 – 14/12/2021).',
    },
  ]);
});

it('refuses it where the round says so, by its place, and stores nothing', async () => {
  const refused = await save('tu-choi', '1.1', { bao_cao: '4' }, [link()]);
  expect(refused.json()).toMatchObject({
    code: 'outside-cut-off',
    status: 422,
    errors: [{ place: '/evidence/0', code: 'outside-cut-off', value: '2022-01-05' }],
  });
  const card = await ok<Card>(road.unitA.get(`/rounds/tu-choi/units/${road.ids['so-a']}/card`));
  expect(card.items.find((item) => item.itemId === '1.1')?.version).toBe(0);
});

it('freezes what the library says of a document with the submission, not what was sent', async () => {
  const card = `/rounds/gan-co/units/${road.ids['so-a']}`;
  const sent = await ok<SignOff>(road.unitA.send('POST', `${card}/card/send`, { withMissing: true }));
  const { submission } = await ok<Approval>(
    road.leaderA.send('POST', `${card}/card/approve`, { sentSequence: sent.sentSequence }),
  );
  const { record } = await ok<{ record: string }>(
    road.unitA.get(`${card}/submissions/${submission.sequence}`),
  );
  const { items } = JSON.parse(record) as { items: { id: string; evidence: object[] }[] };
  expect(items.find(({ id }) => id === '1.1')?.evidence).toMatchObject([
    {
      documentId: document.id,
      version: 1,
      title: 'Báo cáo năm',
      document: {
        number: '99/BC-SoA',
        abstract: 'Báo cáo năm',
        issuedOn: '2022-01-05',
        issuer: 'Sở Á',
        sha256: null,
      },
    },
  ]);
});
