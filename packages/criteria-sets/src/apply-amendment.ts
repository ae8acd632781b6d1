import type { CriteriaSet, Group, Item, LegalAct, Node, WorkedCase } from '@parix/scoring';
import type { Amendment, AmendmentOperation } from './amendment.ts';
import { scaleDecimal } from './decimal-text.ts';
import type { SourceProblem, SourceProblemCode } from './problems.ts';
import { listed, repointRule, scaling } from './scale-rule.ts';
import { findNode, insertNode, itemsOf, nodesOf, replaceNode } from './tree.ts';

export type AmendedSet =
  | { readonly ok: true; readonly set: CriteriaSet }
  | { readonly ok: false; readonly problems: readonly SourceProblem[] };

type Operation<K extends AmendmentOperation['op']> = Extract<AmendmentOperation, { op: K }>;
class Refused extends Error {
  readonly code: SourceProblemCode;
  readonly detail: Readonly<Record<string, string>>;
  constructor(code: SourceProblemCode, detail: Readonly<Record<string, string>>) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}
const refuse = (code: SourceProblemCode, detail: Readonly<Record<string, string>> = {}): never => {
  throw new Refused(code, detail);
};

/**
 * The new version an amendment yields, or every fault in applying it (nothing is applied then). Sums, rules and worked
 * cases of the result are the engine's to check (`checkSet`). The base set is not changed.
 */
export function applyAmendment(set: CriteriaSet, amendment: Amendment): AmendedSet {
  const problems: SourceProblem[] = [];
  const attempt = <T>(
    place: { readonly file: string; readonly line: number },
    before: T,
    act: () => T,
  ): T => {
    try {
      return act();
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      const { code, detail } = fault;
      const item = detail['id'] ?? null;
      problems.push({ code, severity: 'error', ...place, column: 1, item, detail });
      return before;
    }
  };
  const top = { file: amendment.file, line: 1 };
  attempt(top, undefined, () => checkBase(set, amendment));
  const amended = amendment.operations.reduce(
    (current, operation) =>
      attempt(operation.place, current, () => applyOperation(current, operation, amendment)),
    set,
  );
  attempt(top, undefined, () => checkNames(amended));
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    set: {
      ...amended,
      version: amendment.version,
      sample: set.sample || amendment.sample,
      amendedBy: [...set.amendedBy, amendment.act],
      sources: [...set.sources, ...amendment.sources],
      indexYears: amendment.indexYears,
    },
  };
}

function checkBase(set: CriteriaSet, { base, version, indexYears }: Amendment): void {
  const wanted = base.version === null ? base.id : `${base.id}@${base.version}`;
  if (base.id !== set.id || (base.version !== null && base.version !== set.version))
    refuse('wrong-base', { wanted, found: `${set.id}@${set.version}` });
  if (version === set.version) refuse('same-version', { version });
  const { from, to } = set.indexYears;
  if (indexYears.from > to || indexYears.to < from)
    refuse('base-years', { years: `${indexYears.from}–${indexYears.to}`, base: `${from}–${to}` });
}

function checkNames(set: CriteriaSet): void {
  const kinds = set.unitKinds.map((kind) => kind.id);
  const appraisers = set.appraisers.map((appraiser) => appraiser.id);
  for (const item of itemsOf(set.areas)) {
    if (item.appraiser !== null && !appraisers.includes(item.appraiser))
      refuse('unknown-appraiser', {
        id: item.id,
        appraiser: item.appraiser,
        appraisers: appraisers.join(', '),
      });
    for (const kind of item.exemptKinds.flatMap((exempt) => exempt.kinds))
      if (!kinds.includes(kind)) refuse('unknown-kind', { id: item.id, kind, kinds: kinds.join(', ') });
  }
}

function applyOperation(set: CriteriaSet, operation: AmendmentOperation, amendment: Amendment): CriteriaSet {
  switch (operation.op) {
    case 'add':
      return { ...set, areas: add(set, operation, amendment) };
    case 'replace':
      return { ...set, areas: replace(set, operation, amendment) };
    case 'remove':
      found(set, operation.id);
      return { ...set, areas: replaceNode(set.areas, operation.id, () => null) };
    case 're-weigh':
      found(set, operation.id);
      return { ...set, areas: replaceNode(set.areas, operation.id, (node) => reweigh(node, operation)) };
    case 'change':
      return { ...set, ...operation.settings };
  }
}

