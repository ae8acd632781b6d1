/**
 * After the publication: a unit fills its remediation plan from the points it lost, its leader approves, the lead agency
 * finds one task fixed and one not; next year's rule reads the outcome, and what comes back is marked. Each screen is
 * looked at on a phone and on a desk.
 */
import type { Council, ListedTask, Round } from '@parix/api-contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SET } from '../../apps/server/src/testing/small-set.ts';
import { launchBrowser } from '../browser.ts';
import { send, upload } from '../pages/api.ts';
import { look } from '../pages/look.ts';
import { check, claim, confirm, fillIn, taskOf } from '../pages/remediation.ts';
import { open, read, signIn, type Person } from '../pages/workspace.ts';
import { type RunningServer, startServer } from '../start-server.ts';

const FIRST = 'khac-phuc-2020';
const NEXT = 'khac-phuc-2021';
const PASSWORD = 'parix-tinh-mau-2022';
const UNITS = `unit,name,kind,block,valid from
kp-a,Sở Khắc Phục Á (mẫu),department,Khối khắc phục,2015-01-01
kp-b,Sở Khắc Phục Bình (mẫu),department,Khối khắc phục,2015-01-01
`;
const FACTS = `unit,1.1.bao_cao,1.2.dung_han,1.2.tong,2.2.niem_yet,2.2.truc_tuyen
kp-a,4,"95,5",100,x,x
kp-b,2,60,100,x,không
`;
const SURVEYS = `unit,2.1
kp-a,5
kp-b,5
`;

let browser: Browser;
let server: RunningServer;
let standing: Person;
let chair: Person;
let focal: Person;
let leader: Person;
let lead: Person;
let appraiser: Person;
let unitId: string;

const enter = (username: string) => signIn(browser, username, 1440, server.url);
const planPath = (round: string) => `/rounds/${round}/remediation/${unitId}`;

async function move(round: string, to: Round['state']): Promise<void> {
  const { version } = await read<Round>(standing, `/rounds/${round}`);
  await send(
    standing,
    'POST',
    `/rounds/${round}/moves`,
    { to, acknowledge: true },
    { 'if-match': `"${version}"` },
  );
}

const accountOf = async (person: Person) =>
  (await read<{ account: { id: string } }>(person, '/session')).account.id;

async function signMinutes(round: string): Promise<void> {
  const body = {
    ...{ heldAt: '2022-02-28T01:00:00Z', endedAt: null, place: 'Phòng họp (mẫu)', conclusions: 'Thống nhất' },
    ...{ chairId: await accountOf(chair), secretaryId: await accountOf(standing) },
    attendance: [{ name: 'Chủ tịch', capacity: 'Chủ tịch Hội đồng', present: true }],
  };
  const path = `/rounds/${round}/council/minutes`;
  const { minutes } = await send<Council>(standing, 'PUT', path, body, { 'if-match': '"0"' });
  for (const [person, part] of [
    [chair, 'chair'],
    [standing, 'secretary'],
  ] as const)
    await send(person, 'POST', `${path}/sign`, { version: minutes?.version, part });
}

async function createRound(round: string, indexYear: number): Promise<void> {
  await send(standing, 'POST', '/rounds', {
    ...{ id: round, title: `Đợt khắc phục ${indexYear} (mẫu)`, indexYear, setVersionId: 'bo-thu@1' },
    ...{ blockId: 'khoi-khac-phuc', selfScoringOpensAt: null, selfScoringClosesAt: null },
    ...{ appraisalClosesAt: null, replyWaivedReason: 'Vòng mẫu' },
  });
  await move(round, 'self-scoring');
  await upload(standing, `/rounds/${round}/facts/import?dryRun=false`, 'so-lieu.csv', FACTS);
}

