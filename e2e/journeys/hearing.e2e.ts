/**
 * From the preliminary result to the published one: a district appraised by five agencies over eight areas, two items
 * contested, one raised, one kept, the council, 85,5 points. Each screen is looked at on a phone and on a desk.
 */
import { readFile } from 'node:fs/promises';
import type { Round } from '@parix/api-contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { send, upload } from '../pages/api.ts';
import { signMinutes, typeMinutes } from '../pages/council.ts';
import { look } from '../pages/look.ts';
import { moveRound, open, read, signIn, type Person } from '../pages/workspace.ts';
import { type RunningServer, startServer } from '../start-server.ts';

const ROUND = 'huyen-2020-giai-trinh';
const RAISED = '5.2.1';
const KEPT = '8.1.3';
const PASSWORD = 'parix-tinh-mau-2022';
/** Which agency appraises which areas of the sample set. */
const AGENCIES = [['1', 'P'], ['2', '3'], ['4', '5'], ['6', '7'], ['8']];
const data = (name: string) =>
  readFile(new URL(`../../demo/data/2020-huyen-${name}.csv`, import.meta.url), 'utf8');

let browser: Browser;
let server: RunningServer;
let standing: Person;
let chair: Person;
let focal: Person;
let leader: Person;
let appraisers: Person[];
let unitId: string;

const enter = (username: string) => signIn(browser, username, 1440, server.url);
const pathOf = (rest: string) => `/rounds/${ROUND}${rest}`;
const appraiserOf = (item: string): Person => {
  const at = AGENCIES.findIndex((areas) => areas.includes(item.split('.')[0] ?? ''));
  const person = appraisers[at];
  if (!person) throw new Error(`nobody appraises ${item}`);
  return person;
};

async function prepare(): Promise<void> {
  const admin = await enter('quantri');
  const { items } = await read<{ items: { id: string; code: string }[] }>(admin, '/units?limit=200');
  unitId = items.find(({ code }) => code === 'MAU-H85')?.id ?? '';
  const add = (username: string, role: string, more: object) =>
    send(admin, 'POST', '/accounts', {
      username,
      displayName: `${username} (mẫu)`,
      roles: [role],
      unitId: null,
      areas: [],
      password: PASSWORD,
      ...more,
    });
  await add('dauMoi85'.toLowerCase(), 'focal-point', { unitId });
  await add('lanhdao85', 'unit-leader', { unitId });
  for (const [at, areas] of AGENCIES.entries()) await add(`thamdinh${at + 1}`, 'appraiser', { areas });
  await admin.context.close();
  await send(standing, 'POST', '/rounds', {
    id: ROUND,
    title: 'Chỉ số CCHC năm 2020 – Huyện Mẫu, có giải trình (mẫu)',
    indexYear: 2020,
    setVersionId: 'sample-province-2020@2',
    blockId: 'huyen-mau',
    selfScoringOpensAt: null,
    selfScoringClosesAt: null,
    appraisalClosesAt: null,
  });
  await step('self-scoring');
  await upload(standing, pathOf('/facts/import?dryRun=false'), 'tu-cham.csv', await data('self'));
  await step('appraisal');
  await upload(standing, pathOf('/survey-points/import?dryRun=false'), 'khao-sat.csv', await data('surveys'));
  const points = (await data('appraisal')).replace(
    `MAU-H85,${RAISED},points,0.75`,
    `MAU-H85,${RAISED},points,0.50`,
  );
  await upload(standing, pathOf('/facts/import?dryRun=false'), 'tham-dinh.csv', points);
}

