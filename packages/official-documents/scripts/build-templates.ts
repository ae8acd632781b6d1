import { writeFile } from 'node:fs/promises';
import { packTemplate } from './pack-template.ts';
import { selfAssessmentTemplate } from './self-assessment-template.ts';

/* npx tsx packages/official-documents/scripts/build-templates.ts */
const target = new URL('../templates/self-assessment-report.docx', import.meta.url);
await writeFile(target, await packTemplate(selfAssessmentTemplate()));
