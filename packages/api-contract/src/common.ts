import { z } from 'zod';

/** Exact decimal as text; never a JSON number. */
export const decimal = z
  .string()
  .max(40)
  .regex(/^-?\d+(\.\d+)?$/)
  .describe('Exact decimal, point as separator');
/** Exact value: a decimal, or a ratio a/b when it is not a finite decimal. */
export const exactText = z.string().max(200).describe('Exact decimal, or ratio "a/b"');
export const instant = z.iso.datetime({ offset: true });
export const legalDate = z.iso.date();
export const slug = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
export const unitCode = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u);
/** Control characters (but line breaks and tabs) and halves of characters: no keyboard types them, no store keeps them. */
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Cs}/u;
export const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .normalize('NFC')
    .refine((value) => !UNPRINTABLE.test(value));
export const requiredText = (max: number) => text(max).min(1);

export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(300).optional(),
});
export const page = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable().describe('Cursor of the next page, null at the end'),
  });

/** RFC 9457. `code` is stable and listed in `ERROR_CODES`; `errors` names the places. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  errors: z
    .array(
      z.object({
        /** JSON pointer, cell address (Sheet1!F17) or line (set.yaml:12:5). */
        place: z.string(),
        code: z.string(),
        message: z.string(),
        value: z.string().optional(),
      }),
    )
    .optional(),
  /** Present on edit-conflict: what stands on the server now. */
  current: z.unknown().optional(),
});
export type Problem = z.infer<typeof problem>;

/** One finding of an import, by address in the file. */
export const importProblem = z.object({
  place: z.string(),
  code: z.string(),
  message: z.string(),
  value: z.string().nullable(),
});
/** Answer of every import: what would change (dry run) or did change. All or nothing. */
export const importReport = z.object({
  dryRun: z.boolean(),
  applied: z.boolean(),
  fileHash: z.string(),
  rows: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  problems: z.array(importProblem),
  problemCount: z.number().int().describe('All findings; `problems` lists at most 200'),
  /** What is taken as written but is unusual: somebody should look. */
  warnings: z.array(importProblem).optional(),
  sample: z.array(z.object({ place: z.string(), what: z.string() })),
});
export type ImportReport = z.infer<typeof importReport>;
export const importQuery = z.object({ dryRun: z.stringbool().default(true) });
export const itemStatus = z.enum(['scored', 'not-applicable', 'no-data', 'not-appraised']);
export const roundParams = z.object({ roundId: slug });
export const roundUnitParams = z.object({ roundId: slug, unitId: z.uuid() });
export const empty = z.object({});
