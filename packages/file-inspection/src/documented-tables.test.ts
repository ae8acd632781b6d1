import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { HOSTILE_FILES } from './testing/hostile-files.ts';
import { documentedTables } from './testing/documented-tables.ts';

const DOCUMENT = new URL('../../../docs/evidence-files.md', import.meta.url);

it.each(Object.entries(documentedTables()))(
  'docs/evidence-files.md has the table of %s',
  async (_name, table) => {
    const document = await readFile(DOCUMENT, 'utf8');
    for (const row of table.split('\n')) expect(document).toContain(row);
  },
);

it('the corpus has no two files of the same name and title, and says how many there are', async () => {
  const files = HOSTILE_FILES.map(({ title, name }) => `${title} ${name}`);
  expect(new Set(files).size).toBe(files.length);
  expect(await readFile(DOCUMENT, 'utf8')).toContain(`${files.length} files`);
});
