/** A sample amendment dated after the index year: faults by line, then every unit that moves, then adoption. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { open, read, signIn, type Person } from '../pages/workspace.ts';

const amendment = (max: string): string => `format: parix.amendment/1
id: sua-doi-thu
sample: true
act: { number: MẪU 05/2022, date: 2022-03-01, issuer: Cơ quan mẫu, title: Sửa đổi thử }
sources: [Bản sửa đổi mẫu dùng trong kiểm thử]
base: { id: sample-province-2020, version: "2" }
version: "3"
index-years: { from: 2021, to: 2021 }
operations:
  - re-weigh: { id: "1.2.1", max: "1.2", points: scale }
  - re-weigh: { id: "1.2", max: "1.95" }
  - re-weigh: { id: "1.1.1", max: "${max}", points: scale }
  - re-weigh: { id: "1.1", max: "2.8" }
`;

let browser: Browser;
let standing: Person;
beforeAll(async () => {
  browser = await launchBrowser();
  standing = await signIn(browser, 'thuongtruc');
});
afterAll(() => browser.close());

const upload = async (text: string): Promise<void> => {
  const file = { name: 'sua-doi.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) };
  await standing.page.locator('input[type=file]').setInputFiles(file);
};

describe('an amendment', () => {
  it('whose points do not sum is refused with its place, and nothing is stored', async () => {
    const page = await open(standing, '/criteria-sets/sample-province-2020@2/amend');
    await upload(amendment('0.6'));
    await page
      .getByText(/\.yaml:\d+:\d+/)
      .first()
      .waitFor();
    const { items } = await read<{ items: { id: string }[] }>(standing, '/criteria-sets');
    expect(items.map(({ id }) => id)).not.toContain('sample-province-2020@3');
  });

  it('lists every unit that moves before it is adopted', async () => {
    const page = await open(standing, '/criteria-sets/sample-province-2020@2/amend');
    await upload(amendment('0.8'));
    await page
      .getByText(/\d+ trong 30 đơn vị thay đổi/)
      .first()
      .waitFor();
    await page
      .getByRole('cell', { name: /Sở Nội vụ tỉnh Mẫu/ })
      .or(page.getByRole('rowheader', { name: /Sở Nội vụ tỉnh Mẫu/ }))
      .first()
      .waitFor();
    const before = await read<{ items: { id: string }[] }>(standing, '/criteria-sets');
    expect(before.items.map(({ id }) => id)).not.toContain('sample-province-2020@3');
    await page.getByRole('button', { name: 'Áp dụng sửa đổi' }).click();
    await page.getByRole('link', { name: 'Mở phiên bản mới' }).waitFor();
    const after = await read<{ items: { id: string; indexYearFrom: number }[] }>(standing, '/criteria-sets');
    expect(after.items.find(({ id }) => id === 'sample-province-2020@3')?.indexYearFrom).toBe(2021);
  });
});