/** The shortest way from self-scoring to a result that everybody reads. */
async function publish(round: string): Promise<void> {
  await move(round, 'appraisal');
  await upload(standing, `/rounds/${round}/survey-points/import?dryRun=false`, 'khao-sat.csv', SURVEYS);
  for (const item of ['1.1', '1.2', '2.2'])
    await send(appraiser, 'POST', `/rounds/${round}/items/${item}/accept-rest`, { reason: null });
  await move(round, 'council');
  await signMinutes(round);
  await move(round, 'approved');
  const decision = { decisionNumber: '1/QĐ-MẪU', decisionDate: '2022-06-30' };
  await send(standing, 'POST', `/rounds/${round}/publications`, decision);
  const phase = async () => (await read<Round>(standing, `/rounds/${round}`)).phase;
  while ((await phase()) !== 'published') await standing.page.waitForTimeout(500);
}

async function prepare(): Promise<void> {
  await upload(standing, '/criteria-sets?dryRun=false', 'bo-thu.yaml', SMALL_SET);
  await upload(standing, '/units/import?dryRun=false', 'don-vi.csv', UNITS);
  const admin = await enter('quantri');
  const { items } = await read<{ items: { id: string; code: string }[] }>(admin, '/units?limit=200');
  unitId = items.find(({ code }) => code === 'kp-b')?.id ?? '';
  const add = (username: string, role: string, ofUnit: string | null) =>
    send(admin, 'POST', '/accounts', {
      ...{ username, displayName: `${username} (mẫu)`, roles: [role], unitId: ofUnit, areas: [] },
      password: PASSWORD,
    });
  await add('daumoi-kp', 'focal-point', unitId);
  await add('lanhdao-kp', 'unit-leader', unitId);
  await add('chutri-kp', 'lead-appraiser', null);
  await add('thamdinh-kp', 'appraiser', null);
  await admin.context.close();
}

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
  standing = await enter('thuongtruc');
  chair = await enter('hoidong');
  await prepare();
  appraiser = await enter('thamdinh-kp');
  await createRound(FIRST, 2020);
  await publish(FIRST);
  focal = await enter('daumoi-kp');
  leader = await enter('lanhdao-kp');
  lead = await enter('chutri-kp');
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const OWNER = 'daumoi-kp (mẫu)';

