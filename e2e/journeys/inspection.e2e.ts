/**
 * A day of inspections: two communes visited without a network, the page opened anew on the way, everything sent twice
 * afterwards; what two people wrote about one thing, and the record that both sides sign. The findings become tasks: one
 * is found fixed, one comes back at the visit of the year after.
 */
import type { InspectionPackage, InspectionPlan, InspectionVisit, ListedTask } from '@parix/api-contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { send, upload } from '../pages/api.ts';
import { look } from '../pages/look.ts';
import { check, claim, confirm, fillIn, taskOf } from '../pages/remediation.ts';
import { open, read, signIn, type Person } from '../pages/workspace.ts';
import { type RunningServer, startServer } from '../start-server.ts';

const PASSWORD = 'parix-tinh-mau-2022';
const FIRST = 'Tỷ lệ hồ sơ trực tuyến đạt thấp';
const roundId = 'xa-2020';
const NEXT = 'xa-2021';
const SECOND = 'Kết quả khắc phục tồn tại năm trước còn hạn chế';

let browser: Browser;
let server: RunningServer;
let standing: Person;
let inspector: Person;
let colleague: Person;
/** Leader and focal point of each commune, in the order of the visits. */
let leaders: Person[];
let focalPoints: Person[];
let lead: Person;
const units: { id: string; name: string }[] = [];
const accounts: Record<string, string> = {};
let visits: InspectionVisit[];

const enter = (username: string) => signIn(browser, username, 1440, server.url);
const apiPath = ({ unitId, id }: InspectionVisit, rest = ''): string =>
  `/units/${unitId}/inspection-visits/${id}${rest}`;
const visitOf = (at: number): InspectionVisit => {
  const visit = visits[at];
  if (!visit) throw new Error(`there is no visit ${at}`);
  return visit;
};
const stored = (at: number) => read<InspectionPackage>(standing, apiPath(visitOf(at)));

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
  standing = await enter('thuongtruc');
  await send(standing, 'POST', '/blocks', { id: 'xa-mau', name: 'Các xã (mẫu)' });
  const register = `unit,name,kind,block,valid from
MAU-X01,UBND xã Mẫu Lạc,commune,xa-mau,2016-01-01
MAU-X02,UBND xã Mẫu Văn,commune,xa-mau,2016-01-01
`;
  await upload(standing, '/units/import?dryRun=false', 'xa.csv', register);
  await createRound(roundId, 2020);
  const admin = await enter('quantri');
  const { items } = await read<{ items: { id: string; name: string; kind: string }[] }>(
    admin,
    '/units?limit=200',
  );
  units.push(...items.filter(({ kind }) => kind === 'commune'));
  const add = async (username: string, role: string, unitId: string | null) => {
    const body = {
      username,
      displayName: `${username} (mẫu)`,
      roles: [role],
      unitId,
      areas: [],
      password: PASSWORD,
    };
    accounts[username] = (await send<{ id: string }>(admin, 'POST', '/accounts', body)).id;
  };
  await add('kiemtra1', 'inspector', null);
  await add('kiemtra2', 'inspector', null);
  for (const [at, unit] of units.entries()) {
    await add(`lanhdaoxa${at + 1}`, 'unit-leader', unit.id);
    await add(`daumoixa${at + 1}`, 'focal-point', unit.id);
  }
  await add('chutrixa', 'lead-appraiser', null);
  await admin.context.close();
  inspector = await enter('kiemtra1');
  colleague = await enter('kiemtra2');
  leaders = [await enter('lanhdaoxa1'), await enter('lanhdaoxa2')];
  focalPoints = [await enter('daumoixa1'), await enter('daumoixa2')];
  lead = await enter('chutrixa');
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const createRound = (id: string, indexYear: number): Promise<unknown> =>
  send(standing, 'POST', '/rounds', {
    ...{ id, title: `Chỉ số CCHC cấp xã năm ${indexYear} (mẫu)`, indexYear },
    ...{ setVersionId: 'sample-province-2020@2', blockId: 'xa-mau' },
    ...{ selfScoringOpensAt: null, selfScoringClosesAt: null, appraisalClosesAt: null },
  });

function personOf(people: readonly Person[], at: number): Person {
  const person = people[at];
  if (!person) throw new Error(`nobody stands for commune ${at}`);
  return person;
}

const today = (hour: number): string => {
  const day = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  return `${day.split('-').toReversed().join('/')} ${String(hour).padStart(2, '0')}:00`;
};

