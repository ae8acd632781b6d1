import type { ROUTES, SurveyResult } from '@parix/api-contract';
import { type Item, loadFacts, type Plan, scoreTable, toRoundResult } from '@parix/scoring';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { decimalOf } from '../../platform/exact-decimal.ts';
import { decodeCursor, encodeCursor } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { pageOfRoundUnits } from '../rounds/rounds.read-model.ts';
import { factsOf } from './freeze-survey.ts';
import { readSurvey } from './open-survey.ts';
import { type ItemOutcome, outcomesOf } from './survey-outcome.ts';

/**
 * What the answers come to, by unit: counted anew from the answers at each reading. Only once the survey is closed:
 * figures seen while it runs would lean on those who have not answered yet, and tell single answers apart.
 */
export async function listSurveyResults(
  context: Context,
  roundId: string,
  surveyId: string,
  { limit, cursor }: z.output<typeof ROUTES.listSurveyResults.query>,
) {
  const { db } = context;
  const { round, phase } = await readSurvey(context, roundId, surveyId);
  if (phase !== 'closed' && phase !== 'frozen') refuse('survey-phase');
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const units = await pageOfRoundUnits(db, roundId, { after, limit: limit + 1 });
  const shown = units.slice(0, limit);
  const last = shown.at(-1);
  const { plan, items } = await requirePlan(db, round.setVersionId);
  const outcomes = await outcomesOf(db, round, surveyId, shown);
  const points = pointsOf(plan, outcomes, round.blockId);
  return {
    items: outcomes.flatMap((outcome): SurveyResult[] => {
      const item = items.get(outcome.itemId)?.item;
      return item ? [toResult(item, outcome, points.get(`${outcome.unit.code} ${item.id}`) ?? null)] : [];
    }),
    next: units.length > limit && last ? encodeCursor([last.name, last.id]) : null,
  };
}

/** Points by the engine, from the counted figures alone. */
function pointsOf(plan: Plan, outcomes: readonly ItemOutcome[], block: string): ReadonlyMap<string, string> {
  const { table } = loadFacts(plan, factsOf(outcomes, block));
  const result = toRoundResult(plan, table, scoreTable(plan, table));
  return new Map(
    result.units.flatMap(({ unit, items }) =>
      items.flatMap(({ id, points }) =>
        points === null ? [] : [[`${unit} ${id}`, decimalOf(points)] as const],
      ),
    ),
  );
}

function toResult(
  item: Item,
  { unit, count, population, short }: ItemOutcome,
  points: string | null,
): SurveyResult {
  return {
    ...{ unitId: unit.id, unitCode: unit.code, unitName: unit.name, itemId: item.id, itemCode: item.code },
    answers: count?.respondents ?? 0,
    population,
    figures: Object.entries(count?.figures ?? {}).map(([key, value]) => ({
      key,
      label: item.figures.find((figure) => figure.key === key)?.label ?? key,
      value,
    })),
    points: count === null ? null : points,
    maximum: item.max ?? '0',
    margin: count?.margin ?? null,
    belowQuota: short.map(({ groupName, quota, answers }) => ({ groupName, quota, answers })),
  };
}
