import type { Rule } from '../criteria-set.ts';
import { allOf } from './all-of.ts';
import { count } from './count.ts';
import { deadline } from './deadline.ts';
import { deduction } from './deduction.ts';
import { formula } from './formula.ts';
import { given } from './given.ts';
import { ratioLinear } from './ratio-linear.ts';
import { ratioSteps } from './ratio-steps.ts';
import type { CompiledRule, RuleKind, RuleScope } from './rule-kind.ts';
import { states } from './states.ts';
import { sum } from './sum.ts';
import { surveyGrades } from './survey-grades.ts';
import { surveyMean } from './survey-mean.ts';

type Kinds = { readonly [K in Rule['kind']]: RuleKind<Extract<Rule, { kind: K }>> };

/** The closed set of methods. A new kind is one file and one line here; the compiler asks for both. */
const KINDS: Kinds = {
  states,
  'all-of': allOf,
  'ratio-steps': ratioSteps,
  'ratio-linear': ratioLinear,
  count,
  sum,
  deduction,
  deadline,
  'survey-grades': surveyGrades,
  'survey-mean': surveyMean,
  given,
  formula,
};

/** Validates and compiles a rule of any kind; null after reporting why it may not be used. */
export function compileRule<K extends Rule['kind']>(
  rule: Extract<Rule, { kind: K }>,
  scope: RuleScope,
): CompiledRule | null {
  const kind: Kinds[K] | undefined = Object.hasOwn(KINDS, rule.kind) ? KINDS[rule.kind] : undefined;
  if (kind !== undefined) return (kind as RuleKind<Extract<Rule, { kind: K }>>).compile(rule, scope);
  scope.problem('rule-missing', { kind: String(rule.kind) });
  return null;
}
