/** Every screen of one-stop dossiers, procedures and the calendar, of every role that has it, as screens.e2e.ts. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { walkPublicPages, walkScreens } from '../pages/walk-screens.ts';
import { type Person, read } from '../pages/workspace.ts';

const FIGURES = ['/dossiers', '/dossiers?by=procedure', '/dossiers?unit=UNIT'];
const SCREENS: readonly (readonly [username: string, paths: readonly string[]])[] = [
  [
    'thuongtruc',
    [
      ...FIGURES,
      '/dossiers/queue',
      '/dossiers/queue?unit=UNIT&queue=near-due',
      '/dossiers/STORY',
      '/dossiers/measures',
      '/dossiers/quality',
      '/dossiers/monthly',
      '/dossier-sources',
      '/dossier-sources/SOURCE/files',
      '/dossier-sources/SOURCE/totals',
      '/dossier-sources/SOURCE/reconciliation',
      '/procedures',
      '/procedures/MAU.1.001/rows',
      '/procedure-catalogue/import',
      '/working-calendar',
    ],
  ],
  ['motcua01', ['/', '/counter', '/counter/receive', '/dossiers', '/dossiers/queue', '/working-calendar']],
  ['donvi01', [...FIGURES.slice(0, 2), '/dossiers/queue', '/procedures']],
  ['lanhdao01', ['/', '/dossiers', '/dossiers/queue']],
  ['lanhdao', ['/dossiers', '/dossiers/monthly', '/dossiers/measures']],
];
const PUBLIC = ['/tra-cuu/', '/tra-cuu/?ma=KHONG-CO-MA-NAY', '/tinh-hinh-ho-so/'];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** What the demo province has: a unit with open dossiers, the most urgent of them, the source that sent it. */
async function fill(person: Person, path: string): Promise<string> {
  if (!/UNIT|STORY|SOURCE/.test(path)) return path;
  const { items } = await read<{ items: { unitId: string; sourceId: string; code: string }[] }>(
    person,
    '/dossiers?queue=overdue&limit=1',
  );
  const [first] = items;
  if (first === undefined) throw new Error('the demo province has no dossier that is late');
  return path
    .replace('STORY', `${first.unitId}/${first.sourceId}/${encodeURIComponent(first.code)}`)
    .replace('UNIT', first.unitId)
    .replace('SOURCE', first.sourceId);
}

describe('every screen of one-stop dossiers', () => {
  it.each(SCREENS)('of %s is without a fault', async (username, paths) => {
    expect(await walkScreens(browser, username, paths, fill)).toEqual({});
  });

  it('that is public is without a fault', async () => {
    expect(await walkPublicPages(browser, PUBLIC)).toEqual({});
  });
});
