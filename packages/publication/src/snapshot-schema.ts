import type { UnitFacts } from '@parix/scoring';
import { z } from 'zod';
import { amendmentPath, SET_PATH } from './compute.ts';
import { DATA_PATHS } from './data-files.ts';
import { fromUtf8 } from './log/bytes.ts';
import { parseJson } from './manifest.ts';
import type { SnapshotInput } from './snapshot.ts';

/** Reads a publication's data files back into the input they were made from. The files are hostile until verified. */

const text = z.string();
const act = z.strictObject({
  number: text,
  date: text.nullable(),
  issuer: text,
  title: text.exactOptional(),
  url: text.exactOptional(),
});
const round = z.strictObject({
  id: text,
  title: text,
  indexYear: z.number().int(),
  blockName: text,
  publishedAt: text,
  sequence: z.number().int().positive(),
  decision: act.nullable(),
  sample: z.boolean(),
});
const figures = z.record(text, z.union([text, z.boolean()]).nullable());
const itemFacts = z.strictObject({
  figures: figures.exactOptional(),
  notApplicable: z.strictObject({ reason: text }).exactOptional(),
  older: text.exactOptional(),
  awarded: z.strictObject({ points: text, reason: text }).exactOptional(),
  pending: z.boolean().exactOptional(),
});
const unitFacts = z.strictObject({
  unit: text,
  name: text.exactOptional(),
  kind: text,
  block: text,
  unranked: z.boolean().exactOptional(),
  items: z.record(text, itemFacts),
});
const count = z.strictObject({
  figures: z.array(text),
  measure: text,
  numerator: text,
  denominator: text,
  printed: text.nullable(),
  from: text,
  to: text,
  asOf: text.nullable(),
  sources: z.array(z.strictObject({ name: text, lastEventAt: text })),
  computedAt: text,
  words: text,
});
const layer = z.strictObject({
  unit: text,
  item: text,
  selfPoints: text.nullable(),
  appraisal: z.strictObject({ decision: text, points: text.nullable(), reason: text }).nullable(),
  counted: z.array(count).exactOptional(),
});
const evidence = z.strictObject({
  unit: text,
  item: text,
  title: text,
  reference: text,
  url: text.nullable(),
});
const previous = z.strictObject({
  roundId: text,
  title: text,
  indexYear: z.number().int(),
  set: text,
  units: z.array(
    z.strictObject({
      unit: text,
      printedIndex: text,
      rank: z.number().int().nullable(),
      classId: text.nullable(),
    }),
  ),
});

const correction = z.strictObject({
  replaces: z.strictObject({
    sequence: z.number().int().positive(),
    manifest: z.string().regex(/^[0-9a-f]{64}$/),
    publishedAt: text,
    decision: act.nullable(),
  }),
  reason: text,
  units: z.array(
    z.strictObject({
      unit: text,
      name: text,
      printedPoints: text,
      printedIndex: text,
      rank: z.number().int().nullable(),
      classId: text.nullable(),
      items: z.array(z.strictObject({ item: text, points: text.nullable() })),
    }),
  ),
});

type ReadFile = (path: string) => Uint8Array | undefined;
export type ReadSnapshot =
  | { readonly ok: true; readonly input: SnapshotInput }
  /** `path` is the first file that cannot be read as what it should be; `where` names the place in it. */
  | { readonly ok: false; readonly path: string; readonly where: string };

class Unreadable extends Error {
  readonly path: string;
  readonly where: string;
  constructor(path: string, where: string) {
    super(path);
    this.path = path;
    this.where = where;
  }
}

export function readSnapshot(read: ReadFile): ReadSnapshot {
  try {
    return {
      ok: true,
      input: {
        setDocument: readText(read, SET_PATH),
        amendmentDocuments: readAmendments(read),
        round: readJson(read, DATA_PATHS.round, round),
        facts: readRecords(read, DATA_PATHS.facts, unitFacts) satisfies readonly UnitFacts[],
        layers: readRecords(read, DATA_PATHS.layers, layer),
        evidence: readRecords(read, DATA_PATHS.evidence, evidence),
        previous:
          read(DATA_PATHS.previous) === undefined ? null : readJson(read, DATA_PATHS.previous, previous),
        correction:
          read(DATA_PATHS.correction) === undefined
            ? null
            : readJson(read, DATA_PATHS.correction, correction),
      },
    };
  } catch (fault) {
    if (fault instanceof Unreadable) return { ok: false, path: fault.path, where: fault.where };
    throw fault;
  }
}

function readAmendments(read: ReadFile): readonly string[] {
  const texts: string[] = [];
  while (read(amendmentPath(texts.length)) !== undefined)
    texts.push(readText(read, amendmentPath(texts.length)));
  return texts;
}

function readText(read: ReadFile, path: string): string {
  const bytes = read(path);
  const content = bytes === undefined ? undefined : fromUtf8(bytes);
  if (content === undefined) throw new Unreadable(path, '');
  return content;
}

/** Records stand one a line, so that a large file is never held as one text. */
function readRecords<T>(read: ReadFile, path: string, schema: z.ZodType<T>): readonly T[] {
  const bytes = read(path) ?? new Uint8Array();
  const records: T[] = [];
  let line = 0;
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0) throw new Unreadable(path, `line ${line + 1}`);
    const text = fromUtf8(bytes.subarray(start, end));
    start = end + 1;
    line += 1;
    if (line === 1 ? text === '[' : text === '' || (text === ']' && start === bytes.length)) continue;
    const parsed = schema.safeParse(parseJson((text ?? '').replace(/,$/, '')));
    if (!parsed.success) throw new Unreadable(path, `line ${line}`);
    records.push(parsed.data);
  }
  if (line < 3) throw new Unreadable(path, `line ${line + 1}`);
  return records;
}

function readJson<T>(read: ReadFile, path: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parseJson(readText(read, path)));
  if (!parsed.success) throw new Unreadable(path, parsed.error.issues[0]?.path.map(String).join('.') ?? '');
  return parsed.data;
}
