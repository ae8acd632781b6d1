import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { fieldsOf, fieldTreeOf } from './document-kinds.ts';
import type { FieldRecord, FieldTree, FieldValue } from './field-tree.ts';
import { DOCUMENT_KINDS, type OfficialDocument } from '../official-document.ts';
import { sampleDecision, sampleMinutes, sampleNotice } from '../samples/sample-documents.ts';
import { samplePlan } from '../samples/sample-plan.ts';
import { sampleReport } from '../samples/sample-report.ts';
import { sampleRecord } from '../samples/sample-record.ts';
import { tagTable } from '../testing/tag-table.ts';
import { templateTags } from './template-tags.ts';

it.each(DOCUMENT_KINDS)('the documentation lists every tag of the %s as it is', async (kind) => {
  const page = await readFile(new URL('../../../../docs/official-documents.md', import.meta.url), 'utf8');
  expect(page).toContain(`\n${tagTable(templateTags(kind))}\n`);
});

const SAMPLES: readonly OfficialDocument[] = [
  sampleReport(30),
  sampleNotice(8),
  sampleMinutes(4),
  sampleDecision(4),
  samplePlan(4),
  sampleRecord(),
];

it.each(SAMPLES.map((document) => [document.kind, document] as const))(
  'a %s has exactly the fields its tree names, each of its type',
  (kind, document) => compare(fieldTreeOf(kind), fieldsOf(document)),
);

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

it.each(DOCUMENT_KINDS)('names of the %s can be typed on any keyboard', (kind) => {
  for (const { name } of templateTags(kind)) expect(name).toMatch(/^[a-z][a-z_]*$/);
});
