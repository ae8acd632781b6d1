import type { Decimal, Figure, FigureValue } from '../criteria-set.ts';
import type { Ratio } from './ratio.ts';

/** Bounds that keep every text, and so every later step, small. */
export const FORMULA_LIMITS = {
  /** UTF-16 units of the text. */
  length: 2_000,
  /** Nodes of the checked tree. */
  nodes: 500,
  /** Nesting of parentheses, calls, signs and conditions. */
  depth: 64,
  /** Digits of one literal, or of one end of a figure's range. */
  digits: 30,
  /** Decimals that `round` may keep. */
  decimals: 12,
  /** Bits of any numerator or denominator before reduction, proved from the figures' ranges. */
  bits: 2_048,
} as const;

/** Everything that can be wrong with a formula's text; a test holds that each one is described. */
export const FORMULA_PROBLEM_CODES = [
  'empty',
  'too-long',
  'too-many-parts',
  'too-deep',
  'number-too-long',
  'forbidden-character',
  'unexpected-character',
  'unterminated',
  'unexpected-token',
  'decimal-comma',
  'chained-comparison',
  'member-access',
  'unknown-name',
  'unknown-function',
  'wrong-argument-count',
  'decimals-not-literal',
  'wrong-type',
  'unknown-option',
  'choice-needs-literal',
  'date-figure',
  'figure-name',
  'figure-range',
  'always-division-by-zero',
  'values-too-large',
  'out-of-range',
] as const;
export type FormulaProblemCode = (typeof FORMULA_PROBLEM_CODES)[number];

/** One fault with its place: `offset` counts UTF-16 units from the start of the text as written. */
export interface FormulaProblem {
  readonly code: FormulaProblemCode;
  readonly offset: number;
  /** Ready texts: names, numbers, limits. */
  readonly detail: Readonly<Record<string, string>>;
}

export type ExprType = 'number' | 'boolean' | 'choice';
export type CompareOp = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOp = '+' | '-' | '*' | '/';
export type CallName = 'min' | 'max' | 'round' | 'floor' | 'ceiling' | 'abs';

/** A checked tree: names resolved to slots, every node typed, nothing left that can fail but zero and missing data. */
export type Expr =
  | { readonly kind: 'number'; readonly value: Ratio; readonly text: string; readonly offset: number }
  /** `max_points`: the item's maximum. */
  | { readonly kind: 'max-points'; readonly value: Ratio; readonly offset: number }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly offset: number }
  | { readonly kind: 'option'; readonly text: string; readonly index: number; readonly offset: number }
  | { readonly kind: 'figure'; readonly slot: number; readonly type: ExprType; readonly offset: number }
  | { readonly kind: 'negate'; readonly of: Expr; readonly offset: number }
  | {
      readonly kind: 'arithmetic';
      readonly op: ArithmeticOp;
      readonly left: Expr;
      readonly right: Expr;
      readonly offset: number;
    }
  | {
      readonly kind: 'compare';
      readonly op: CompareOp;
      readonly of: ExprType;
      readonly left: Expr;
      readonly right: Expr;
      readonly offset: number;
    }
  | {
      readonly kind: 'logic';
      readonly op: 'and' | 'or';
      readonly left: Expr;
      readonly right: Expr;
      readonly offset: number;
    }
  | { readonly kind: 'not'; readonly of: Expr; readonly offset: number }
  | {
      readonly kind: 'if';
      readonly type: 'number' | 'boolean';
      readonly condition: Expr;
      readonly then: Expr;
      readonly else: Expr;
      readonly offset: number;
    }
  | {
      readonly kind: 'call';
      readonly name: CallName;
      readonly args: readonly Expr[];
      /** Decimals kept by `round`, else 0. */
      readonly decimals: number;
      readonly offset: number;
    };

/** A figure that the formula reads, in the order in which the item declares its figures. */
export interface FormulaSlot {
  readonly key: string;
  readonly figure: Figure;
  readonly type: ExprType;
  /** Decimals of the figure: a compiled slot holds value x 10^decimals (0 for yes/no and choices). */
  readonly decimals: number;
  readonly low: Ratio;
  readonly high: Ratio;
}

/** A formula proved total: its only outcomes are an exact number in `lowest..highest`, division by zero or no data. */
export interface Formula {
  /** The normal form, as `printFormula` gives it. */
  readonly text: string;
  readonly root: Expr;
  readonly slots: readonly FormulaSlot[];
  /** Proved range of the result (points). */
  readonly lowest: Ratio;
  readonly highest: Ratio;
  /** False when no value of the figures can make a denominator zero. */
  readonly mayDivideByZero: boolean;
  /** True when every numerator, denominator and cross product stays below 2^53, so that doubles are exact. */
  readonly exactInDoubles: boolean;
}

export type FormulaOutcome = Ratio | 'division-by-zero' | 'no-data';

/** Figures by key; absent or null = no data. */
export type FormulaValues = Readonly<Record<string, FigureValue | null | undefined>>;

/**
 * A formula over one row of numbers, for the columns of a whole round.
 * `run` reads slot i at `values[at + i]`: numbers as value x 10^decimals, yes/no as 1/0, choices as the index of the
 * option, no data as NaN. It returns a status and leaves the exact result in `num` / `den` (den > 0, not reduced).
 */
export interface CompiledFormula {
  readonly slots: readonly FormulaSlot[];
  readonly run: (values: ArrayLike<number>, at: number) => 'number' | 'division-by-zero' | 'no-data';
  readonly num: () => number;
  readonly den: () => number;
}

/** The item's least and most points. */
export interface FormulaBounds {
  readonly min: Decimal;
  readonly max: Decimal;
}
export type ParsedFormula =
  | { readonly ok: true; readonly formula: Formula }
  | { readonly ok: false; readonly problems: readonly FormulaProblem[] };

/*
 * The functions of this folder, exported from index.ts:
 *   parseFormula(text: string, figures: readonly Figure[], bounds: FormulaBounds): ParsedFormula
 *   evaluate(formula: Formula, values: FormulaValues): FormulaOutcome
 *   compileFormula(formula: Formula): CompiledFormula | null     null when not exactInDoubles: use `evaluate`
 *   printFormula(formula: Formula): string
 *   explainFormula(formula: Formula, values: FormulaValues): string    the text with the figures put in
 *   replayFormula(text: string): FormulaOutcome | null           evaluates such a text again; null = not readable
 *   describeFormulaProblem(problem: FormulaProblem, locale: 'vi' | 'en'): string
 */
