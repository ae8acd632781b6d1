import type { FactProblem } from '../facts.ts';
import type { SetProblem } from '../problems.ts';
import { FACT_PROBLEM_WORDS } from './fact-problems.ts';
import { SET_PROBLEM_WORDS } from './set-problems.ts';

export type Locale = 'vi' | 'en';

/** What is wrong with a set, why, and what to do. The place (file and line) is left to the caller. */
export function describeSetProblem(problem: SetProblem, locale: Locale): string {
  const words = fill(SET_PROBLEM_WORDS[problem.code][locale], problem.detail);
  return problem.item === null ? words : `${problem.item}: ${words}`;
}

/** What is wrong with a figure, of which unit and item, and what to do. */
export function describeFactProblem(problem: FactProblem, locale: Locale): string {
  const where = [problem.unit, problem.item, problem.figure].filter((part) => part !== null && part !== '');
  const value = problem.value ?? '';
  return `${where.join(' › ')}: ${fill(FACT_PROBLEM_WORDS[problem.code][locale], { ...problem.detail, value })}`;
}

/** Longest foreign text repeated in a message. */
const LONGEST = 400;

function fill(template: string, detail: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const text = Object.hasOwn(detail, name) ? (detail[name] ?? '') : '';
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  });
}
