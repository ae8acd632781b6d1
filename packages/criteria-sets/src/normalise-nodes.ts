import type { Group, Item, NotApplicable, Rounding, WorkedCase } from '@parix/scoring';
import type { z } from 'zod';
import { normaliseFigures } from './normalise-figures.ts';
import { normaliseRule } from './normalise-rule.ts';
import type { SourcePath } from './problems.ts';
import type { AreaSource, CaseSource, CriterionSource, ItemSource } from './schema-nodes.ts';
import type { notApplicableSchema, roundingShorthand } from './schema-values.ts';
import type { Writing } from './writing.ts';

/** What a node takes from the group above it. */
export interface Inherited {
  readonly appraiser: string | null;
  readonly source: string;
}

/** Registers the node (its id must be new, its appraiser known) and says what its children take from it. */
function enter(
  node: {
    id?: string | undefined;
    code: string;
    appraiser?: string | undefined;
    source?: string | undefined;
  },
  path: SourcePath,
  from: Inherited,
  writing: Writing,
): Inherited {
  writing.claimId(node.id ?? node.code, [...path, node.id === undefined ? 'code' : 'id']);
  if (node.appraiser !== undefined) writing.checkAppraiser(node.appraiser, [...path, 'appraiser']);
  return { appraiser: node.appraiser ?? from.appraiser, source: node.source ?? from.source };
}

export function normaliseArea(
  source: AreaSource,
  path: SourcePath,
  from: Inherited,
  writing: Writing,
): Group {
  const inherited = enter(source, path, from, writing);
  if (source.cap !== undefined && (source.role ?? 'ordinary') === 'ordinary')
    writing.report([...path, 'cap'], 'only-with', { key: 'cap', with: 'role: bonus | deduction' });
  return {
    node: 'group',
    level: 'area',
    id: source.id ?? source.code,
    code: source.code,
    name: source.name,
    max: source.max ?? null,
    role: source.role ?? 'ordinary',
    cap: source.cap ?? null,
    children: (source.criteria ?? []).map((criterion, index) =>
      normaliseCriterion(criterion, [...path, 'criteria', index], inherited, writing),
    ),
    place: writing.place(path),
  };
}

const ITEM_ONLY = [
  'min',
  'figures',
  'rule',
  'not-applicable',
  'exempt',
  'points-from',
  'self-scored',
  'evidence',
  'rounding',
  'guidance',
  'cases',
] as const;

/** A criterion is a group when it lists sub-criteria, else it is scored itself. */
export function normaliseCriterion(
  source: CriterionSource,
  path: SourcePath,
  from: Inherited,
  writing: Writing,
): Group | Item {
  const parts = source['sub-criteria'];
  if (parts === undefined) return normaliseItem(source, 'criterion', path, from, writing);
  for (const key of ITEM_ONLY)
    if (source[key] !== undefined) writing.report([...path, key], 'rule-and-sub-criteria', { key });
  const inherited = enter(source, path, from, writing);
  return {
    node: 'group',
    level: 'criterion',
    id: source.id ?? source.code,
    code: source.code,
    name: source.name,
    max: source.max ?? null,
    role: 'ordinary',
    cap: null,
    children: parts.map((part, index) =>
      normaliseItem(part, 'sub-criterion', [...path, 'sub-criteria', index], inherited, writing),
    ),
    place: writing.place(path),
  };
}

