import type { SetDetail, SetFigure, SetGroup, SetItem, SetVersion } from '@parix/api-contract';
import { type CriteriaSet, type Figure, type Group, type Item, renderRule } from '@parix/scoring';
import type { Locale } from '../../platform/locale.ts';
import type { SetSummaryRow } from './criteria-sets.queries.ts';
import type { IndexedItem, StoredSet } from './set-library.read-model.ts';

export function toSetVersion(row: SetSummaryRow): SetVersion {
  const { id, setId, version, title, sample, decisionNumber, decisionDate, fingerprint } = row;
  const status = row.status === 'complete' ? 'complete' : 'incomplete';
  const years = { indexYearFrom: row.indexYearFrom, indexYearTo: row.indexYearTo ?? row.indexYearFrom };
  const createdAt = row.createdAt.toISOString();
  const amendmentCount = row.amendments.length;
  return {
    id,
    setId,
    version,
    title,
    status,
    sample,
    decisionNumber,
    decisionDate,
    ...years,
    fingerprint,
    amendmentCount,
    createdAt,
  };
}

/** The version as a screen shows it: the tree as flat lists, every rule in words. */
export function toSetDetail(row: SetSummaryRow, { set, items }: StoredSet, locale: Locale): SetDetail {
  return {
    ...toSetVersion(row),
    incompleteReason: set.incompleteReason,
    issuer: set.act?.issuer ?? null,
    amendedBy: set.amendedBy.map(({ number, date }) => ({ number, date })),
    sources: [...set.sources],
    unitKinds: set.unitKinds.map(({ id, name }) => ({ id, name })),
    bands: set.classification.schemes.map(({ kinds, bands }) => ({
      kinds: kinds === null ? null : [...kinds],
      bands: bands.map(({ id, name, from }) => ({ id, name, from })),
    })),
    total: set.total.max,
    groups: groupsOf(set),
    items: [...items.values()].map((indexed) => toSetItem(indexed, set, locale)),
  };
}

function groupsOf(set: CriteriaSet): SetGroup[] {
  const toGroup = ({ id, code, name, level, max }: Group, area: Group): SetGroup => ({
    id,
    code,
    name,
    level,
    parentId: level === 'area' ? null : area.id,
    max,
    role: area.role,
  });
  const below = (group: Group): Group[] =>
    group.children.flatMap((node) => (node.node === 'group' ? [node, ...below(node)] : []));
  return set.areas.flatMap((area) => [area, ...below(area)].map((group) => toGroup(group, area)));
}

function toSetItem({ item, areaId, criterionId }: IndexedItem, set: CriteriaSet, locale: Locale): SetItem {
  return {
    id: item.id,
    code: item.code,
    name: item.name,
    level: item.level,
    areaId,
    criterionId,
    max: item.max,
    min: item.min,
    figures: item.figures.map(toFigure),
    ruleKind: item.rule?.kind ?? null,
    ruleInWords: [...renderRule(item, locale)],
    notApplicablePolicy: item.notApplicable.policy,
    exemptKinds: item.exemptKinds.flatMap(({ kinds }) => kinds),
    pointsFrom: item.pointsFrom,
    selfScored: item.selfScored,
    evidence: { ...item.evidence },
    appraiser: set.appraisers.find(({ id }) => id === item.appraiser)?.name ?? item.appraiser,
    source: item.source,
    guidance: item.guidance,
    cases: item.cases.map(toCase),
  };
}

const toCase = ({ name, figures, expect }: Item['cases'][number]): SetItem['cases'][number] => ({
  name,
  figures: { ...figures },
  status: expect.status,
  points: expect.points,
});

function toFigure(figure: Figure): SetFigure {
  const bounded = figure.type === 'integer' || figure.type === 'decimal' || figure.type === 'date';
  const numeric = figure.type === 'integer' || figure.type === 'decimal';
  return {
    key: figure.key,
    label: figure.label,
    type: figure.type,
    unit: numeric ? figure.unit : '',
    optional: figure.optional,
    min: bounded ? figure.min : null,
    max: bounded ? figure.max : null,
    decimals: numeric ? figure.decimals : null,
    options: figure.type === 'choice' ? figure.options.map(({ id, label }) => ({ id, label })) : [],
    ...(numeric && figure.measured && { measure: figure.measured.measure }),
  };
}
