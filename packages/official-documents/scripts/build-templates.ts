import { writeFile } from 'node:fs/promises';
import { packTemplate } from '../src/template-source/pack-template.ts';
import { selfAssessmentTemplate } from '../src/template-source/self-assessment-template.ts';

/* npx tsx packages/official-documents/scripts/build-templates.ts */
const target = new URL('../templates/self-assessment-report.docx', import.meta.url);
await writeFile(target, await packTemplate(selfAssessmentTemplate()));
