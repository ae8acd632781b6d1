import type { Page } from 'playwright-core';
import { open, type Person } from './workspace.ts';

/** Opens the form of a round's minutes and fills it; nothing is saved yet. */
export async function typeMinutes(person: Person, roundId: string, conclusions: string): Promise<Page> {
  const page = await open(person, `/rounds/${roundId}/council`);
  await page.getByRole('button', { name: /^(Lập|Sửa) biên bản$/ }).click();
  await page.getByLabel('Bắt đầu lúc').fill('28/02/2022 08:00');
  await page.getByLabel('Địa điểm').fill('Phòng họp số 2 (mẫu)');
  await page.getByLabel('Chủ tọa').selectOption({ label: 'Chủ tịch Hội đồng (mẫu)' });
  await page.getByLabel('Thư ký').selectOption({ label: 'Cơ quan thường trực (mẫu)' });
  await page.getByLabel('Họ và tên').first().fill('Nguyễn Văn Mẫu');
  await page.getByLabel('Chức vụ, vai trò trong Hội đồng').first().fill('Chủ tịch Hội đồng');
  await page.getByLabel('Kết luận của Hội đồng').fill(conclusions);
  return page;
}

/** The secretary writes the minutes of a round's council, or brings them up to the newest result, and both sign. */
export async function signMinutes(secretary: Person, chair: Person, roundId: string): Promise<void> {
  const page = await typeMinutes(secretary, roundId, 'Hội đồng thống nhất bảng kết quả.');
  await page.getByRole('button', { name: 'Lưu biên bản' }).click();
  await page.getByRole('button', { name: 'Ký với tư cách thư ký' }).click();
  await page.getByText(/^Thư ký Cơ quan thường trực \(mẫu\), /).waitFor();
  const other = await open(chair, `/rounds/${roundId}/council`);
  await other.getByRole('button', { name: 'Ký với tư cách chủ tọa' }).click();
  await other.getByText('Đã ký đủ').waitFor();
}
