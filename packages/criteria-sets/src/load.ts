import type { CriteriaSet } from '@parix/scoring';
import { normaliseArea } from './normalise-nodes.ts';
import {
  normaliseAct,
  normaliseCalendar,
  normaliseClassification,
  normaliseNames,
  normaliseRanking,
  normaliseRoundingPoints,
  normaliseTotal,
} from './normalise-settings.ts';
import type { SourceProblem } from './problems.ts';
import { readDocument } from './schema-problems.ts';
import { criteriaSetSchema, type CriteriaSetSource } from './schema.ts';
import { parseSource, type SourceDocument } from './source-document.ts';
import { startWriting, type Writing } from './writing.ts';

export type LoadedSet =
  | { readonly ok: true; readonly set: CriteriaSet; readonly warnings: readonly SourceProblem[] }
  | { readonly ok: false; readonly problems: readonly SourceProblem[] };

/**
 * Reads a criteria set from YAML text. `file` is only named in places. Never throws: whatever the text holds,
 * the answer is a set or a list of problems with line and column. The engine's own checks come after (`checkSource`).
 */
export function loadCriteriaSet(text: string, file: string): LoadedSet {
  const parsed = parseSource(text, file);
  return parsed.ok ? loadDocument(parsed.document) : parsed;
}

/** The same from a document already parsed. */
export function loadDocument(document: SourceDocument): LoadedSet {
  const read = readDocument(criteriaSetSchema, document);
  if (!read.ok) return read;
  const known = {
    kinds: Object.keys(read.data['unit-kinds']),
    appraisers: Object.keys(read.data.appraisers ?? {}),
  };
  const writing = startWriting(document, known);
  const set = normaliseSet(read.data, writing);
  const errors = writing.problems.some((problem) => problem.severity === 'error');
  return errors ? { ok: false, problems: writing.problems } : { ok: true, set, warnings: writing.problems };
}

function normaliseSet(source: CriteriaSetSource, writing: Writing): CriteriaSet {
  const status = source.status ?? 'complete';
  const reason = source['incomplete-reason'] ?? '';
  if (status === 'incomplete' && reason.trim() === '')
    writing.report(['status'], 'incomplete-without-reason');
  const years = source['index-years'];
  if (years.from > years.to) writing.report(['index-years'], 'years-reversed');
  const act = source.act ? normaliseAct(source.act) : null;
  return {
    format: 'parix.criteria-set/1',
    id: source.id,
    version: source.version ?? '1',
    title: source.title,
    status,
    incompleteReason: reason.trim(),
    sample: source.sample ?? false,
    act,
    amendedBy: [],
    sources: source.sources ?? [],
    indexYears: years,
    unitKinds: normaliseNames(source['unit-kinds']),
    appraisers: normaliseNames(source.appraisers),
    calendar: normaliseCalendar(source.calendar),
    rounding: normaliseRoundingPoints(source.rounding),
    total: normaliseTotal(source.total),
    classification: normaliseClassification(source.classification, ['classification'], writing),
    ranking: normaliseRanking(source.ranking, ['ranking'], writing),
    areas: source.areas.map((area, index) =>
      normaliseArea(area, ['areas', index], { appraiser: null, source: '' }, writing),
    ),
  };
}
