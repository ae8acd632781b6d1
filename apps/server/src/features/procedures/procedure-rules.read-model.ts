import { type ProcedureRule, UNKNOWN_PROCEDURE } from '@parix/one-stop';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { listEveryRow, listRowsOf, stampOfRows } from './procedures.queries.ts';

/** The rule for a dossier of the procedure that was received at the instant (epoch milliseconds). */
export type RuleOfProcedure = (code: string | null, receivedAt: number | null) => ProcedureRule;

interface RuleSpan {
  /** First instant and the instant after the last, epoch milliseconds. */
  readonly from: number;
  readonly until: number;
  readonly rule: ProcedureRule;
}

/**
 * Rules of many procedures by one question: what was in force on the day of receipt in Vietnam. UNKNOWN_PROCEDURE
 * without a code or an instant, for a code that is not in the catalogue, before its first row and after its end.
 */
export async function loadProcedureRules(db: Db, codes: readonly string[]): Promise<RuleOfProcedure> {
  return ruleAmong(spansByCode(await listRowsOf(db, codes)));
}

/** The same of the whole catalogue. */
export async function loadEveryProcedureRule(db: Db): Promise<RuleOfProcedure> {
  return ruleAmong(spansByCode(await listEveryRow(db)));
}

/** Another text as soon as any row of the catalogue was added or changed. */
export const stampOfProcedures = (db: Db): Promise<string> => stampOfRows(db);

function ruleAmong(spans: ReadonlyMap<string, readonly RuleSpan[]>): RuleOfProcedure {
  return (code, receivedAt) => {
    if (code === null || receivedAt === null) return UNKNOWN_PROCEDURE;
    const found = spans.get(code)?.find(({ from, until }) => from <= receivedAt && receivedAt < until);
    return found?.rule ?? UNKNOWN_PROCEDURE;
  };
}

/** Names of the procedures that the catalogue has, as their latest rows say. */
export async function knownProcedures(
  db: Db,
  codes: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly sector: string }>> {
  const rows = await listRowsOf(db, codes);
  return new Map(rows.map(({ code, name, sector }) => [code, { name, sector }]));
}

/** Midnight in Vietnam, seven hours ahead of UTC all year. */
const startOf = (day: string): number => Date.parse(`${day}T00:00:00+07:00`);

/** `rows`: by code, then day. */
function spansByCode(rows: readonly Row<'procedure'>[]): ReadonlyMap<string, readonly RuleSpan[]> {
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

const ruleOf = (row: Row<'procedure'>): ProcedureRule => ({
  processingMinutes: row.processingMinutes,
  counting: row.counting,
  lateness: row.lateness,
  paymentStopsClock: row.paymentStopsClock,
  supplementLimit: row.supplementLimit,
  nearDueDays: row.nearDueDays,
  onlineLevel: row.onlineLevel,
  hasFee: row.hasFee,
});
