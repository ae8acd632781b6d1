import type { LookedUpDossier } from '@parix/api-contract';
import { mayRate } from '@parix/one-stop';
import type { PublicContext } from '../../platform/context.ts';
import { legalDayOf } from '../../platform/legal-day.ts';
import {
  builtInSource,
  readTold,
  type ToldDossier,
  unitNames,
} from '../dossiers/built-in-source.read-model.ts';
import { knownProcedures } from '../procedures/procedure-rules.read-model.ts';

import { findByLookup } from './counter.queries.ts';
import { isoOrNull } from './describe-counter-dossier.ts';
import { readLookupCode } from './lookup-code.ts';

/**
 * What has become of a dossier, for whoever holds the code of its receipt. null for every code that opens none, whether
 * it could be one or not: nothing else is told apart.
 */
export async function lookUpDossier(context: PublicContext, typed: string): Promise<LookedUpDossier | null> {
  const { db, now } = context;
  const code = readLookupCode(typed);
  const row = code === null ? undefined : await findByLookup(db, code);
  if (!row) return null;
  const told = await readTold(db, { ...row, sourceId: await builtInSource(db) });
  const { facts, procedureCode } = told;
  const procedures = await knownProcedures(db, procedureCode === null ? [] : [procedureCode]);
  const names = await unitNames(db, [row.unitId], legalDayOf(now));
  return {
    unitName: names.get(row.unitId) ?? '',
    procedureName: procedures.get(procedureCode ?? '')?.name ?? null,
    state: facts.state,
    receivedAt: isoOrNull(facts.receivedAt),
    dueAt: isoOrNull(facts.dueAt),
    firstDueAt: facts.reappointed ? isoOrNull(facts.firstDueAt) : null,
    ...askedOf(told),
    endedAt: isoOrNull(facts.endedAt),
    returnedAt: isoOrNull(facts.returnedAt),
    rating: facts.rating,
    mayRate: mayRate(facts),
    asOf: now.toISOString(),
  };
}

const ASKED = { 'awaiting-supplement': 'supplement', 'awaiting-payment': 'payment' } as const;
const ASKED_BY = { supplement: 'supplement-requested', payment: 'payment-requested' } as const;

/** What the applicant is waited for, and since when. */
function askedOf({ facts, standing }: ToldDossier): Pick<LookedUpDossier, 'asked' | 'askedAt'> {
  const { state } = facts;
  if (state !== 'awaiting-supplement' && state !== 'awaiting-payment') return { asked: null, askedAt: null };
  const asked = ASKED[state];
  const requests = [...standing].filter(({ kind }) => kind === ASKED_BY[asked]);
  const last = requests.reduce((latest, { at }) => Math.max(latest, at.getTime()), 0);
  return { asked, askedAt: isoOrNull(last === 0 ? null : last) };
}