async function step(to: Round['state']): Promise<void> {
  const { version } = await read<Round>(standing, pathOf(''));
  await send(standing, 'POST', pathOf('/moves'), { to, acknowledge: true }, { 'if-match': `"${version}"` });
}

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
  standing = await enter('thuongtruc');
  chair = await enter('hoidong');
  await prepare();
  focal = await enter('daumoi85');
  leader = await enter('lanhdao85');
  appraisers = [];
  for (const at of AGENCIES.keys()) appraisers.push(await enter(`thamdinh${at + 1}`));
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('five agencies', () => {
  it('each judge their own areas, and between them leave nothing open', async () => {
    for (const [at, person] of appraisers.entries()) {
      const { items } = await read<{ items: { itemId: string; mine: boolean }[] }>(
        person,
        pathOf('/appraisal-progress'),
      );
      const mine = items.filter((item) => item.mine).map(({ itemId }) => itemId);
      expect(new Set(mine.map((item) => item.split('.')[0]))).toEqual(new Set(AGENCIES[at]));
      for (const item of mine)
        await send(person, 'POST', pathOf(`/items/${item}/accept-rest`), { reason: null });
    }
    const { items } = await read<{ items: { itemId: string; decided: number; units: number }[] }>(
      standing,
      pathOf('/appraisal-progress'),
    );
    expect(items.filter(({ decided, units }) => decided < units).map(({ itemId }) => itemId)).toEqual([]);
  });
});

