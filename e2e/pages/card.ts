/** What people do on a scorecard, and what the server then holds. */
import type { Card, CardItem } from '@parix/api-contract';
import type { Locator, Page } from 'playwright-core';
import { editCells, type CellContent } from '../../packages/sheets/src/testing/edit-workbook.ts';
import { cellAddress, cellText, readSheets } from '@parix/sheets';
import { open, read, type Person } from './workspace.ts';

export interface CardPlace {
  readonly roundId: string;
  readonly unitId: string;
}

export const cardOf = (person: Person, { roundId, unitId }: CardPlace): Promise<Card> =>
  read<Card>(person, `/rounds/${roundId}/units/${unitId}/card`);

/** @throws when the card has no such item */
export async function itemOf(person: Person, place: CardPlace, itemId: string): Promise<CardItem> {
  const { items } = await cardOf(person, place);
  const found = items.find((item) => item.itemId === itemId);
  if (!found) throw new Error(`no item ${itemId}`);
  return found;
}

export async function openItem(
  person: Person,
  { roundId, unitId }: CardPlace,
  itemId: string,
): Promise<Page> {
  const page = await open(person, `/rounds/${roundId}/cards/${unitId}?item=${itemId}`);
  await page.locator('#item-title').waitFor();
  return page;
}

/** Saved, and nothing waits any more. */
export const saved = (page: Page): Promise<void> =>
  page
    .locator('.pw-save')
    .getByText(/Đã lưu \d/)
    .first()
    .waitFor();

/** More than a person would press before giving up. */
const TABS = 40;

/** Goes on with Tab (or back) until the control has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  for (let pressed = 0; pressed < TABS; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`not reached with ${TABS} tabs`);
}

/** Address of the value cell beside a label on the first sheet. */
export async function valueCell(workbook: Uint8Array, label: string): Promise<string> {
  const reading = await readSheets({ name: 'phieu.xlsx', bytes: workbook });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  for (const { row, cells } of reading.sheets[0]?.rows ?? []) {
    const at = cells.findIndex((cell) => cellText(cell).startsWith(label));
    if (at !== -1) return cellAddress(4, row);
  }
  throw new Error(`no row “${label}”`);
}

/** The workbook with other contents in cells of its first sheet. */
export const withCells = async (
  workbook: Uint8Array,
  cells: Readonly<Record<string, CellContent>>,
): Promise<Buffer> =>
  Buffer.from(
    await editCells(
      workbook,
      Object.entries(cells).map(([cell, content]) => ({ sheet: 1, cell, content })),
    ),
  );

/** Bytes of what a link downloads. */
export async function downloaded(person: Person, link: Locator): Promise<Buffer> {
  const href = await link.getAttribute('href');
  const answer = await person.context.request.get(new URL(href ?? '', person.url).href);
  if (!answer.ok()) throw new Error(`${href}: ${answer.status()} ${await answer.text()}`);
  return answer.body();
}
