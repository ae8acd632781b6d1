/**
 * Criteria fed by measures in a real round: a source sends dossiers, the standing body takes the figures, the unit reads
 * where they come from and types none of them, hands in, and a dossier that is corrected afterwards shows as a
 * difference beside the frozen figure. Each screen on a phone and on a desk.
 */
import type { Round, SignOff } from '@parix/api-contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { send, upload } from '../pages/api.ts';
import { look } from '../pages/look.ts';
import { open, read, signIn, type Person } from '../pages/workspace.ts';
import { type RunningServer, startServer } from '../start-server.ts';

const ROUND = 'tu-ho-so';
const PASSWORD = 'parix-tinh-mau-2022';
const UNITS = `unit,name,kind,block,valid from
hs-a,Sở Hồ Sơ Á (mẫu),department,Khối hồ sơ,2015-01-01
hs-b,Sở Hồ Sơ Bình (mẫu),department,Khối hồ sơ,2015-01-01
`;
const SET = `format: parix.criteria-set/1
id: tu-ho-so
title: Bộ tiêu chí lấy từ hồ sơ (mẫu)
sample: true
index-years: { from: 2021, to: 2021 }
unit-kinds: { department: Sở }
total: { max: "4" }
areas:
  - code: "1"
    name: Hồ sơ
    max: "4"
    source: mẫu
    criteria:
      - code: "1.1"
        name: Hồ sơ đúng hạn
        max: "4"
        figures:
          dung_han: { type: integer, label: Số đúng hạn, unit: hồ sơ, max: 1000000, measure: { id: one-stop.settled-on-time-ratio, part: numerator } }
          tong: { type: integer, label: Tổng số, unit: hồ sơ, max: 1000000, measure: { id: one-stop.settled-on-time-ratio, part: denominator } }
        rule: { ratio-linear: { numerator: dung_han, denominator: tong, zero-denominator: no-data } }
        cases: [{ name: Một nửa, figures: { dung_han: 1, tong: 2 }, points: "2" }]
`;

let browser: Browser;
let server: RunningServer;
let standing: Person;
let focal: Person;
let leader: Person;
let appraiser: Person;
let unitId: string;
let token: string;

const enter = (username: string) => signIn(browser, username, 1440, server.url);
const cardPath = () => `/rounds/${ROUND}/cards/${unitId}?item=1.1`;

async function move(to: Round['state']): Promise<void> {
  const { version } = await read<Round>(standing, `/rounds/${ROUND}`);
  const ifMatch = { 'if-match': `"${version}"` };
  await send(standing, 'POST', `/rounds/${ROUND}/moves`, { to, acknowledge: true }, ifMatch);
}

/** A dossier of June 2021, due on the tenth. */
const dossier = (n: number, finished: string, revision = 0) => ({
  ...{ unit: 'hs-a', dossier: `HS-${n}`, id: 'ket-thuc', revision, kind: 'reported' },
  ...{ at: '2021-06-20T02:00:00Z', received: '2021-06-01T02:00:00Z', due: '2021-06-10T00:00:00+07:00' },
  ...{ finished: `${finished}T02:00:00Z`, state: 'returned', channel: 'counter' },
});

