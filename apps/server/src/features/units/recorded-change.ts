import type { RecordedUnitChange } from '@parix/api-contract';
import type { Row } from '../../db/schema.ts';

/** A change as it is told to people. */
export const toRecorded = ({
  id,
  kind,
  effectiveOn,
  decisionNumber,
  decisionDate,
  note,
}: Omit<Row<'unitChange'>, 'recordedBy' | 'recordedAt'>): RecordedUnitChange => ({
  id,
  kind,
  effectiveOn,
  decisionNumber,
  decisionDate,
  note,
});
