import type { JudgingBar } from '@parix/api-contract';
import type { Db } from '../../platform/context.ts';
import type { Person } from '../../platform/person.ts';
import { refuse } from '../../platform/refusal.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { readHolders, readStanding } from './judging.queries.ts';
import { signedAreas } from './signed-areas.ts';

/** Beyond the table of rights: what in the round speaks against the person judging the unit in the area; null: nothing. */
export type Judging = (unitId: string, areaId: string) => JudgingBar | null;

/**
 * Reads for many units at once what bars the person from judging. In a round where nobody was set to judge nothing
 * does, except an interest that was declared all the same. The caller has read the round under a lock that a sign-off
 * waits for when it is going to write.
 */
export async function loadJudging(
  db: Db,
  round: Round,
  { accountId }: Pick<Person, 'accountId'>,
  unitIds: readonly string[],
): Promise<Judging> {
  const standing = await readStanding(db, round.id, accountId, unitIds);
  const conflicts = new Set(standing.conflicts);
  const signed = await signedAreas(db, round);
  const holders = new Map<string, boolean>();
  for (const held of standing.organised ? await readHolders(db, round.id, unitIds) : []) {
    const key = `${held.unitId} ${held.areaId}`;
    holders.set(key, (holders.get(key) ?? false) || held.accountId === accountId);
  }
  return (unitId, areaId) => {
    if (conflicts.has(unitId)) return 'interest';
    if (signed.has(areaId)) return 'signed-off';
    if (holders.get(`${unitId} ${areaId}`) === false) return 'assigned-to-others';
    return standing.organised && !standing.declared ? 'undeclared' : null;
  };
}

/** Whether the person may judge the area of one unit, or what bars them. */
export async function assignedToJudge(
  db: Db,
  round: Round,
  person: Pick<Person, 'accountId'>,
  unitId: string,
  areaId: string,
): Promise<JudgingBar | null> {
  return (await loadJudging(db, round, person, [unitId]))(unitId, areaId);
}

const CODES = {
  undeclared: 'interests-undeclared',
  interest: 'interest-conflict',
  'assigned-to-others': 'assigned-to-others',
  'signed-off': 'area-signed',
} as const satisfies Readonly<Record<JudgingBar, string>>;

/** Refuses with what stands in the way. */
export const refuseBar = (bar: JudgingBar): never => refuse(CODES[bar]);
