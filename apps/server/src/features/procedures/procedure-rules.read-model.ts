import type { Db } from '../../platform/context.ts';
import { listEveryRow, listRowsOf, stampOfRows } from './procedures.queries.ts';
import { type ProcedureRow, type RuleOfProcedure, rulesInForce } from './rules-in-force.read-model.ts';

/** Rules of many procedures by one question. */
export async function loadProcedureRules(db: Db, codes: readonly string[]): Promise<RuleOfProcedure> {
  return rulesInForce(await listRowsOf(db, codes));
}

/** What the rules of the whole catalogue follow from, by code, then day. */
export const loadEveryProcedure = (db: Db): Promise<readonly ProcedureRow[]> => listEveryRow(db);

/** A text that differs after each addition or change of a row of the catalogue. */
export const stampOfProcedures = (db: Db): Promise<string> => stampOfRows(db);

/** Names of the procedures that the catalogue has, as their latest rows say. */
export async function knownProcedures(
  db: Db,
  codes: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly sector: string }>> {
  const rows = await listRowsOf(db, codes);
  return new Map(rows.map(({ code, name, sector }) => [code, { name, sector }]));
}