describe('the standing body', () => {
  it('enters the plan and two visits of one morning', async () => {
    const page = await open(standing, '/inspections');
    await page.getByLabel('Đợt đánh giá').selectOption(roundId);
    await page.getByRole('button', { name: 'Lập kế hoạch' }).click();
    await page.getByLabel('Tên kế hoạch').fill('Kiểm tra cải cách hành chính 6 tháng đầu năm (mẫu)');
    await page.getByLabel('Số quyết định').fill('1291/QĐ-UBND');
    await page.getByLabel('Ngày quyết định').fill('23/6/2022');
    await page.getByLabel('Cơ quan ban hành').fill('UBND tỉnh Mẫu');
    await page.getByRole('button', { name: 'Lưu kế hoạch' }).click();
    await page.getByRole('button', { name: /^Thêm cuộc kiểm tra vào/ }).click();
    await page.getByRole('button', { name: 'Thêm thành viên' }).click();
    await page.getByLabel('Thành viên 1', { exact: true }).selectOption(accounts['kiemtra1'] ?? '');
    await page.getByLabel('Thành viên 2', { exact: true }).selectOption(accounts['kiemtra2'] ?? '');
    for (const [at, unit] of units.entries()) {
      await page.getByLabel('Tìm đơn vị').fill(unit.name);
      await page.getByLabel('Đơn vị', { exact: true }).selectOption(unit.id);
      await page.getByLabel('Bắt đầu lúc').fill(today(8 + 2 * at));
      // The second one begins before the first has ended: a warning, no refusal.
      await page.getByLabel('Kết thúc lúc').fill(today(11 + 2 * at));
      await page.getByLabel('Địa điểm').fill(`Trụ sở ${unit.name}`);
      await page.getByRole('button', { name: 'Thêm cuộc kiểm tra', exact: true }).click();
      await page.getByText(`Đã thêm: ${unit.name}`).waitFor();
    }
    await page.getByText('Có người trùng lịch').waitFor();
    await look(page, 'inspections');
    const { items } = await read<{ items: InspectionPlan[] }>(
      standing,
      `/rounds/${roundId}/inspection-plans`,
    );
    expect(items).toMatchObject([{ visits: 2, decisionDate: '2022-06-23' }]);
    visits = (await read<{ items: InspectionVisit[] }>(standing, '/inspection-visits')).items;
  });

  it('changes the plan, and a visit that it then gives up with a reason; the checklist is drawn again', async () => {
    const { page } = standing;
    await open(standing, '/inspections');
    await page.getByLabel('Đợt đánh giá').selectOption(roundId);
    await page.getByRole('button', { name: /^Sửa kế hoạch/ }).click();
    await look(page, 'inspection-plan-change');
    await page.getByLabel('Số quyết định').fill('1305/QĐ-UBND');
    await page.getByRole('button', { name: 'Lưu kế hoạch' }).click();
    await page.getByText('Quyết định 1305/QĐ-UBND ngày 23/06/2022').waitFor();
    const { startsAt, endsAt, planId, team, unitId } = visitOf(1);
    const { visit } = await send<{ visit: InspectionVisit }>(
      standing,
      'POST',
      `/inspection-plans/${planId}/visits`,
      {
        ...{ unitId, startsAt, endsAt, place: 'Nhà văn hóa xã' },
        team: team.map(({ accountId, part, capacity }) => ({ accountId, part, capacity })),
      },
    );
    await open(standing, `/inspections/${unitId}/${visit.id}`);
    await look(page, 'inspection-acts');
    await page.getByRole('button', { name: 'Sửa thời gian, địa điểm, đoàn' }).click();
    await page.getByLabel('Kết thúc lúc').fill('khi nào xong');
    await page.getByLabel('Địa điểm', { exact: true }).fill('Hội trường UBND xã');
    await page.getByRole('button', { name: 'Lưu thay đổi' }).click();
    await page.getByText('Cần ghi đúng mục này.').waitFor();
    await look(page, 'inspection-change-faults');
    await page.getByLabel('Kết thúc lúc').fill(today(17));
    await page.getByRole('button', { name: 'Lưu thay đổi' }).press('Enter');
    await page.getByText(/^Đã lưu: /).waitFor();
    await page.getByText('Có người trùng lịch').waitFor();
    await page.getByRole('button', { name: 'Xong' }).click();
    await page.locator('.pw-facts').getByText('Hội trường UBND xã').waitFor();
    const member = await open(inspector, `/inspections/${unitId}/${visit.id}`);
    await member.getByRole('button', { name: 'Rút lại danh mục' }).click();
    await member.getByRole('dialog').getByRole('button', { name: 'Rút lại danh mục' }).click();
    await member.getByRole('dialog').getByText('Đã thêm 0 nội dung.').waitFor();
    await look(member, 'inspection-drawn');
    await member.getByRole('button', { name: 'Xong' }).click();
    await page.getByRole('button', { name: 'Hủy cuộc kiểm tra' }).click();
    const dialog = page.getByRole('dialog');
    const cancel = dialog.getByRole('button', { name: 'Hủy cuộc kiểm tra' });
    expect(await cancel.isDisabled()).toBe(true);
    await dialog.getByLabel('Lý do hủy').fill('Xã đang phòng chống bão');
    await look(page, 'inspection-cancel');
    await cancel.click();
    await page.locator('.pw-facts').getByText('Đã hủy').waitFor();
    expect(await page.getByRole('button', { name: 'Sửa thời gian, địa điểm, đoàn' }).count()).toBe(0);
    expect(await read<InspectionVisit>(standing, apiPath(visit))).toMatchObject({ state: 'cancelled' });
    expect(standing.errors).toEqual([]);
  });
});

