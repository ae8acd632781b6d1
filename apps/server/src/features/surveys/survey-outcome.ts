import { type SurveyQuestion, surveyQuestions } from '@parix/api-contract';
import type { Db } from '../../platform/context.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { isExempt } from '../ranking/stored-facts.read-model.ts';
import type { Round, RoundUnit } from '../rounds/rounds.read-model.ts';
import { answersAbout } from './answers.queries.ts';
import { countItem, type ItemCount, questionsByVersion } from './count-answers.ts';
import {
  allQuestionnaires,
  type CellRow,
  latestQuestionnaires,
  listCells,
  listGroups,
} from './surveys.queries.ts';

/** What a survey says of one item of one unit. */
export interface ItemOutcome {
  readonly unit: RoundUnit;
  readonly itemId: string;
  /** null: no answer that counts. */
  readonly count: ItemCount | null;
  /** People of all groups that are asked about the item; null: not known of every one. */
  readonly population: number | null;
  /** Groups that gave fewer answers than wanted. */
  readonly short: readonly CellRow[];
}

/** Everything the survey says of these units, item by item, from the answers themselves. */
export async function outcomesOf(
  db: Db,
  round: Round,
  surveyId: string,
  units: readonly RoundUnit[],
): Promise<readonly ItemOutcome[]> {
  const { items } = await requirePlan(db, round.setVersionId);
  const groups = await listGroups(db, surveyId);
  const standing = new Map(
    (await latestQuestionnaires(db, surveyId)).map((row): [string, readonly SurveyQuestion[]] => [
      row.key,
      surveyQuestions.parse(row.questions),
    ]),
  );
  const questionsOf = questionsByVersion(await allQuestionnaires(db, surveyId), groups);
  const unitIds = units.map(({ id }) => id);
  const cells = byUnit(await listCells(db, surveyId, { unitIds }));
  const answers = byUnit(await answersAbout(db, surveyId, unitIds));
  const asked = new Map(
    groups.map(({ id, questionnaireKey }) => [
      id,
      new Set((standing.get(questionnaireKey) ?? []).map(({ itemId }) => itemId)),
    ]),
  );
  return units.flatMap((unit) =>
    [...items.values()].flatMap(({ item }): ItemOutcome[] => {
      const about = (cells.get(unit.id) ?? []).filter(({ groupId }) => asked.get(groupId)?.has(item.id));
      if (about.length === 0 || isExempt(item, unit.kind)) return [];
      const sizes = about.map(({ population }) => population);
      const population = sizes.every((size) => size !== null)
        ? sizes.reduce((sum, size) => sum + (size ?? 0), 0)
        : null;
      const count = countItem(item, answers.get(unit.id) ?? [], questionsOf, population);
      const short = about.filter(({ quota, answers: there }) => there < quota);
      return [{ unit, itemId: item.id, count, population, short }];
    }),
  );
}

function byUnit<T extends { readonly unitId: string }>(
  rows: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const units = new Map<string, T[]>();
  for (const row of rows) {
    const known = units.get(row.unitId);
    if (known) known.push(row);
    else units.set(row.unitId, [row]);
  }
  return units;
}
