import type { SurveyBasis, UnitResult as ApiUnitResult } from '@parix/api-contract';
import { explainUnit, type GroupExplanation, type ItemExplanation, renderItem } from '@parix/scoring';
import type { Locale } from '../../platform/locale.ts';
import { type PreviousRound, toRankingRow } from './describe-ranking.ts';
import { decimalOf } from '../../platform/exact-decimal.ts';
import type { ScoredRound } from './scored-round.read-model.ts';
import { type Layer, standingDecision, type StoredItem } from './stored-facts.read-model.ts';

export interface UnitResultInput {
  readonly rows: ScoredRound;
  /** What is stored of the unit, by item. */
  readonly items: ReadonlyMap<string, StoredItem> | undefined;
  /** Where the unit's survey figures come from, by item. */
  readonly surveys: ReadonlyMap<string, SurveyBasis>;
  readonly unitIndex: number;
  readonly layer: Layer;
  readonly previous: PreviousRound | null;
  readonly locale: Locale;
}

/** Why the unit has its index: every group and item with what was lost and why. */
export function toUnitResult({
  rows,
  items,
  surveys,
  unitIndex,
  layer,
  previous,
  locale,
}: UnitResultInput): ApiUnitResult {
  const { plan } = rows.stored;
  const scored = rows.layer(layer);
  const unit = rows.units[unitIndex];
  const result = scored.result.units[unitIndex];
  if (!unit || !result) throw new Error('the unit was not scored');
  const tree = explainUnit(plan, scored.table, scored.scores, unitIndex);
  const self = rows.layer('self');
  const selfPoints = new Map(self.result.units[unitIndex]?.items.map((item) => [item.id, item.points]));
  const byId = new Map(result.items.map((item) => [item.id, item]));
  return {
    row: toRankingRow(unit, result, rows, previous),
    of: scored.result.units.filter((each) => each.rank !== null).length,
    groups: tree.areas.flatMap((area) => groupsBelow(area, null, result.groups)),
    items: tree.areas.flatMap(itemsBelow).map(({ groupId, explanation }) => {
      const item = byId.get(explanation.item.id);
      const decision = items?.get(explanation.item.id);
      return {
        ...toItem(explanation, groupId, locale),
        awarded: item?.awarded ?? false,
        selfPoints: selfPoints.get(explanation.item.id) ?? null,
        survey: surveys.get(explanation.item.id) ?? null,
        appraisalReason: layer === 'final' && decision ? (standingDecision(decision)?.reason ?? null) : null,
      };
    }),
  };
}

type Group = ApiUnitResult['groups'][number];
type Item = Omit<ApiUnitResult['items'][number], 'awarded' | 'selfPoints' | 'survey' | 'appraisalReason'>;
interface Placed {
  readonly groupId: string;
  readonly explanation: ItemExplanation;
}

const isGroup = (node: GroupExplanation | ItemExplanation): node is GroupExplanation => 'children' in node;

function groupsBelow(
  group: GroupExplanation,
  parentId: string | null,
  printed: readonly { readonly id: string; readonly printedPoints: string }[],
): Group[] {
  const { id, code, name, level, maximum, lost } = group;
  const points = printed.find((each) => each.id === id)?.printedPoints ?? decimalOf(group.points);
  const own: Group = { id, code, name, level, parentId, points, maximum, lost };
  return [own, ...group.children.filter(isGroup).flatMap((child) => groupsBelow(child, id, printed))];
}

function itemsBelow(group: GroupExplanation): Placed[] {
  return group.children.flatMap((child) =>
    isGroup(child) ? itemsBelow(child) : [{ groupId: group.id, explanation: child }],
  );
}

function toItem(explanation: ItemExplanation, groupId: string, locale: Locale): Item {
  const { item, source, status, treatment, points, maximum, lost, figures } = explanation;
  return {
    itemId: item.id,
    code: item.code,
    name: item.name,
    groupId,
    source,
    status,
    treatment,
    points,
    maximum,
    lost,
    explanation: [...renderItem(explanation, locale)],
    figures: figures.map((figure) => ({ ...figure })),
  };
}
