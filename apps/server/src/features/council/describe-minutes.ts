import { type CouncilMinutes, ROUTES } from '@parix/api-contract';
import { may } from '@parix/workflow';
import type { Context } from '../../platform/context.ts';
import { accountNames } from '../access/account-names.read-model.ts';
import { relationToRound, type Round } from '../rounds/rounds.read-model.ts';
import { lastMinutes, signaturesOf } from './council.queries.ts';
import { minutesGaps } from './council.read-model.ts';

/** The last version of the minutes as people read it; null: none is written. */
export async function describeMinutes(context: Context, round: Round): Promise<CouncilMinutes | null> {
  const { db, person } = context;
  const row = await lastMinutes(db, round.id);
  if (!row) return null;
  const record = ROUTES.saveMinutes.body.parse(row.record);
  const signatures = await signaturesOf(db, round.id, row.version);
  const names = await accountNames(db, [record.chairId, record.secretaryId]);
  const signing = may(person.roles, 'council.decide', { ...relationToRound(round), ownUnit: false });
  const own = { chair: record.chairId, secretary: record.secretaryId } as const;
  return {
    ...record,
    version: row.version,
    chairName: names.get(record.chairId) ?? '–',
    secretaryName: names.get(record.secretaryId) ?? '–',
    sha256: row.sha256,
    freezeSequence: row.freezeSequence,
    signatures: signatures.map(({ part, by, at }) => ({ part, by, at: at.toISOString() })),
    signed: (await minutesGaps(db, round.id)).length === 0,
    maySign: (['chair', 'secretary'] as const).filter(
      (part) =>
        signing && own[part] === person.accountId && !signatures.some((signature) => signature.part === part),
    ),
  };
}
