import { type ProcedureRule, UNKNOWN_PROCEDURE } from '@parix/one-stop';
import type { Row } from '../../db/schema.ts';

/** What the rule of a procedure follows from; plain data, so that it can be told to another process. */
export type ProcedureRow = Pick<Row<'procedure'>, 'code' | 'validFrom' | 'endedOn' | keyof ProcedureRule>;

/** The rule for a dossier of the procedure that was received at the instant (epoch milliseconds). */
export type RuleOfProcedure = (code: string | null, receivedAt: number | null) => ProcedureRule;

interface RuleSpan {
  /** First instant and the instant after the last, epoch milliseconds. */
  readonly from: number;
  readonly until: number;
  readonly rule: ProcedureRule;
}

/**
 * What was in force on the day of receipt in Vietnam. UNKNOWN_PROCEDURE without a code or an instant, for a code that is
 * not in the catalogue, before its first row and after its end.
 * @param rows by code, then day
 */
export function rulesInForce(rows: readonly ProcedureRow[]): RuleOfProcedure {
  const spans = spansByCode(rows);
  return (code, receivedAt) => {
    if (code === null || receivedAt === null) return UNKNOWN_PROCEDURE;
    const found = spans.get(code)?.find(({ from, until }) => from <= receivedAt && receivedAt < until);
    return found?.rule ?? UNKNOWN_PROCEDURE;
  };
}

/** Midnight in Vietnam, seven hours ahead of UTC all year. */
const startOf = (day: string): number => Date.parse(`${day}T00:00:00+07:00`);

function spansByCode(rows: readonly ProcedureRow[]): ReadonlyMap<string, readonly RuleSpan[]> {
  const spans = new Map<string, RuleSpan[]>();
  for (const [at, row] of rows.entries()) {
    const next = rows[at + 1];
    const replaced = next?.code === row.code ? startOf(next.validFrom) : Infinity;
    const ended = row.endedOn === null ? Infinity : startOf(row.endedOn);
    const span = { from: startOf(row.validFrom), until: Math.min(replaced, ended), rule: ruleOf(row) };
    const known = spans.get(row.code);
    if (known) known.push(span);
    else spans.set(row.code, [span]);
  }
  return spans;
}

const ruleOf = (row: ProcedureRow): ProcedureRule => ({
  processingMinutes: row.processingMinutes,
  counting: row.counting,
  lateness: row.lateness,
  paymentStopsClock: row.paymentStopsClock,
  supplementLimit: row.supplementLimit,
  nearDueDays: row.nearDueDays,
  onlineLevel: row.onlineLevel,
  hasFee: row.hasFee,
});
