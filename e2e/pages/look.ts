import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const WIDTHS = [360, 1440];

/**
 * Looks at the screen as it stands, on a phone and on a desk: nothing axe finds, nothing wider than the screen. With
 * E2E_SHOTS=folder each is kept as an image for a person to look at.
 */
export async function look(page: Page, name: string): Promise<void> {
  expect(await faultsOf(page, name), name).toEqual([]);
}

/** What is wrong with the screen as it stands, at each width. */
export async function faultsOf(page: Page, name: string): Promise<readonly string[]> {
  const found: string[] = [];
  await page.waitForLoadState('networkidle');
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(
      () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))),
    );
    const { violations } = await new AxeBuilder({ page })
      // In the page itself: no frame of another origin is looked at, and a second page per look takes its time.
      .setLegacyMode()
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    found.push(
      ...violations.map(
        ({ id, nodes }) => `${width} ${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`,
      ),
      ...(wide > 0 ? [`${width}: ${wide}px wider than the screen`] : []),
    );
    await keep(page, `${name}-${width}`);
  }
  return found;
}

async function keep(page: Page, name: string): Promise<void> {
  const folder = process.env['E2E_SHOTS'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
