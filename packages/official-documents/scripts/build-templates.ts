import { writeFile } from 'node:fs/promises';
import { DOCUMENT_KINDS } from '../src/official-document.ts';
import { packTemplate } from '../src/template-source/pack-template.ts';
import { SHIPPED_TEMPLATES } from '../src/template-source/shipped-templates.ts';

/* npx tsx packages/official-documents/scripts/build-templates.ts */
for (const kind of DOCUMENT_KINDS) {
  const target = new URL(`../templates/${kind}.docx`, import.meta.url);
  await writeFile(target, await packTemplate(SHIPPED_TEMPLATES[kind]()));
}