describe('the preliminary result', () => {
  it('is told with a date for replies', async () => {
    const page = await open(standing, pathOf(''));
    await page.getByText('Sửa tên, gia hạn hoặc đổi lịch').click();
    await page.getByLabel('Hết hạn giải trình').fill('31/12/2099 17:00');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await expect.poll(async () => (await read<Round>(standing, pathOf(''))).repliesCloseAt).not.toBeNull();
    await look(page, 'round-settings');
    await moveRound(standing, ROUND, 'Thông báo kết quả sơ bộ');
    await open(standing, pathOf('')).then((shown) =>
      shown.getByText('Đang lấy giải trình').first().waitFor(),
    );
  });

  it('shows the unit what differs; it disagrees with both items', async () => {
    const page = await open(focal, '/');
    await page.getByRole('link', { name: 'Giải trình kết quả sơ bộ' }).click();
    await page.getByText('Đã trả lời 0 trong 7 mục.').waitFor();
    await look(page, 'reply-empty');
    for (const [item, words] of [
      [RAISED, 'Số liệu ở trang 4 của báo cáo 12/BC.'],
      [KEPT, 'Văn bản ban hành đúng hạn theo dấu bưu điện.'],
    ] as const) {
      const panel = page.locator(`[data-item="${item}"]`);
      await panel.getByLabel('Không đồng ý').check();
      await panel.getByLabel(/^Giải trình/).fill(words);
      await panel.getByLabel(/^Giải trình/).blur();
    }
    await page.getByText('Đã trả lời 2 trong 7 mục.').waitFor();
    await look(page, 'reply-written');
    await page.getByRole('button', { name: 'Trình lãnh đạo' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Trình lãnh đạo' }).click();
    await page.getByText('Chờ lãnh đạo đơn vị duyệt', { exact: true }).waitFor();
  });

  it('is answered once the leader has approved, and the standing body sees it', async () => {
    const page = await open(leader, pathOf(`/replies/${unitId}`));
    await page.getByRole('button', { name: 'Duyệt giải trình' }).click();
    await look(page, 'reply-approve');
    await page.getByRole('dialog').getByRole('button', { name: 'Duyệt giải trình' }).click();
    await page.getByText('Lãnh đạo đã duyệt').waitFor();
    const list = await open(standing, pathOf('/replies'));
    await list.getByRole('link', { name: /85,5/ }).waitFor();
    await look(list, 'replies');
    await moveRound(standing, ROUND, 'Chuyển sang thẩm định lại');
  });
});

describe('the second appraisal', () => {
  it('raises one item and keeps the other, each with its answer to the unit', async () => {
    const first = await open(appraiserOf(RAISED), pathOf(`/appraisal?item=${RAISED}`));
    await first.getByText('Số liệu ở trang 4 của báo cáo 12/BC.').first().waitFor();
    await look(first, 'second-appraisal-open');
    await first.locator('[data-control="reduce"]').click();
    await first.getByLabel('Điểm thẩm định').fill('0,75');
    await first.getByLabel('Lý do', { exact: true }).fill('Trang 4 chứng minh được một phần.');
    await first.getByLabel('Lý do', { exact: true }).blur();
    await first
      .getByText(/Đã lưu \d/)
      .first()
      .waitFor();
    await look(first, 'second-appraisal');
    const second = await open(appraiserOf(KEPT), pathOf(`/appraisal?item=${KEPT}`));
    await second.locator('[data-control="keep"]').click();
    await second.getByLabel('Lý do', { exact: true }).fill('Ngày ban hành trên văn bản là sau hạn.');
    await second.getByLabel('Lý do', { exact: true }).blur();
    await second
      .getByText(/Đã lưu \d/)
      .first()
      .waitFor();
    await moveRound(standing, ROUND, 'Trình Hội đồng');
  });
});

describe('the council', () => {
  it('sees every layer of both items, keeps one by vote, and signs its minutes', async () => {
    const page = await open(chair, pathOf('/council'));
    await page.getByRole('article').nth(1).waitFor();
    expect(await page.getByRole('article').count()).toBe(2);
    await look(page, 'council');
    const item = page.getByRole('article', { name: new RegExp(KEPT.replaceAll('.', '\\.')) });
    await item.getByRole('button', { name: 'Ghi kết luận của Hội đồng' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Lý do').fill('Hội đồng giữ nguyên kết quả thẩm định lại.');
    await dialog.getByLabel('Số phiếu đồng ý').fill('7');
    await dialog.getByLabel('Số phiếu không đồng ý').fill('1');
    await look(page, 'council-decide');
    await dialog.getByRole('button', { name: 'Ghi kết luận' }).click();
    await item.getByText('Biểu quyết: 7 đồng ý, 1 không đồng ý, 0 không có ý kiến.').waitFor();
    const desk = await open(standing, pathOf('/council'));
    await desk.getByRole('button', { name: 'Chốt lại bảng kết quả' }).click();
    await desk.getByText(/^Bảng số 2, /).waitFor();
    await signMinutes(standing, chair, ROUND);
    await look(chair.page, 'council-signed');
  });

  it('keeps what one types while another saves the minutes', async () => {
    const mine = await typeMinutes(chair, ROUND, 'Kết luận do chủ tọa ghi.');
    const theirs = await typeMinutes(standing, ROUND, 'Kết luận do thư ký ghi.');
    await theirs.getByRole('button', { name: 'Lưu biên bản' }).click();
    await theirs.getByRole('button', { name: 'Ký với tư cách thư ký' }).waitFor();
    await mine.getByRole('button', { name: 'Lưu biên bản' }).click();
    await mine.getByText(/^Người khác vừa lưu bản \d+ của biên bản$/).waitFor();
    await look(mine, 'council-overtaken');
    const typed = mine.getByLabel('Kết luận của Hội đồng');
    expect(await typed.inputValue()).toBe('Kết luận do chủ tọa ghi.');
    await mine.getByRole('button', { name: 'Giữ bản của tôi' }).click();
    await mine.getByRole('button', { name: 'Lưu biên bản' }).click();
    await mine.getByText('Kết luận do chủ tọa ghi.').waitFor();
    await signMinutes(standing, chair, ROUND);
  });

  it('is followed by an approval that computes everything anew: 85,5 points', async () => {
    await moveRound(standing, ROUND, 'Phê duyệt kết quả');
    const { rows } = await read<{ rows: { points: string }[] }>(standing, pathOf('/ranking?layer=final'));
    expect(rows[0]?.points).toMatch(/^85\.50?$/);
    const unit = await open(focal, pathOf(`/replies/${unitId}`));
    await unit.getByText('Hội đồng giữ nguyên kết quả thẩm định lại.').waitFor();
    await look(unit, 'unit-after-council');
  });
});
