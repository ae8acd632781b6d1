import type { CriteriaSet, Decimal, Group, LegalAct, Node, Place, WorkedCase } from '@parix/scoring';
import { normaliseArea, normaliseCases, normaliseCriterion } from './normalise-nodes.ts';
import {
  normaliseAct,
  normaliseCalendar,
  normaliseClassification,
  normaliseNames,
  normaliseRanking,
  normaliseRoundingPoints,
  normaliseTotal,
} from './normalise-settings.ts';
import type { SourcePath, SourceProblem } from './problems.ts';
import { amendmentSchema, type AmendmentSource, type OperationSource } from './schema-amendment.ts';
import { readDocument } from './schema-problems.ts';
import { parseSource } from './source-document.ts';
import { startWriting, type Writing } from './writing.ts';

type Settings = Pick<
  CriteriaSet,
  'title' | 'unitKinds' | 'appraisers' | 'calendar' | 'rounding' | 'total' | 'classification' | 'ranking'
>;
export type AmendmentOperation = { readonly place: Place } & (
  | {
      readonly op: 'add';
      /** null adds an area to the set. */
      readonly under: string | null;
      readonly after: string | null;
      readonly before: string | null;
      readonly node: Node;
    }
  | { readonly op: 'replace'; readonly id: string; readonly node: Node }
  | { readonly op: 'remove'; readonly id: string; readonly reason: string }
  | {
      readonly op: 're-weigh';
      readonly id: string;
      readonly max: Decimal;
      /** null: a group, whose points are those of its children. */
      readonly points: 'scale' | readonly Decimal[] | null;
      readonly cases: readonly WorkedCase[] | null;
    }
  | { readonly op: 'change'; readonly settings: Partial<Settings> }
);

/** A decision that changes a set: its own document, yielding a new version for the index years it names. */
export interface Amendment {
  readonly format: 'parix.amendment/1';
  readonly id: string;
  readonly file: string;
  readonly act: LegalAct;
  readonly sample: boolean;
  readonly sources: readonly string[];
  readonly base: { readonly id: string; readonly version: string | null };
  readonly version: string;
  readonly indexYears: { readonly from: number; readonly to: number };
  readonly operations: readonly AmendmentOperation[];
}
export type LoadedAmendment =
  | { readonly ok: true; readonly amendment: Amendment; readonly warnings: readonly SourceProblem[] }
  | { readonly ok: false; readonly problems: readonly SourceProblem[] };

/** Reads an amendment from YAML text; same guarantees as `loadCriteriaSet`. */
export function loadAmendment(text: string, file: string): LoadedAmendment {
  const parsed = parseSource(text, file);
  if (!parsed.ok) return parsed;
  const read = readDocument(amendmentSchema, parsed.document);
  if (!read.ok) return read;
  const writing = startWriting(parsed.document, null);
  const amendment = normaliseAmendment(read.data, file, writing);
  if (writing.problems.some((problem) => problem.severity === 'error'))
    return { ok: false, problems: writing.problems };
  return { ok: true, amendment, warnings: writing.problems };
}

function normaliseAmendment(source: AmendmentSource, file: string, writing: Writing): Amendment {
  const years = source['index-years'];
  if (years.from > years.to) writing.report(['index-years'], 'years-reversed');
  return {
    format: 'parix.amendment/1',
    id: source.id,
    file,
    act: normaliseAct(source.act),
    sample: source.sample ?? false,
    sources: source.sources ?? [],
    base: { id: source.base.id, version: source.base.version ?? null },
    version: source.version,
    indexYears: years,
    operations: source.operations.flatMap((operation, index) => {
      const written = normaliseOperation(operation, ['operations', index], writing);
      return written === null ? [] : [written];
    }),
  };
}

const NOTHING_INHERITED = { appraiser: null, source: '' };

function normaliseOperation(
  source: OperationSource,
  path: SourcePath,
  writing: Writing,
): AmendmentOperation | null {
  const given = Object.values(source).filter((each) => each !== undefined);
  if (given.length !== 1) {
    writing.report(path, 'one-operation');
    return null;
  }
  const place = writing.place(path);
  const { add, replace, remove, change } = source;
  const reweigh = source['re-weigh'];
  if (add !== undefined) return normaliseAdd(add, [...path, 'add'], place, writing);
  if (replace !== undefined) {
    const node = normaliseCriterion(replace.with, [...path, 'replace', 'with'], NOTHING_INHERITED, writing);
    return { op: 'replace', place, id: replace.id, node };
  }
  if (remove !== undefined) return { op: 'remove', place, ...remove };
  if (reweigh !== undefined) return normaliseReweigh(reweigh, [...path, 're-weigh'], place, writing);
  return change === undefined
    ? null
    : { op: 'change', place, settings: normaliseChange(change, [...path, 'change'], writing) };
}

function normaliseAdd(
  source: NonNullable<OperationSource['add']>,
  path: SourcePath,
  place: Place,
  writing: Writing,
): AmendmentOperation | null {
  const wanted = source.under === 'set' ? 'area' : 'node';
  const node: Group | Node | null =
    wanted === 'area'
      ? source.area === undefined
        ? null
        : normaliseArea(source.area, [...path, 'area'], NOTHING_INHERITED, writing)
      : source.node === undefined
        ? null
        : normaliseCriterion(source.node, [...path, 'node'], NOTHING_INHERITED, writing);
  if (node === null || (source.area !== undefined && source.node !== undefined)) {
    writing.report(path, 'missing-key', { key: wanted });
    return null;
  }
  if (source.after !== undefined && source.before !== undefined)
    writing.report(path, 'one-of', { keys: 'after, before' });
  return {
    op: 'add',
    place,
    under: source.under === 'set' ? null : source.under,
    after: source.after ?? null,
    before: source.before ?? null,
    node,
  };
}

function normaliseReweigh(
  source: NonNullable<OperationSource['re-weigh']>,
  path: SourcePath,
  place: Place,
  writing: Writing,
): AmendmentOperation {
  if (Array.isArray(source.points) && source.cases === undefined)
    writing.report(path, 'missing-key', { key: 'cases' });
  return {
    op: 're-weigh',
    place,
    id: source.id,
    max: source.max,
    points: source.points ?? null,
    cases: source.cases === undefined ? null : normaliseCases(source.cases, [...path, 'cases'], writing),
  };
}

function normaliseChange(
  source: NonNullable<OperationSource['change']>,
  path: SourcePath,
  writing: Writing,
): Partial<Settings> {
  const { title, appraisers, calendar, rounding, total, classification, ranking } = source;
  const kinds = source['unit-kinds'];
  return {
    ...(title === undefined ? {} : { title }),
    ...(kinds === undefined ? {} : { unitKinds: normaliseNames(kinds) }),
    ...(appraisers === undefined ? {} : { appraisers: normaliseNames(appraisers) }),
    ...(calendar === undefined ? {} : { calendar: normaliseCalendar(calendar) }),
    ...(rounding === undefined ? {} : { rounding: normaliseRoundingPoints(rounding) }),
    ...(total === undefined ? {} : { total: normaliseTotal(total) }),
    ...(classification === undefined
      ? {}
      : {
          classification: normaliseClassification(classification, [...path, 'classification'], writing),
        }),
    ...(ranking === undefined ? {} : { ranking: normaliseRanking(ranking, [...path, 'ranking'], writing) }),
  };
}