function found(set: CriteriaSet, id: string): Node {
  return findNode(set.areas, id) ?? refuse('unknown-target', { id });
}

function add(set: CriteriaSet, operation: Operation<'add'>, amendment: Amendment): readonly Group[] {
  const { under, after, before } = operation;
  const parent = under === null ? null : found(set, under);
  if (parent?.node === 'item')
    refuse('wrong-parent', { id: operation.node.id, reason: `${parent.id} = item` });
  const siblings = parent === null ? set.areas : parent.node === 'group' ? parent.children : [];
  for (const sibling of [after, before])
    if (sibling !== null && !siblings.some((each) => each.id === sibling))
      refuse('unknown-target', { id: sibling });
  const taken = nodesOf(set.areas).find((each) =>
    nodesOf([operation.node]).some((added) => added.id === each.id),
  );
  if (taken !== undefined)
    refuse('duplicate-id', { id: taken.id, firstLine: String(taken.place?.line ?? '?') });
  const near = itemsOf(siblings)[0];
  const node = settle(operation.node, parent, near, amendment.act);
  return insertNode(set.areas, under, node, { after, before });
}

function replace(set: CriteriaSet, operation: Operation<'replace'>, amendment: Amendment): readonly Group[] {
  const old = found(set, operation.id);
  if (old.node === 'group' && old.level === 'area')
    refuse('wrong-parent', { id: old.id, reason: 'area: remove + add' });
  const within = new Set(nodesOf([old]).map((each) => each.id));
  const outside = nodesOf(set.areas).filter((each) => !within.has(each.id));
  const clash = outside.find((each) => nodesOf([operation.node]).some((added) => added.id === each.id));
  if (clash !== undefined)
    refuse('duplicate-id', { id: clash.id, firstLine: String(clash.place?.line ?? '?') });
  const parent =
    nodesOf(set.areas).find((each) => each.node === 'group' && each.children.includes(old)) ?? null;
  const node = settle(operation.node, parent, itemsOf([old])[0], amendment.act);
  return replaceNode(set.areas, operation.id, () => node);
}

/** Fits a written node to its place: level by parent; appraiser as its neighbour's and the amending act as source. */
function settle(node: Node, parent: Node | null, near: Item | undefined, act: LegalAct): Node {
  const inSubCriteria = parent?.node === 'group' && parent.level === 'criterion';
  if (node.node === 'group') {
    if (inSubCriteria) refuse('wrong-parent', { id: node.id, reason: 'sub-criteria > sub-criteria' });
    return {
      ...node,
      children: node.children.map((child) => settle(child, node, near, act)),
    };
  }
  return {
    ...node,
    level: inSubCriteria || parent?.level === 'criterion' ? 'sub-criterion' : 'criterion',
    appraiser: node.appraiser ?? near?.appraiser ?? null,
    source: node.source === '' ? act.number : node.source,
  };
}

function reweigh(node: Node, operation: Operation<'re-weigh'>): Node {
  const { id, max, points, cases } = operation;
  if (node.node === 'group' || node.rule === null) {
    if (points !== null) refuse('points-undeclared', { id });
    return { ...node, max };
  }
  if (points === null) return refuse('points-undeclared', { id });
  const from = node.max ?? '0';
  const inexact = (value: string) => refuse('cannot-scale', { id, points: value, from, to: max });
  const list = points === 'scale' ? null : listed(points);
  const repointed = repointRule(node.rule, list?.repoint ?? scaling(from, max));
  const written = points === 'scale' ? from : points.join(', ');
  const rule = repointed === null || (list !== null && !list.spent()) ? inexact(written) : repointed;
  const scaleCase = (each: WorkedCase): WorkedCase => {
    if (each.expect.points === null) return each;
    const scaled = scaleDecimal(each.expect.points, from, max) ?? inexact(each.expect.points);
    return { ...each, expect: { ...each.expect, points: scaled } };
  };
  return { ...node, max, rule, cases: cases ?? node.cases.map(scaleCase) };
}
