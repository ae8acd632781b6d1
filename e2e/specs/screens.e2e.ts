/** Every screen of every role, on a phone and on a desk: nothing axe finds, nothing wider than the screen, no script error. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { walkPublicPages, walkScreens } from '../pages/walk-screens.ts';
import { type Person, read } from '../pages/workspace.ts';

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
      '/rounds/demo-2021/appraisers',
      '/rounds/demo-2021/second-readings',
      '/rounds/demo-2021/surveys',
      '/rounds/demo-2021/analysis',
      '/inspections',
      '/remediation',
      '/commendations',
      '/document-templates',
      '/notice-records',
      '/publications',
      '/audit',
    ],
  ],
  [
    'thamdinh',
    [
      '/',
      '/rounds/demo-2021/appraisal?item=1.1.3',
      '/rounds/demo-2021/appraisers',
      '/rounds/demo-2021/second-readings',
      '/inspections',
      '/notices',
    ],
  ],
  ['hoidong', ['/', '/rounds/demo-2021/second-readings', '/rounds/demo-2021/council']],
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

describe('every screen', () => {
  it.each(SCREENS)('of %s is without a fault', async (username, paths) => {
    expect(await walkScreens(browser, username, paths, fill)).toEqual({});
  });

  it('that is public is without a fault', async () => {
    expect(await walkPublicPages(browser, PUBLIC)).toEqual({});
  });
});
