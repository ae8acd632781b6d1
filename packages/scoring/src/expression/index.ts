export { compileFormula } from './compile.ts';
export { describeFormulaProblem } from './describe.ts';
export { evaluate } from './evaluate.ts';
export {
  FORMULA_LIMITS,
  FORMULA_PROBLEM_CODES,
  type CompiledFormula,
  type Formula,
  type FormulaBounds,
  type FormulaOutcome,
  type FormulaProblem,
  type FormulaProblemCode,
  type FormulaSlot,
  type FormulaValues,
  type ParsedFormula,
} from './formula.ts';
export { parseFormula } from './parse-formula.ts';
export { explainFormula, printFormula } from './print.ts';
export { replayFormula } from './replay.ts';