export function normaliseItem(
  source: ItemSource,
  level: Item['level'],
  path: SourcePath,
  from: Inherited,
  writing: Writing,
): Item {
  const inherited = enter(source, path, from, writing);
  const min = source.min ?? '0';
  const figures = normaliseFigures(source.figures);
  const context = {
    name: source.name,
    max: source.max ?? '0',
    min,
    figures,
    path: [...path, 'rule'],
    writing,
  };
  for (const [index, exempt] of (source.exempt ?? []).entries())
    for (const kind of exempt.kinds) writing.checkKind(kind, [...path, 'exempt', index, 'kinds']);
  const written = source.rule === undefined ? null : normaliseRule(source.rule, context);
  const pointsFrom = source['points-from'] ?? 'appraisal';
  return {
    node: 'item',
    level,
    id: source.id ?? source.code,
    code: source.code,
    name: source.name,
    max: source.max ?? null,
    min,
    figures: [...figures, ...(written?.implied ?? [])],
    rule: written?.rule ?? null,
    notApplicable: normaliseNotApplicable(
      source['not-applicable'] ?? 'forbidden',
      [...path, 'not-applicable'],
      writing,
    ),
    exemptKinds: (source.exempt ?? []).map((exempt, index) => ({
      kinds: exempt.kinds,
      policy: normaliseNotApplicable(exempt.policy, [...path, 'exempt', index, 'policy'], writing),
      ...(exempt.source === undefined ? {} : { source: exempt.source }),
    })),
    pointsFrom,
    selfScored: source['self-scored'] ?? pointsFrom === 'appraisal',
    evidence: evidenceOf(source, pointsFrom),
    appraiser: inherited.appraiser,
    ...(source.rounding === undefined ? {} : { rounding: normaliseRounding(source.rounding) }),
    source: inherited.source,
    guidance: source.guidance ?? '',
    cases: normaliseCases(source.cases, [...path, 'cases'], writing),
    place: writing.place(path),
  };
}

function evidenceOf(source: ItemSource, pointsFrom: Item['pointsFrom']): Item['evidence'] {
  const { evidence } = source;
  if (typeof evidence === 'string') return { required: 'evidence-or-explanation', text: evidence };
  if (evidence !== undefined) return { required: evidence.required, text: evidence.text ?? '' };
  return { required: pointsFrom === 'appraisal' ? 'evidence-or-explanation' : 'none', text: '' };
}

export function normaliseNotApplicable(
  source: z.infer<typeof notApplicableSchema>,
  path: SourcePath,
  writing: Writing,
): NotApplicable {
  const { policy, among, 'if-none': ifNone } = typeof source === 'string' ? { policy: source } : source;
  if (among !== undefined && policy !== 'share')
    writing.report([...path, 'among'], 'only-with', { key: 'among', with: 'policy: share' });
  if (ifNone !== undefined && policy !== 'share' && policy !== 'older-value')
    writing.report([...path, 'if-none'], 'only-with', {
      key: 'if-none',
      with: 'policy: share | older-value',
    });
  if (policy === 'share') return { policy, among: among ?? null, ifNone: ifNone ?? 'remove' };
  if (policy === 'older-value') return { policy, ifNone: ifNone ?? 'zero' };
  return { policy };
}

export function normaliseRounding(source: z.infer<typeof roundingShorthand>): Rounding | null {
  if (source === 'none') return null;
  if (typeof source === 'number') return { decimals: source, mode: 'half-up' };
  return { decimals: source.decimals, mode: source.mode ?? 'half-up' };
}

export const normaliseCases = (
  cases: readonly CaseSource[] | undefined,
  path: SourcePath,
  writing: Writing,
) => (cases ?? []).map((each, index) => normaliseCase(each, [...path, index], writing));

function normaliseCase(source: CaseSource, path: SourcePath, writing: Writing): WorkedCase {
  const status = source.status ?? 'scored';
  const points = source.points ?? null;
  if (status === 'scored' && points === null)
    writing.report([...path, 'points'], 'missing-key', { key: 'points' });
  const figures = Object.entries(source.figures ?? {}).map(
    ([key, value]) => [key, typeof value === 'number' ? String(value) : value] as const,
  );
  return {
    name: source.name,
    figures: Object.fromEntries(figures),
    ...(source['not-applicable'] === undefined ? {} : { notApplicable: source['not-applicable'] }),
    ...(source.older === undefined ? {} : { older: source.older }),
    expect: { status, points },
    place: writing.place(path),
  };
}
