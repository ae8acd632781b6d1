import { isAreaRole, isUnitRole, mayHoldTogether, type Role } from '@parix/workflow';
import type { Db } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { unitExists } from '../units/units.read-model.ts';
import { divisionOpen } from './accounts.queries.ts';

export const fault = (place: string, vi: string, en: string) => ({
  errors: [{ place, code: 'invalid', message: `${vi} / ${en}` }],
});

export const refuseFault = (place: string, vi: string, en: string): never =>
  refuse('bad-request', fault(place, vi, en));

/** Where somebody works and what they judge, together with the roles that they have or are to have. */
export interface Place {
  readonly unitId: string | null;
  readonly divisionId?: string | null;
  readonly areas: readonly string[];
}

/** A role in a unit needs the unit; an administrator scores nothing; only appraisers have areas. */
export async function requireFitting(db: Db, roles: readonly Role[], place: Place): Promise<void> {
  const { unitId, divisionId = null, areas } = place;
  if (roles.some(isUnitRole) && unitId === null) {
    refuseFault(
      '/unitId',
      'Vai trò trong đơn vị phải gắn với một đơn vị.',
      'A role in a unit needs the unit.',
    );
  }
  if (!mayHoldTogether(roles)) refuseTogether();
  if (!roles.some(isAreaRole) && areas.length > 0) {
    refuseFault('/areas', 'Chỉ người thẩm định mới có lĩnh vực.', 'Only appraisers have areas.');
  }
  if (unitId !== null && !(await unitExists(db, unitId))) {
    refuseFault('/unitId', 'Không có đơn vị này.', 'There is no such unit.');
  }
  if (divisionId === null) return;
  if (unitId === null || !(await divisionOpen(db, unitId, divisionId))) {
    refuseFault('/divisionId', 'Đơn vị không có phòng, ban này.', 'The unit has no such division.');
  }
}

export const refuseTogether = (): never =>
  refuseFault(
    '/roles',
    'Quản trị hệ thống không kiêm vai trò chấm điểm, thẩm định hay công bố.',
    'An administrator holds no role that scores, appraises or publishes.',
  );
