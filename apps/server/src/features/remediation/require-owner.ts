import type { AssigneeRef } from '@parix/api-contract';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { ownersOf } from './remediation.queries.ts';

/** The owner as the columns take it; refuses people and divisions that are not of the unit now. */
export async function requireOwner(
  { db, now, locale }: Context,
  unitId: string,
  owner: AssigneeRef | null,
): Promise<{ readonly ownerAccountId: string | null; readonly ownerDivisionId: string | null }> {
  if (owner === null) return { ownerAccountId: null, ownerDivisionId: null };
  const known = (await ownersOf(db, unitId, now)).some(
    ({ kind, id }) => kind === owner.kind && id === owner.id,
  );
  if (!known)
    refuse('bad-request', {
      errors: [
        {
          place: '/owner',
          code: 'not-of-the-unit',
          message:
            locale === 'en'
              ? 'Choose somebody who works in the unit now, or one of its divisions.'
              : 'Chọn người đang làm việc hoặc phòng, ban của đơn vị.',
        },
      ],
    });
  return owner.kind === 'person'
    ? { ownerAccountId: owner.id, ownerDivisionId: null }
    : { ownerAccountId: null, ownerDivisionId: owner.id };
}
