import type { Browser, BrowserContext, Page } from 'playwright-core';

const DEMO_PASSWORD = 'parix-tinh-mau-2022';

export const baseUrl = (): string => {
  const url = process.env['PARIX_E2E_URL'];
  if (url === undefined)
    throw new Error('PARIX_E2E_URL names the server to test; start the specs with e2e/run.ts');
  return url;
};

/** One person with a browser profile of their own. */
export interface Person {
  /** The server on which they are signed in, without a trailing slash. */
  readonly url: string;
  readonly page: Page;
  readonly context: BrowserContext;
  /** Script errors of the pages seen so far. */
  readonly errors: string[];
}

export async function signIn(
  browser: Browser,
  username: string,
  width = 1440,
  url = baseUrl(),
): Promise<Person> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'vi-VN' });
  // Several browsers and servers share the machine: what it will do, however busy, is waited for.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${url}/`);
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Các phần của hệ thống' }).waitFor();
  return { url, page, context, errors };
}

export async function open(person: Person, path: string): Promise<Page> {
  await person.page.goto(`${person.url}${path}`);
  await person.page.getByRole('heading', { level: 1 }).waitFor();
  return person.page;
}

/** Takes a step of the round; a step back needs a reason. */
export async function moveRound(
  person: Person,
  roundId: string,
  button: string,
  reason?: string,
): Promise<void> {
  const page = await open(person, `/rounds/${roundId}`);
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  if (reason !== undefined) await dialog.getByLabel('Lý do').fill(reason);
  await dialog.getByRole('button', { name: button, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** JSON of a GET with the person's own session. */
export async function read<T>(person: Person, path: string): Promise<T> {
  const answer = await person.context.request.get(`${person.url}/api/v1${path}`);
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json() as Promise<T>;
}
