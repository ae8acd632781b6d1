import { type DossierFacts, foldDossier } from '@parix/one-stop';
import { formatDate, type WorkingClock } from '@parix/working-days';
import type { RuleOfProcedure } from '../procedures/rules-in-force.read-model.ts';

/** The rule in force on the day of receipt, which follows from the events alone. */
export function factsOf(
  events: Parameters<typeof foldDossier>[0],
  procedureCode: string | null,
  ruleOf: RuleOfProcedure,
  clock: WorkingClock,
): DossierFacts {
  return foldDossier(events, (receivedAt) => ruleOf(procedureCode, receivedAt), clock);
}

/** What the stored row says of the facts. */
export function rowOf(facts: DossierFacts) {
  const { state, receivedAt, dueAt, endedAt, ending, channel, warnings } = facts;
  const span = facts.endedAt === null ? facts.spans.at(-1) : undefined;
  return {
    state,
    receivedAt,
    dueAt,
    endedAt,
    ending,
    channel,
    overdueFrom: dateOrNull(span?.overdueFrom ?? null),
    nearDueFrom: dateOrNull(span?.nearFrom ?? null),
    warnings,
  };
}

const dateOrNull = (day: number | null): string | null => (day === null ? null : formatDate(day));
