/** Every screen of every role, on a phone and on a desk: nothing axe finds, nothing wider than the screen, no script error. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { baseUrl, open, read, signIn, type Person } from '../pages/workspace.ts';

const SCREENS: readonly (readonly [username: string, paths: readonly string[]])[] = [
  [
    'thuongtruc',
    [
      '/',
      '/units',
      '/units?q=mau',
      '/units/changes',
      '/units/change?kind=split',
      '/units/blocks',
      '/units/import',
      '/criteria-sets',
      '/criteria-sets/sample-province-2020@2',
      '/criteria-sets/sample-province-2020@2/diff?other=sample-province-2020@1',
      '/criteria-sets/sample-province-2020@1/amend',
      '/rounds',
      '/rounds/new',
      '/rounds/demo-2021',
      '/rounds/demo-2021/cards',
      '/rounds/demo-2021/results',
      '/publications',
      '/audit',
    ],
  ],
  ['thamdinh', ['/', '/rounds/demo-2021/appraisal?item=1.1.3']],
  ['donvi01', ['/', '/rounds/demo-2022', '/rounds/demo-2022/cards/OWN?item=1.1.3']],
  ['lanhdao', ['/', '/rounds/demo-2021/results', '/rounds/demo-2020/results/FIRST']],
  ['quantri', ['/', '/accounts', '/units']],
];
const PUBLIC = [
  '/sign-in',
  '/cong-bo/demo-2020/',
  '/cong-bo/demo-2020/methodology.html',
  '/cong-bo/demo-2020/verify.html',
];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function faultsOf(person: Person): Promise<readonly string[]> {
  const { page } = person;
  await page.waitForLoadState('networkidle');
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return [
    ...violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    ),
    ...(wide > 0 ? [`${wide}px wider than the screen`] : []),
    ...person.errors.splice(0),
  ];
}

/** OWN: the person's own unit. FIRST: the first unit of the ranking. */
async function fill(person: Person, path: string): Promise<string> {
  if (path.includes('OWN')) {
    const me = await read<{ account: { unitId: string } }>(person, '/session');
    return path.replace('OWN', me.account.unitId);
  }
  if (!path.includes('FIRST')) return path;
  const ranking = await read<{ rows: { unitId: string }[] }>(person, '/rounds/demo-2020/ranking');
  return path.replace('FIRST', ranking.rows[0]?.unitId ?? '');
}

describe.each([360, 1440])('at %i px', (width) => {
  it.each(SCREENS)('%s sees every screen without a fault', async (username, paths) => {
    const person = await signIn(browser, username, width);
    const found: Record<string, readonly string[]> = {};
    for (const path of paths) {
      await open(person, await fill(person, path));
      const faults = await faultsOf(person);
      if (faults.length > 0) found[path] = faults;
    }
    await person.context.close();
    expect(found).toEqual({});
  });

  it('readers without an account see public pages without a fault', async () => {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const page = await context.newPage();
    const person: Person = { url: baseUrl(), page, context, errors: [] };
    page.on('pageerror', (error) => person.errors.push(error.message));
    const found: Record<string, readonly string[]> = {};
    for (const path of PUBLIC) {
      await page.goto(`${baseUrl()}${path}`);
      const faults = await faultsOf(person);
      if (faults.length > 0) found[path] = faults;
    }
    await context.close();
    expect(found).toEqual({});
  });
});
