import { z } from 'zod';
import { legalDate, requiredText, slug, unitCode } from './common.ts';

export const UNIT_CHANGE_KINDS = [
  'establish',
  'rename',
  'move',
  'merge',
  'split',
  'transfer',
  'abolish',
] as const;
export type UnitChangeKind = (typeof UNIT_CHANGE_KINDS)[number];

/** Part of a unit: exact decimal above 0 up to 1, at most ten places. */
export const share = z
  .string()
  .regex(/^(0\.\d{1,10}|1(\.0{1,10})?)$/)
  .refine((value) => /[1-9]/.test(value))
  .describe('Exact decimal above 0 up to 1');

const newUnit = z.object({
  code: unitCode,
  name: requiredText(300),
  kind: requiredText(64),
  parentId: z.uuid().nullable(),
  blocks: z.array(slug).max(20).default([]),
});
/** A unit that exists already, or one that begins with the change. */
const successor = z.discriminatedUnion('is', [
  z.object({ is: z.literal('known'), unitId: z.uuid() }),
  z.object({ is: z.literal('new'), unit: newUnit }),
]);
export type Successor = z.output<typeof successor>;

const document = {
  effectiveOn: legalDate.describe('First day on which it holds'),
  decisionNumber: requiredText(100).nullable(),
  decisionDate: legalDate.nullable(),
  note: requiredText(1000).nullable().default(null),
};

/** A change of the register by a document. `childrenTo` takes over the units below one that ends. */
export const unitChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('establish'), ...document, unit: newUnit }),
  z.object({
    kind: z.literal('rename'),
    ...document,
    unitId: z.uuid(),
    name: requiredText(300),
    unitKind: requiredText(64).nullable().describe('null: the kind stays'),
  }),
  z.object({
    kind: z.literal('move'),
    ...document,
    unitIds: z.array(z.uuid()).min(1).max(500),
    parentId: z.uuid().nullable().describe('null: to the top'),
  }),
  z.object({
    kind: z.literal('merge'),
    ...document,
    predecessorIds: z.array(z.uuid()).min(1).max(200),
    into: successor,
  }),
  z.object({
    kind: z.literal('split'),
    ...document,
    unitId: z.uuid(),
    parts: z
      .array(z.object({ into: successor, share }))
      .min(2)
      .max(50),
    childrenTo: z.number().int().min(0).describe('Index of the part that takes over the units below'),
  }),
  z.object({
    kind: z.literal('transfer'),
    ...document,
    unitId: z.uuid(),
    parts: z
      .array(z.object({ unitId: z.uuid(), share }))
      .min(1)
      .max(50),
  }),
  z.object({
    kind: z.literal('abolish'),
    ...document,
    unitId: z.uuid(),
    childrenTo: z.uuid().nullable().describe('Unit that takes over the units below; null: there are none'),
  }),
]);
export type UnitChange = z.output<typeof unitChange>;

export const recordedUnitChange = z.object({
  id: z.uuid(),
  kind: z.enum(UNIT_CHANGE_KINDS),
  effectiveOn: legalDate,
  decisionNumber: z.string().nullable(),
  decisionDate: legalDate.nullable(),
  note: z.string().nullable(),
});
export type RecordedUnitChange = z.infer<typeof recordedUnitChange>;

/** What happens to one unit. `before` and `after` are names, of the unit itself or of its superior, or a share. */
export const unitEffect = z.object({
  unitId: z.uuid().nullable().describe('null for a unit that begins'),
  code: unitCode,
  name: z.string(),
  effect: z.enum(['begins', 'ends', 'renamed', 'kind-changed', 'moved', 'gives', 'continues']),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type UnitEffect = z.infer<typeof unitEffect>;

export const unitChangePreview = z.object({
  /** Of everything below: recording is refused when the register has changed since. */
  hash: z.string(),
  effects: z.array(unitEffect).describe('At most 200; `effectCount` counts all'),
  effectCount: z.number().int(),
  /** Accounts of people in units that end: they keep their unit until somebody moves them. */
  accounts: z.number().int(),
  /** Rounds not yet published in which a unit that ends takes part, under its name there. */
  rounds: z.array(z.object({ roundId: slug, title: z.string(), units: z.number().int() })),
  problems: z.array(z.object({ place: z.string(), code: z.string(), message: z.string() })),
});
export type UnitChangePreview = z.infer<typeof unitChangePreview>;
