export type * from './criteria-set.ts';
export type { WorkingCalendar } from '@parix/working-days';
export type * from './facts.ts';
export { FACT_PROBLEM_CODES } from './facts.ts';
export type * from './results.ts';
export type * from './plan.ts';
export type { SetProblem, SetProblemCode } from './problems.ts';
export { SET_PROBLEM_CODES } from './problems.ts';
export type { CompiledSet } from './compile-set.ts';
export { compileSet, findItem } from './compile-set.ts';
export { checkSet } from './check-set.ts';
export type { Column, FactTable, UnitColumns } from './fact-table.ts';
export { allocateTable, findColumn, marksOf, NO_DATE } from './fact-table.ts';
export { MARK } from './marks.ts';
export { loadFacts, sealTable, setItemFacts } from './load-facts.ts';
export type { Scores } from './scores.ts';
export { scoreTable } from './score-table.ts';
export type { ScoredRound } from './round-result.ts';
export {
  ENGINE_VERSION,
  scoreRound,
  toItemPoints,
  toResultOfItem,
  toRoundResult,
  toUnitResult,
} from './round-result.ts';
export { explainItem } from './explain/explain-item.ts';
export { explainUnit } from './explain/explain-unit.ts';
export { renderItem } from './explain/render-explanation.ts';
export { renderRule } from './explain/render-rule.ts';
export { replay } from './explain/replay.ts';
export type { Locale } from './words/describe-problem.ts';
export { describeFactProblem, describeSetProblem } from './words/describe-problem.ts';
export type { ExactDecimal } from './points.ts';
export {
  addDecimal,
  compareDecimal,
  decimalsOf,
  formatDecimal,
  formatFixed,
  parseDecimal,
  roundDecimal,
  subtractDecimal,
} from './points.ts';
export {
  addRatio,
  compareRatio,
  formatRatio,
  parseRatio,
  ratioOf,
  roundRatio,
  subtractRatio,
} from './fraction.ts';
export type {
  Formula,
  FormulaBounds,
  FormulaOutcome,
  FormulaProblem,
  FormulaProblemCode,
  FormulaValues,
  ParsedFormula,
} from './expression/index.ts';
export {
  compileFormula,
  describeFormulaProblem,
  evaluate as evaluateFormula,
  explainFormula,
  FORMULA_LIMITS,
  FORMULA_PROBLEM_CODES,
  parseFormula,
  printFormula,
  replayFormula,
} from './expression/index.ts';
export type { FieldChange, NodeChange, NodeRef, SetDiff } from './analysis/diff-sets.ts';
export { diffSets } from './analysis/diff-sets.ts';
export type { ItemChange, LiveRound } from './analysis/live-round.ts';
export { openLiveRound } from './analysis/live-round.ts';
export type { Standing, StandingTexts } from './analysis/standing.ts';
export { whatIf } from './analysis/what-if.ts';
export type { Goal, GoalAlternative, GoalAnswer, GoalItem, GoalOptions } from './analysis/goal-seek.ts';
export { goalSeek } from './analysis/goal-seek.ts';
export type { ItemMovement, UnitMovement, VersionStanding } from './analysis/compare-versions.ts';
export { compareVersions } from './analysis/compare-versions.ts';
export type { UnitSensitivity } from './analysis/sensitivity.ts';
export { sensitivity } from './analysis/sensitivity.ts';
export type { MappingEntry, MappingFault, MappingKind } from './analysis/item-mapping.ts';
export {
  checkMapping,
  MAPPING_FAULTS,
  MAPPING_KINDS,
  ordinaryItems,
  scoredItems,
  suggestMapping,
} from './analysis/item-mapping.ts';
export type {
  BridgeMethod,
  EarlierPart,
  EntryChange,
  UnitChange,
  UnlikeCause,
} from './analysis/explain-change.ts';
export { explainChange, UNLIKE_CAUSES } from './analysis/explain-change.ts';
export { carryFacts } from './analysis/carry-facts.ts';
export type { ItemLoss, PartTotals, RoundLosses } from './analysis/part-losses.ts';
export { roundLosses } from './analysis/part-losses.ts';
export type { Gap, LayerGaps } from './analysis/layer-gaps.ts';
export { layerGaps } from './analysis/layer-gaps.ts';
export type { NeighbourPair, RoundStability, UnitStability } from './analysis/item-stability.ts';
export { itemStability } from './analysis/item-stability.ts';
export type { Tie, TieStep } from './analysis/explain-ties.ts';
export { explainTies } from './analysis/explain-ties.ts';
