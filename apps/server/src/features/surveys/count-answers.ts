import { type SurveyQuestion, surveyQuestions } from '@parix/api-contract';
import type { Item } from '@parix/scoring';
import { printRatio, ratioOf } from '../../platform/exact-decimal.ts';
import { plainDecimal } from '../ranking/stored-facts.read-model.ts';
import type { AnswerRow } from './answers.queries.ts';
import { addRespondent, type AnswerSums, marginOf, NO_ANSWERS } from './estimate.ts';

/** Questions by questionnaire and version: what an answer’s choices mean. */
export type QuestionsOf = (groupId: string, version: number) => readonly SurveyQuestion[];

/** What the answers about one unit come to for one item. */
export interface ItemCount {
  readonly itemId: string;
  /** Figures as the set’s rule reads them, exact decimal text. */
  readonly figures: Readonly<Record<string, string>>;
  readonly respondents: number;
  /** Exact mean before it was rounded to the figure’s decimals, "sum/answers"; null where figures are numbers of answers. */
  readonly exact: string | null;
  /** Of the item’s points, at 95 % confidence; null: cannot be told. */
  readonly margin: string | null;
}

const MARGIN_DECIMALS = 6;

/** Counts the answers about one unit for one item. null: nobody has answered anything that counts. */
export function countItem(
  item: Item,
  answers: readonly AnswerRow[],
  questionsOf: QuestionsOf,
  population: number | null,
): ItemCount | null {
  const scale = scaleOf(item);
  if (scale === null) return null;
  const counts = new Map<string, bigint>();
  let sums = NO_ANSWERS;
  for (const { groupId, questionnaireVersion, choices } of answers) {
    const chosen = questionsOf(groupId, questionnaireVersion).flatMap((question) => {
      if (question.itemId !== item.id) return [];
      const option = question.options.find(({ id }) => id === choices[question.id]);
      return option ? [option] : [];
    });
    const values = chosen.flatMap(({ value, figure }) => {
      const step = scale.stepOf(value, figure);
      return step === null ? [] : [step];
    });
    for (const { figure } of chosen) if (figure !== null) counts.set(figure, (counts.get(figure) ?? 0n) + 1n);
    sums = addRespondent(sums, values);
  }
  if (sums.respondents === 0) return null;
  const figures = scale.figures(sums, counts);
  return {
    itemId: item.id,
    figures,
    respondents: sums.respondents,
    exact: scale.exact(sums),
    margin: printedMargin(marginOf(sums, population), scale.span, item.max),
  };
}

interface Scale {
  /** Whole steps of an answer above zero; null: it does not count. */
  readonly stepOf: (value: string | null, figure: string | null) => bigint | null;
  /** Steps between no points and all points. */
  readonly span: number;
  readonly figures: (sums: AnswerSums, counts: ReadonlyMap<string, bigint>) => Record<string, string>;
  readonly exact: (sums: AnswerSums) => string | null;
}

/** Finest step of a scale: values and weights are decimals of at most so many places. */
const PLACES = 6n;
const STEP = 10n ** PLACES;
const stepsOf = (decimal: string): bigint => {
  const { top, bottom } = ratioOf(decimal);
  return (top * STEP) / bottom;
};

/** How the item’s rule reads answers. null: its points do not come from answers (`feedOf` offers no such item). */
function scaleOf({ rule, figures }: Item): Scale | null {
  if (rule?.kind === 'survey-mean') {
    const figure = figures.find(({ key }) => key === rule.mean);
    const decimals = figure && 'decimals' in figure ? figure.decimals : 0;
    return {
      stepOf: (value) => (value === null ? null : stepsOf(value)),
      span: Number(stepsOf(rule.high) - stepsOf(rule.low)),
      figures: ({ sum, answers }) => ({
        [rule.mean]: printRatio({ top: sum, bottom: answers * STEP }, decimals),
      }),
      exact: ({ sum, answers }) =>
        `${plainDecimal(printRatio({ top: sum, bottom: STEP }, Number(PLACES)))}/${answers}`,
    };
  }
  if (rule?.kind !== 'survey-grades') return null;
  const weights = new Map(rule.grades.map(({ figure, weight }) => [figure, stepsOf(weight)]));
  return {
    stepOf: (_value, figure) => (figure === null ? null : (weights.get(figure) ?? null)),
    span: Number(stepsOf('100')),
    figures: (_sums, counts) =>
      Object.fromEntries(rule.grades.map(({ figure }) => [figure, String(counts.get(figure) ?? 0n)])),
    exact: () => null,
  };
}

function printedMargin(margin: number | null, span: number, max: string | null): string | null {
  if (margin === null || max === null) return null;
  return ((margin / span) * Number(max)).toFixed(MARGIN_DECIMALS);
}

/** Looks questions up by group and version, parsed once. */
export function questionsByVersion(
  questionnaires: readonly { readonly key: string; readonly version: number; readonly questions: unknown }[],
  groups: readonly { readonly id: string; readonly questionnaireKey: string }[],
): QuestionsOf {
  const keys = new Map(groups.map(({ id, questionnaireKey }) => [id, questionnaireKey]));
  const parsed = new Map(
    questionnaires.map((row) => [`${row.key} ${row.version}`, surveyQuestions.parse(row.questions)]),
  );
  return (groupId, version) => parsed.get(`${keys.get(groupId)} ${version}`) ?? [];
}