async function sendDossiers(events: readonly object[]): Promise<void> {
  const answer = await fetch(`${server.url}/api/v1/dossier-events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ events }),
  });
  expect(await answer.json()).toMatchObject({ taken: events.length, rejected: [] });
}

async function prepare(): Promise<void> {
  await upload(standing, '/criteria-sets?dryRun=false', 'tu-ho-so.yaml', SET);
  await upload(standing, '/units/import?dryRun=false', 'don-vi.csv', UNITS);
  const admin = await enter('quantri');
  const { items } = await read<{ items: { id: string; code: string }[] }>(admin, '/units?limit=200');
  unitId = items.find(({ code }) => code === 'hs-a')?.id ?? '';
  const add = (username: string, role: string, ofUnit: string | null) =>
    send(admin, 'POST', '/accounts', {
      ...{ username, displayName: `${username} (mẫu)`, roles: [role], unitId: ofUnit, areas: [] },
      password: PASSWORD,
    });
  await add('daumoi-hs', 'focal-point', unitId);
  await add('lanhdao-hs', 'unit-leader', unitId);
  await add('thamdinh-hs', 'appraiser', null);
  await admin.context.close();
  const source = { code: 'mot-cua-hs', name: 'Một cửa tỉnh (mẫu)' };
  ({ token } = await send<{ token: string }>(standing, 'POST', '/dossier-sources', source));
  await sendDossiers([1, 2, 3, 4].map((n) => dossier(n, n === 4 ? '2021-06-14' : '2021-06-08')));
  await send(standing, 'POST', '/rounds', {
    ...{ id: ROUND, title: 'Đợt lấy số liệu từ hồ sơ (mẫu)', indexYear: 2021, setVersionId: 'tu-ho-so@1' },
    ...{ blockId: 'khoi-ho-so', selfScoringOpensAt: null, selfScoringClosesAt: null },
    ...{ appraisalClosesAt: null, replyWaivedReason: 'Vòng mẫu' },
  });
  await move('self-scoring');
}

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
  standing = await enter('thuongtruc');
  await prepare();
  focal = await enter('daumoi-hs');
  leader = await enter('lanhdao-hs');
  appraiser = await enter('thamdinh-hs');
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('figures from the dossiers', () => {
  it('are taken by the standing body for every unit of the round', async () => {
    const page = await open(standing, `/rounds/${ROUND}`);
    await page.getByRole('button', { name: 'Lấy số liệu', exact: true }).click();
    await page.getByRole('row', { name: /Sở Hồ Sơ Á.*3.*4/ }).waitFor();
    await page.getByRole('row', { name: /Sở Hồ Sơ Bình.*Chưa có nguồn/ }).waitFor();
    await look(page, 'counted-round');
  });

  it('stand on the card with measure, formula, period and source, and cannot be typed', async () => {
    const page = await open(focal, cardPath());
    const field = page.getByLabel('Số đúng hạn');
    expect(await field.inputValue()).toBe('3');
    expect(await field.isEditable()).toBe(false);
    await page.getByText('75,00 % (3 / 4)').waitFor();
    await page.getByText('01/01/2021 – 31/12/2021').first().waitFor();
    await page.getByText('Chưa chốt:').waitFor();
    // What is the unit's own is saved as ever.
    await page.getByLabel('Giải trình').fill('Một hồ sơ chờ xác minh');
    await page.keyboard.press('Tab');
    await expect
      .poll(
        async () =>
          (
            await read<{ items: { explanation: string | null }[] }>(
              focal,
              `/rounds/${ROUND}/units/${unitId}/card`,
            )
          ).items[0]?.explanation,
      )
      .toBe('Một hồ sơ chờ xác minh');
    await look(page, 'counted-card');
  });

  it('are frozen when the unit hands in; what is corrected later shows as a difference', async () => {
    const path = `/rounds/${ROUND}/units/${unitId}`;
    const sent = await send<SignOff>(focal, 'POST', `${path}/card/send`, { withMissing: true });
    await send(leader, 'POST', `${path}/card/approve`, { sentSequence: sent.sentSequence });
    await sendDossiers([dossier(3, '2021-06-14', 1)]);
    const page = await open(focal, cardPath());
    await page.getByText('Từ khi lấy: 75,00 % (3 / 4) → 50,00 % (2 / 4).').waitFor();
    await page.getByText('1 hồ sơ được sửa hoặc đến muộn.').waitFor();
    await page.getByText('Đã chốt:').waitFor();
    expect(await page.getByLabel('Số đúng hạn').inputValue()).toBe('3');
    await look(page, 'counted-difference');
    await page.getByRole('link', { name: 'HS-3' }).click();
    await page.getByRole('heading', { name: 'Hồ sơ HS-3' }).waitFor();
  });

  it('tell the appraiser the same, where the item is judged', async () => {
    await move('appraisal');
    const page = await open(appraiser, `/rounds/${ROUND}/appraisal?item=1.1`);
    const row = page.getByRole('row', { name: /Sở Hồ Sơ Á/ });
    await row.locator('summary', { hasText: 'Số liệu lấy từ hồ sơ một cửa' }).click();
    await row.getByText('Từ khi lấy: 75,00 % (3 / 4) → 50,00 % (2 / 4).').waitFor();
    await look(page, 'counted-appraisal');
  });

  it('have a page for the index of every month, which says what to do before there is one', async () => {
    const page = await open(focal, '/dossiers/monthly');
    await page.getByText('Chưa có tháng nào được tính.').waitFor();
    await look(page, 'monthly-none');
    expect([...focal.errors, ...standing.errors, ...appraiser.errors]).toEqual([]);
  });
});
