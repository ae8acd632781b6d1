/** Writes the published JSON Schemas: `npx tsx packages/criteria-sets/tools/write-schemas.ts`. */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { amendmentJsonSchema, criteriaSetJsonSchema } from '../src/json-schema.ts';

const text = (schema: object) => `${JSON.stringify(schema, null, 2)}\n`;

/** File name -> content, as published for editors. */
export const schemaFiles = (): Readonly<Record<string, string>> => ({
  'criteria-set.schema.json': text(criteriaSetJsonSchema()),
  'amendment.schema.json': text(amendmentJsonSchema()),
});

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const [name, content] of Object.entries(schemaFiles()))
    writeFileSync(new URL(`../schema/${name}`, import.meta.url), content);
