import type { Command } from './io.ts';

/** Loaded when called: checking a set must not wait for the server's modules. */
export const COMMANDS = {
  check: async () => (await import('./commands/check.ts')).check,
  score: async () => (await import('./commands/score.ts')).score,
  diff: async () => (await import('./commands/diff.ts')).diff,
  explain: async () => (await import('./commands/explain.ts')).explain,
  'what-if': async () => (await import('./commands/what-if.ts')).whatIf,
  goal: async () => (await import('./commands/goal.ts')).goal,
  publish: async () => (await import('./commands/publish.ts')).publish,
  verify: async () => (await import('./commands/verify.ts')).verify,
  'sign-in-link': async () => (await import('./commands/sign-in-link.ts')).signInLink,
  'archive-dossiers': async () => (await import('./commands/archive-dossiers.ts')).archiveDossiers,
  'restore-dossiers': async () => (await import('./commands/restore-dossiers.ts')).restoreDossiers,
  'move-database': async () => (await import('./commands/move-database.ts')).moveDatabaseStep,
  start: async () => (await import('./commands/start.ts')).start,
} as const satisfies Readonly<Record<string, () => Promise<Command>>>;
export type CommandName = keyof typeof COMMANDS;
