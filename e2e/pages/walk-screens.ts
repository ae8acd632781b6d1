import { type Browser } from 'playwright-core';
import { faultsOf } from './look.ts';
import { baseUrl, open, type Person, signIn } from './workspace.ts';

/** Faults by path; a path without any is left out. */
type Faults = Readonly<Record<string, readonly string[]>>;

const nameOf = (who: string, path: string): string => `${who}${path.replaceAll(/[^\w.-]+/g, '_')}`;

/** Opens each path as the person, as it is once `fill` has put in what only the server knows. */
export async function walkScreens(
  browser: Browser,
  username: string,
  paths: readonly string[],
  fill: (person: Person, path: string) => Promise<string>,
): Promise<Faults> {
  const person = await signIn(browser, username);
  const found: Record<string, readonly string[]> = {};
  for (const path of paths) {
    const page = await open(person, await fill(person, path));
    const faults = [...(await faultsOf(page, nameOf(username, path))), ...person.errors.splice(0)];
    // A page that somebody is led to does not greet them with a failure.
    const failures = await page.locator('.pw-notice[data-tone="bad"]').allTextContents();
    if (faults.length + failures.length > 0) found[path] = [...faults, ...failures];
  }
  await person.context.close();
  return found;
}

/** The same of pages that anybody may open. */
export async function walkPublicPages(browser: Browser, paths: readonly string[]): Promise<Faults> {
  const context = await browser.newContext({ locale: 'vi-VN' });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const found: Record<string, readonly string[]> = {};
  for (const path of paths) {
    await page.goto(`${baseUrl()}${path}`);
    const faults = [...(await faultsOf(page, nameOf('public', path))), ...errors.splice(0)];
    if (faults.length > 0) found[path] = faults;
  }
  await context.close();
  return found;
}