describe('the unit', () => {
  it('fills its plan from the points it lost, in one step', async () => {
    const page = await open(focal, planPath(FIRST));
    await page.getByText('3 mục bị mất điểm').waitFor();
    await look(page, 'remediation-none');
    await page.getByRole('button', { name: 'Lập kế hoạch từ các tồn tại này' }).click();
    await taskOf(page, '2.2').waitFor();
    expect(await page.locator('[data-task]').count()).toBe(3);
    await taskOf(page, '1.2').getByText('Mất 2 điểm').waitFor();
    await page.getByRole('button', { name: 'Trình lãnh đạo' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Trình lãnh đạo' }).click();
    await page.getByRole('dialog').getByText('thiếu biện pháp khắc phục').first().waitFor();
    await look(page, 'remediation-incomplete');
    await page.getByRole('dialog').getByRole('button', { name: 'Hủy' }).click();
    for (const item of ['1.1', '1.2', '2.2'])
      await fillIn(
        taskOf(page, item),
        OWNER,
        item === '1.1' ? () => look(page, 'remediation-edit') : undefined,
      );
    await look(page, 'remediation-draft');
    await confirm(page, 'Trình lãnh đạo');
  });

  it('has it approved by its leader, and says of two tasks that they are done', async () => {
    const desk = await open(leader, planPath(FIRST));
    await confirm(desk, 'Duyệt kế hoạch');
    await desk.getByText('Đang thực hiện').first().waitFor();
    const page = await open(focal, planPath(FIRST));
    await claim(taskOf(page, '1.1'), () => look(page, 'remediation-claim'));
    await claim(taskOf(page, '1.2'));
  });
});

describe('the lead agency', () => {
  it('finds one task fixed and one not', async () => {
    const page = await open(lead, '/remediation?list=to-check');
    await page
      .getByRole('link', { name: /Khắc Phục Bình/ })
      .first()
      .waitFor();
    await look(page, 'remediation-to-check');
    await open(lead, planPath(FIRST));
    await check(taskOf(page, '1.1'), 'Đã khắc phục');
    await check(taskOf(page, '1.2'), 'Chưa khắc phục', () => look(page, 'remediation-check'));
    await look(page, 'remediation-checked');
  });
});

describe('next year', () => {
  it('reads the outcome as two figures of an item, looked at before they are stored', async () => {
    await createRound(NEXT, 2021);
    const page = await open(standing, `/rounds/${NEXT}/remediation`);
    await page.getByLabel('Mục nhận số liệu').selectOption('1.2');
    await page.getByLabel('Số liệu nhận số nhiệm vụ đã khắc phục').selectOption('dung_han');
    await page.getByLabel('Số liệu nhận tổng số nhiệm vụ').selectOption('tong');
    await page.getByLabel('Đến hết ngày').fill('31/12/2099');
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.getByRole('button', { name: 'Ghi số liệu của 1 đơn vị' }).waitFor();
    await look(page, 'remediation-figures');
    await page.getByRole('button', { name: 'Ghi số liệu của 1 đơn vị' }).click();
    await page.getByText(/^Đã ghi lúc /).waitFor();
  });

  it('marks what comes back, for the unit and for the standing body', async () => {
    await publish(NEXT);
    const page = await open(focal, planPath(NEXT));
    await page.getByRole('button', { name: 'Lập kế hoạch từ các tồn tại này' }).click();
    await taskOf(page, '1.1')
      .getByText(/Lặp lại tồn tại của .* \(Đã khắc phục\)/)
      .waitFor();
    await taskOf(page, '1.2')
      .getByText(/Lặp lại tồn tại của .* \(Chưa khắc phục\)/)
      .waitFor();
    for (const item of ['1.1', '1.2', '2.2']) await fillIn(taskOf(page, item), OWNER);
    await confirm(page, 'Trình lãnh đạo');
    await confirm(await open(leader, planPath(NEXT)), 'Duyệt kế hoạch');
    const { items } = await read<{ items: ListedTask[] }>(standing, '/remediation-tasks?list=repeated');
    expect(items.map(({ itemId }) => itemId).sort()).toEqual(['1.1', '1.2', '2.2']);
    const list = await open(standing, `/remediation?list=repeated&round=${NEXT}`);
    await list.getByText('3 nhiệm vụ khắc phục').first().waitFor();
    await list.getByLabel('Lĩnh vực').selectOption('1');
    await list.getByText('2 nhiệm vụ khắc phục').first().waitFor();
    await look(list, 'remediation-repeated');
    const units = await open(standing, `/rounds/${NEXT}/remediation`);
    await units.getByRole('link', { name: /Khắc Phục Bình/ }).waitFor();
    await look(units, 'remediation-units');
  });
});

describe('a commendation', () => {
  it('rests on the published result and is shown with the unit', async () => {
    const page = await open(standing, '/commendations');
    await page.getByRole('button', { name: 'Ghi nhận khen thưởng' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Đợt làm căn cứ').selectOption(NEXT);
    await dialog.getByLabel('Hình thức khen thưởng').fill('Bằng khen của Chủ tịch UBND tỉnh (mẫu)');
    await dialog.getByLabel('Số quyết định').fill('15/QĐ-MẪU');
    await dialog.getByLabel('Ngày quyết định').fill('15/07/2022');
    await dialog.getByLabel('Người ký, chức vụ').fill('Chủ tịch UBND tỉnh (mẫu)');
    await dialog
      .getByLabel('Đơn vị', { exact: true })
      .selectOption({ label: 'Sở Khắc Phục Á (mẫu) (hạng 1)' });
    await look(page, 'commendation-form');
    await dialog.getByRole('button', { name: 'Ghi nhận' }).click();
    await page.getByText('Còn hiệu lực').waitFor();
    await look(page, 'commendations');
    const { items } = await read<{ items: { id: string; code: string }[] }>(standing, '/units?limit=200');
    const unit = await open(standing, `/units/${items.find(({ code }) => code === 'kp-a')?.id}`);
    await unit.getByText(/Bằng khen của Chủ tịch UBND tỉnh/).waitFor();
  });
});
