import { checkSyntax, type Scope } from './check.ts';
import { evaluateExpr } from './evaluate.ts';
import { FORMULA_LIMITS, type FormulaOutcome } from './formula.ts';
import { parseSyntax } from './parse.ts';

/** Figures put in make a text longer, and their signs nest one deeper; nothing else grows. */
const LIMITS = { length: 64_000, nodes: 2 * FORMULA_LIMITS.nodes, depth: FORMULA_LIMITS.depth + 1 } as const;

/**
 * Evaluates a text that `explainFormula` wrote: no names, `null` where there was no data.
 * Returns null when the text is none of these; never throws, whatever it is given.
 */
export function replayFormula(text: string): FormulaOutcome | null {
  const parsed = parseSyntax(text, LIMITS);
  if (!parsed.ok) return null;
  let readable = true;
  const fail = (): undefined => {
    readable = false;
  };
  const texts: string[] = [];
  const scope: Scope = {
    // The only name is `null`; it takes the type that its place asks for and its slot is always empty.
    resolve: (name, offset, expected) =>
      name === 'null' ? { kind: 'figure', slot: 0, type: expected ?? 'number', offset } : fail(),
    option: (option) => {
      if (!texts.includes(option)) texts.push(option);
      return texts.indexOf(option);
    },
    maxPoints: null,
    report: fail,
  };
  const root = checkSyntax(parsed.syntax, scope, 'number');
  return root !== undefined && readable ? evaluateExpr(root, []) : null;
}