describe('the team', () => {
  it('takes the day along and writes without a network, over a reload', async () => {
    const page = await open(inspector, '/inspections');
    await page.getByRole('button', { name: 'Tải về máy (2 cuộc)' }).click();
    await page.getByText('Mất mạng vẫn mở').waitFor();
    await page.getByRole('link', { name: 'Mở trên máy này' }).click();
    await page.getByRole('heading', { name: 'Cuộc kiểm tra trên máy này' }).waitFor();
    const photo = await page.screenshot();
    await inspector.context.setOffline(true);
    await page.reload();
    for (const [at, words] of [FIRST, SECOND].entries()) {
      await page.getByRole('link', { name: units[at]?.name ?? '' }).click();
      await page.getByRole('button', { name: 'Thêm phát hiện' }).click();
      await page.getByLabel('Nội dung phát hiện').fill(words);
      await page.getByLabel('Ảnh của phát hiện 1').setInputFiles({
        name: 'niem-yet.png',
        mimeType: 'image/png',
        buffer: photo,
      });
      await page.getByRole('img', { name: 'niem-yet.jpg' }).waitFor();
      await page.getByText('chưa có tài liệu kiểm chứng').first().click();
      await page.getByLabel('Kết quả').first().selectOption({ label: 'Chưa đạt' });
      await page.getByLabel('Người dự của đơn vị').fill('Nguyễn Bá Hà; Phó Chủ tịch UBND');
      await page.getByText('Chờ đồng bộ 4').waitFor();
      await page.reload();
      expect(await page.getByLabel('Nội dung phát hiện').inputValue()).toBe(words);
      await page.goto(`${server.url}/field-visits`);
    }
    await page.getByRole('link', { name: units[0]?.name ?? '' }).click();
    await page.getByRole('button', { name: 'Đồng bộ', exact: true }).click();
    await page.getByText('Mọi nội dung vẫn nằm trên máy này').waitFor();
    await page.getByText('Chờ đồng bộ 4').waitFor();
    expect((await stored(0)).findingList).toEqual([]);
  });

  it('synchronises twice; the server has everything once', async () => {
    await inspector.context.setOffline(false);
    for (const at of [0, 1]) {
      const { unitId, id } = visitOf(at);
      const page = await open(inspector, `/field-visits/${unitId}/${id}`);
      for (let times = 0; times < 2; times += 1) {
        await page.getByRole('button', { name: 'Đồng bộ', exact: true }).click();
        await page.getByText('Đồng bộ gần nhất').waitFor();
        await page.getByText('Đã đồng bộ', { exact: true }).waitFor();
      }
      if (at === 0) await look(page, 'inspection-field');
      const visit = await stored(at);
      expect(visit.findingList.map(({ statement }) => statement)).toEqual([at === 0 ? FIRST : SECOND]);
      expect(visit.checkList.filter(({ answer }) => answer === 'not-met')).toHaveLength(1);
      expect(visit.photos).toMatchObject([{ fileName: 'niem-yet.jpg' }]);
      expect(visit.proceedings?.unitSide).toEqual([{ name: 'Nguyễn Bá Hà', capacity: 'Phó Chủ tịch UBND' }]);
    }
  });

  it('sees both texts when two people wrote about the same finding, and keeps both', async () => {
    const visit = await stored(0);
    const [finding] = visit.findingList;
    if (!finding) throw new Error('the finding is not there');
    const { kind, recommendation, itemId, checkId, repeatsFindingId, withdrawn } = finding;
    const value = { kind, recommendation, itemId, checkId, repeatsFindingId, withdrawn };
    await send(colleague, 'POST', apiPath(visitOf(0), '/operations'), {
      operations: [
        {
          ...{ id: crypto.randomUUID(), kind: 'finding', subjectId: finding.id, base: finding.version },
          ...{ notedAt: new Date().toISOString(), resolves: null },
          value: { ...value, statement: 'Chỉ 41/230 hồ sơ trực tuyến' },
        },
      ],
    });
    const { page } = inspector;
    const { unitId, id } = visitOf(0);
    await page.goto(`${server.url}/field-visits/${unitId}/${id}`);
    await page.getByLabel('Nội dung phát hiện').fill(`${FIRST}, nhất là cấp thôn`);
    await page.getByRole('button', { name: 'Đồng bộ', exact: true }).click();
    await page.getByText('Người khác đã ghi cùng nội dung này').waitFor();
    await look(page, 'inspection-conflict');
    await page.getByRole('button', { name: 'Ghép cả hai' }).click();
    await page.getByRole('button', { name: 'Đồng bộ', exact: true }).click();
    await page.getByText('Đã đồng bộ', { exact: true }).waitFor();
    const after = await stored(0);
    expect(after.keptAside).toEqual([]);
    expect(after.findingList[0]?.statement).toBe(`${FIRST}, nhất là cấp thôn\nChỉ 41/230 hồ sơ trực tuyến`);
  });
});

