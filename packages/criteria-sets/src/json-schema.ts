import { z } from 'zod';
import { amendmentSchema } from './schema-amendment.ts';
import { criteriaSetSchema } from './schema.ts';

const publish = (schema: z.ZodType, title: string) => ({
  ...z.toJSONSchema(schema, { target: 'draft-7', io: 'input', reused: 'ref' }),
  title,
});

/** JSON Schemas (draft 7) for editor completion, made from the schemas the loader itself uses. */
export const criteriaSetJsonSchema = () => publish(criteriaSetSchema, 'Parix criteria set');
export const amendmentJsonSchema = () => publish(amendmentSchema, 'Parix amendment');
