/** Why a single sign-on led nowhere, as the server names it in the address. */
const PROBLEMS = [
  'no-account',
  'disabled',
  'dormant',
  'other-person',
  'failed',
  'cancelled',
  'unreachable',
] as const;
export type SignOnProblem = (typeof PROBLEMS)[number];

export function isSignOnProblem(name: string | undefined): name is SignOnProblem {
  return PROBLEMS.some((problem) => problem === name);
}