describe('the record', () => {
  it('is closed by the leader of the team, read and signed by the unit, and comes as a PDF', async () => {
    const { unitId, id } = visitOf(0);
    const page = await open(inspector, `/inspections/${unitId}/${id}`);
    await page.getByRole('img', { name: 'Ảnh: niem-yet.jpg' }).scrollIntoViewIfNeeded();
    await look(page, 'inspection-visit');
    await page.getByLabel('Chức vụ của người ký').fill('Phó Giám đốc Sở Nội vụ, Trưởng đoàn');
    await page.getByRole('button', { name: 'Đóng và ký thay mặt Đoàn' }).click();
    await page.getByText('Chờ đơn vị ký').first().waitFor();
    const own = await open(personOf(leaders, 0), `/inspections/${unitId}/${id}`);
    await own.getByLabel('Ý kiến của đơn vị').fill('Nghiêm túc tiếp thu');
    await own.getByLabel('Chức vụ của người ký').fill('Chủ tịch UBND xã');
    await own.getByRole('button', { name: 'Ký thay mặt đơn vị' }).click();
    await own.getByText('Đã ký hai bên').first().waitFor();
    await look(own, 'inspection-signed');
    const downloading = own.waitForEvent('download');
    await own.getByRole('link', { name: 'Biên bản PDF' }).click();
    expect((await downloading).suggestedFilename()).toMatch(/^bien-ban-kiem-tra-.*\.pdf$/);
  });

  it('is kept with the copy that was signed on paper, which both sides see', async () => {
    const { unitId, id } = visitOf(0);
    const page = await open(inspector, `/inspections/${unitId}/${id}`);
    const copy = await page.screenshot();
    await page.getByText('Bổ sung bản chụp đã ký giấy').click();
    await page.getByLabel('Bản quét hoặc ảnh chụp').setInputFiles({
      name: 'bien-ban-da-ky.png',
      mimeType: 'image/png',
      buffer: copy,
    });
    await page.getByRole('button', { name: 'Đưa vào hồ sơ' }).click();
    await page.getByText('Đã đưa bản ký giấy vào hồ sơ kiểm tra').waitFor();
    await look(page, 'inspection-scan');
    const own = await open(personOf(leaders, 0), `/inspections/${unitId}/${id}`);
    const address = await own.getByRole('link', { name: 'bien-ban-da-ky.png' }).getAttribute('href');
    const answer = await own.request.get(`${server.url}${address}`);
    expect((await answer.body()).equals(copy)).toBe(true);
  });
});

