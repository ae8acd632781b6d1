import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { fieldsOf, fieldTreeOf } from './document-kinds.ts';
import type { FieldRecord, FieldTree, FieldValue } from './field-tree.ts';
import { sampleReport } from '../testing/sample-report.ts';
import { tagTable } from '../testing/tag-table.ts';
import { templateTags } from './template-tags.ts';

it('the documentation lists every tag as it is', async () => {
  const page = await readFile(new URL('../../../../docs/official-documents.md', import.meta.url), 'utf8');
  expect(page).toContain(`\n${tagTable(templateTags('self-assessment-report'))}\n`);
});

it('a document has exactly the fields its tree names, each of its type', () => {
  compare(fieldTreeOf('self-assessment-report'), fieldsOf(sampleReport(30)));
});

function compare(tree: FieldTree, fields: FieldRecord): void {
  expect(Object.keys(fields).sort()).toEqual(Object.keys(tree).sort());
  for (const [name, definition] of Object.entries(tree)) {
    const value: FieldValue = fields[name] ?? '';
    if (definition.type === 'list') {
      expect(Array.isArray(value)).toBe(true);
      for (const record of value as readonly FieldRecord[]) compare(definition.fields, record);
    } else if (definition.type === 'qr') expect(value).toEqual({ qr: expect.any(String) });
    else expect(typeof value).toBe(definition.type === 'text' ? 'string' : 'boolean');
  }
}

it('names are plain: they can be typed on any keyboard and mean the same everywhere', () => {
  for (const { name } of templateTags('self-assessment-report')) expect(name).toMatch(/^[a-z][a-z_]*$/);
});
