/**
 * Writes the repetitive worked cases of a criteria set into its YAML: `npx tsx packages/criteria-sets/tools/write-cases.ts FILE…`.
 * Expectations are computed from the rule's words with fraction.js, not by the engine, so that the engine's check of
 * the cases is a comparison of two independent computations. Formula items and items marked `# tay` keep theirs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { loadCriteriaSet } from '../src/load.ts';
import { itemsOf } from '../src/tree.ts';
import type { CriteriaSet, Item } from '@parix/scoring';
import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import type { DraftCase, PointsText } from './draft-case.ts';
import { pointsText } from './expected-points.ts';
import { ratioCases } from './ratio-cases.ts';
import {
  countCases,
  deadlineCases,
  deductionCases,
  givenCases,
  noDataCase,
  notApplicableExpectation,
  requirementCases,
  stateCases,
  sumCases,
  surveyCases,
} from './rule-cases.ts';

const WRITERS = [
  ratioCases,
  stateCases,
  requirementCases,
  countCases,
  deductionCases,
  sumCases,
  deadlineCases,
  surveyCases,
  givenCases,
];

/** The cases of one item, in the order in which they are printed. */
export function casesOf(item: Item, set: CriteriaSet): readonly string[] {
  const rounding = item.rounding === undefined ? set.rounding.item : item.rounding;
  const text: PointsText = (value) => pointsText(value, rounding);
  const drafts = WRITERS.flatMap((writer) => writer(item, text, set)).map((draft) => settle(draft, item));
  if (item.figures.some((figure) => !figure.optional)) drafts.push(noDataCase(item));
  drafts.push(...notApplicableCases(item));
  return drafts.map((draft) => line(draft, text, item));
}

function settle(draft: DraftCase, item: Item): DraftCase {
  const { undefinedAs, ...rest } = draft;
  if (undefinedAs === undefined) return draft;
  if (undefinedAs === 'no-data') return { ...rest, status: 'no-data' };
  if (undefinedAs === 'not-applicable')
    return { ...rest, ...notApplicableExpectation(item.notApplicable, item) };
  return { ...rest, points: undefinedAs === 'zero' ? '0' : (item.max ?? '0') };
}

function notApplicableCases(item: Item): DraftCase[] {
  const policy = item.notApplicable;
  if (policy.policy === 'forbidden') return [];
  const claim = (name: string, older?: string): DraftCase => ({
    name,
    notApplicable: true,
    ...notApplicableExpectation(policy, item, older),
  });
  if (policy.policy !== 'older-value') return [claim('Không áp dụng')];
  return [claim('Không áp dụng, lấy điểm kỳ trước', '0.25'), claim('Không áp dụng, không có điểm kỳ trước')];
}

function line(draft: DraftCase, text: PointsText, item: Item): string {
  const points = draft.points ?? (draft.exact === undefined ? undefined : text(draft.exact));
  if (points === null) throw new Error(`${item.id}: "${draft.name}" has no finite points`);
  const entries = Object.entries(draft.figures ?? {}).map(([key, value]) => `${key}: ${scalar(value)}`);
  const parts = [
    `name: ${quoteIfNeeded(draft.name)}`,
    ...(draft.notApplicable ? ['not-applicable: true'] : []),
    ...(draft.older === undefined ? [] : [`older: "${draft.older}"`]),
    ...(entries.length === 0 ? [] : [`figures: { ${entries.join(', ')} }`]),
    ...(draft.status === undefined ? [] : [`status: ${draft.status}`]),
    ...(points === undefined ? [] : [`points: "${points}"`]),
  ];
  return `{ ${parts.join(', ')} }`;
}

const scalar = (value: number | string | boolean | null): string => {
  if (value === null) return '~';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : `"${value}"`;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? `"${value}"` : String(value);
};
const quoteIfNeeded = (name: string) => (/[:,#%{}[\]"]/.test(name) ? JSON.stringify(name) : name);

const BY_HAND = '# tay';

/** The YAML text with the generated cases put in place of the old ones; everything else stays as it is, to the byte. */
export function withCases(source: string, file: string): string {
  const loaded = loadCriteriaSet(source, file);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 1));
  const items = new Map(itemsOf(loaded.set.areas).map((item) => [item.id, item]));
  const edits = itemMaps(parseDocument(source).contents).flatMap((map) => {
    const item = items.get(String(map.get('id') ?? map.get('code')));
    return item === undefined ? [] : edit(map, item, loaded.set, source);
  });
  return edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to), source);
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

function edit(map: YAMLMap, item: Item, set: CriteriaSet, source: string): Edit[] {
  if (item.rule === null || item.rule.kind === 'formula') return [];
  const first = map.items[0]?.key;
  const range = map.range;
  if (!isScalar(first) || !first.range || !range) return [];
  const column = first.range[0] - (source.lastIndexOf('\n', first.range[0]) + 1);
  const indent = ' '.repeat(column);
  const block = [`${indent}cases:`, ...casesOf(item, set).map((each) => `${indent}  - ${each}`)].join('\n');
  const old = map.items.find((pair) => isScalar(pair.key) && pair.key.value === 'cases');
  if (old === undefined || !isScalar(old.key) || !old.key.range) {
    const end = endOfContent(source, range[1]);
    return [{ from: end, to: end, insert: `\n${block}` }];
  }
  const from = source.lastIndexOf('\n', old.key.range[0]) + 1;
  if (source.slice(from, source.indexOf('\n', from)).includes(BY_HAND)) return [];
  const value = old.value;
  const to = isSeq(value) && value.range ? endOfContent(source, value.range[1]) : old.key.range[2];
  return [{ from, to, insert: block }];
}

/** Trailing blank lines and comments before the next item belong to the next item. */
function endOfContent(source: string, end: number): number {
  let at = end;
  while (at > 0 && /\s/.test(source[at - 1] ?? '')) at--;
  return at;
}

function itemMaps(node: unknown): YAMLMap[] {
  if (isSeq(node)) return node.items.flatMap(itemMaps);
  if (!isMap(node)) return [];
  const below = node.items.flatMap((pair) => itemMaps(pair.value));
  return node.has('code') && !node.has('criteria') && !node.has('sub-criteria') ? [node, ...below] : below;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const file of process.argv.slice(2)) writeFileSync(file, withCases(readFileSync(file, 'utf8'), file));