/** Both sides sign what stands. */
async function signRecord(visit: InspectionVisit, unitLeader: Person): Promise<void> {
  const { draftSha256 } = await read<InspectionPackage>(inspector, apiPath(visit));
  const capacity = 'Trưởng đoàn';
  await send(inspector, 'POST', apiPath(visit, '/record'), { draftSha256, capacity });
  const sign = { version: 1, capacity: 'Chủ tịch UBND xã', opinion: 'Nhất trí' };
  await send(unitLeader, 'POST', apiPath(visit, '/sign'), sign);
}

/** The plan of a commune, filled from the findings, sent and approved. */
async function makePlan(round: string, at: number): Promise<Page> {
  const path = `/rounds/${round}/remediation/${units[at]?.id}`;
  const page = await open(personOf(focalPoints, at), path);
  await page.getByRole('button', { name: 'Lập kế hoạch từ các tồn tại này' }).click();
  await fillIn(taskOf(page, 'finding'), `daumoixa${at + 1} (mẫu)`);
  await confirm(page, 'Trình lãnh đạo');
  await confirm(await open(personOf(leaders, at), path), 'Duyệt kế hoạch');
  return open(personOf(focalPoints, at), path);
}

describe('the findings', () => {
  it('become tasks of both communes; the lead agency finds one fixed and one not', async () => {
    await signRecord(visitOf(1), personOf(leaders, 1));
    for (const [at, outcome] of [
      [0, 'Đã khắc phục'],
      [1, 'Chưa khắc phục'],
    ] as const) {
      const page = await makePlan(roundId, at);
      await taskOf(page, 'finding')
        .getByText(at === 0 ? FIRST : SECOND)
        .first()
        .waitFor();
      await claim(taskOf(page, 'finding'));
      const desk = await open(lead, `/rounds/${roundId}/remediation/${units[at]?.id}`);
      await check(taskOf(desk, 'finding'), outcome);
      await look(desk, `inspection-task-${at}`);
    }
  });

  it('that was not put right is asked for at the visit of the year after, and comes back', async () => {
    await createRound(NEXT, 2021);
    const plan = await send<InspectionPlan>(standing, 'POST', `/rounds/${NEXT}/inspection-plans`, {
      ...{ title: 'Kiểm tra năm sau (mẫu)', decisionNumber: '1300/QĐ-UBND' },
      ...{ decisionDate: '2023-06-23', decisionIssuer: 'UBND tỉnh Mẫu' },
    });
    const instant = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const { visit } = await send<{ visit: InspectionVisit }>(
      standing,
      'POST',
      `/inspection-plans/${plan.id}/visits`,
      {
        ...{ unitId: units[1]?.id, startsAt: instant(0), endsAt: instant(2), place: 'Trụ sở xã' },
        team: [{ accountId: accounts['kiemtra1'], part: 'leader', capacity: 'Trưởng đoàn' }],
      },
    );
    const page = await open(inspector, '/inspections');
    await page.getByRole('button', { name: /^Tải về máy/ }).click();
    await page.getByText('Mất mạng vẫn mở').waitFor();
    await page.goto(`${server.url}/field-visits/${visit.unitId}/${visit.id}`);
    const line = page.getByRole('group').filter({ hasText: 'Tồn tại đã kết luận ngày' }).first();
    await line.getByText(SECOND).first().click();
    await line.getByLabel('Kết quả').selectOption({ label: 'Lặp lại' });
    await line.getByRole('button', { name: 'Ghi phát hiện cho nội dung này' }).click();
    await page.getByLabel('Nội dung phát hiện').fill(`${SECOND}, chưa có chuyển biến`);
    await page.getByRole('button', { name: 'Đồng bộ', exact: true }).click();
    await page.getByText('Đã đồng bộ', { exact: true }).waitFor();
    await signRecord(visit, personOf(leaders, 1));
    const own = await makePlan(NEXT, 1);
    await taskOf(own, 'finding')
      .getByText(/Lặp lại tồn tại của .* \(Chưa khắc phục\)/)
      .waitFor();
    const { items } = await read<{ items: ListedTask[] }>(standing, '/remediation-tasks?list=repeated');
    expect(items.map(({ roundId: of, unitName }) => [of, unitName])).toEqual([[NEXT, units[1]?.name]]);
    const everybody = [inspector, standing, lead, ...leaders, ...focalPoints];
    expect(everybody.flatMap(({ errors }) => errors)).toEqual([]);
  });
});
