/** A dossier that ended long ago: archived and restored by the operator's commands beside the server, seen by people. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { send } from '../pages/api.ts';
import { look } from '../pages/look.ts';
import { open, type Person, read, signIn } from '../pages/workspace.ts';

const PARIX = fileURLToPath(new URL('../../apps/cli/bin/parix.mjs', import.meta.url));
const run = async (...args: readonly string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [PARIX, ...args])).stdout;

let browser: Browser;
let body: Person;
let folder: string;
let token: string;
let unit: { readonly id: string; readonly code: string };
let path: string;
beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'parix-kho-'));
  body = await signIn(browser, 'thuongtruc');
  const named = { code: 'mot-cua-cu', name: 'Một cửa cũ' };
  const source = await send<{ id: string; token: string }>(body, 'POST', '/dossier-sources', named);
  ({ token } = source);
  const { items } = await read<{ items: { id: string; code: string }[] }>(body, '/units?limit=1');
  unit = items[0] ?? { id: '', code: '' };
  path = `/dossiers/${unit.id}/${source.id}/CU-1`;
  // So long ago that the months of the demo province stay as they are.
  await sendEvents([
    {
      id: 'a',
      kind: 'accepted',
      at: '1995-03-01T02:00:00Z',
      due: '1995-03-08T02:00:00Z',
      channel: 'counter',
    },
    { id: 'b', kind: 'finished', at: '1995-03-07T02:00:00Z' },
  ]);
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

async function sendEvents(events: readonly object[]) {
  const data = { events: events.map((event) => ({ unit: unit.code, dossier: 'CU-1', ...event })) };
  const headers = { authorization: `Bearer ${token}` };
  const answer = await body.context.request.post(`${body.url}/api/v1/dossier-events`, { data, headers });
  return (await answer.json()) as { taken: number; rejected: { code: string }[] };
}

describe('a dossier that ended long ago', () => {
  it('once archived keeps its outcome, says where its events are, and takes no event', async () => {
    expect(await run('archive-dossiers', '--before', '1996-01', '--dry-run')).toContain('1995-03: 1 hồ sơ');
    expect(await run('archive-dossiers', '--before', '1996-01', '--out', folder)).toContain(
      '1 hồ sơ, 2 sự kiện',
    );
    const page = await open(body, path);
    await page.getByText('Đã lưu kho: bản 1995-03').waitFor();
    expect(await page.getByRole('heading', { name: 'Sự kiện' }).count()).toBe(0);
    expect(await page.getByText('01/03/1995').count()).toBeGreaterThan(0);
    await look(page, 'dossier-archived');
    const late = await sendEvents([{ id: 'b', revision: 1, kind: 'finished', at: '1995-03-09T02:00:00Z' }]);
    expect([late.taken, late.rejected[0]?.code]).toEqual([0, 'dossier-archived']);
  });

  it('once restored shows its events again and is corrected', async () => {
    expect(await run('restore-dossiers', join(folder, '1995-03'), '--dossier', 'CU-1')).toContain('1 hồ sơ');
    expect(
      (await sendEvents([{ id: 'b', revision: 1, kind: 'finished', at: '1995-03-09T02:00:00Z' }])).taken,
    ).toBe(1);
    const page = await open(body, path);
    await page.getByRole('heading', { name: 'Sự kiện' }).waitFor();
    expect(await page.getByText('Đã lưu kho').count()).toBe(0);
    expect(await page.getByRole('row').count()).toBe(4);
    expect(body.errors).toEqual([]);
  });
});
