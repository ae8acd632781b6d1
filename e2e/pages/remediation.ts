import type { Locator, Page } from 'playwright-core';

/** A task of the plan on the screen: by its item, or `finding` where the finding is about none. */
export const taskOf = (page: Page, item: string): Locator => page.locator(`[data-task="${item}"]`);

/** Presses a button and confirms in the dialog that asks. */
export async function confirm(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: button, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** What is to be done, by whom and until when. `see` looks at the dialog before it is saved. */
export async function fillIn(task: Locator, owner: string, see?: () => Promise<void>): Promise<void> {
  await task.getByRole('button', { name: 'Sửa nhiệm vụ' }).click();
  const dialog = task.page().getByRole('dialog');
  await dialog.getByLabel('Biện pháp khắc phục').fill('Rà soát hằng tuần, phân công người theo dõi.');
  await dialog.getByLabel('Sản phẩm').fill('Báo cáo rà soát');
  await dialog.getByLabel('Người hoặc phòng, ban thực hiện').selectOption({ label: owner });
  await dialog.getByLabel('Thời hạn').fill('31/12/2099');
  await see?.();
  await dialog.getByRole('button', { name: 'Lưu nhiệm vụ' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Says that the task is done; without proof that is refused first. */
export async function claim(task: Locator, see?: () => Promise<void>): Promise<void> {
  await task.getByRole('button', { name: 'Báo cáo đã khắc phục' }).click();
  const dialog = task.page().getByRole('dialog');
  await dialog.getByLabel('Đã làm gì').fill('Đã ban hành quy trình.');
  await dialog.getByRole('button', { name: 'Báo cáo đã khắc phục' }).click();
  await dialog.getByText('Cần ít nhất một tài liệu').waitFor();
  await dialog.getByRole('button', { name: 'Ghi tài liệu ngoài kho' }).click();
  await dialog.getByLabel('Tên tài liệu').fill('Quy trình 5/QT');
  await dialog.getByLabel('Địa chỉ (URL)').fill('https://mau.test/qt5');
  await see?.();
  await dialog.getByRole('button', { name: 'Báo cáo đã khắc phục' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** The lead agency's finding on a claimed task. */
export async function check(
  task: Locator,
  outcome: 'Đã khắc phục' | 'Chưa khắc phục',
  see?: () => Promise<void>,
): Promise<void> {
  await task.getByRole('button', { name: 'Kết luận' }).click();
  const dialog = task.page().getByRole('dialog');
  await dialog.getByLabel(outcome, { exact: true }).check();
  await dialog.getByRole('textbox').fill('Đã xem minh chứng; xem thêm hồ sơ tháng 5.');
  await see?.();
  await dialog.getByRole('button', { name: 'Kết luận' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await task.getByText(outcome, { exact: true }).waitFor();
}
