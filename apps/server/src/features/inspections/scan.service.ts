import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import type { StreamAnswer } from '../../platform/send-stream.ts';
import { storedFileAnswer } from '../evidence/stored-files.read-model.ts';
import { listScans } from './records.queries.ts';
import { readVisit } from './visit-access.ts';
import type { VisitKey } from './visits.queries.ts';

/** A copy of a record that was signed on paper, to whoever may read the visit. */
export async function scanFile(
  context: Context,
  key: VisitKey,
  version: number,
  number: number,
): Promise<StreamAnswer> {
  await readVisit(context, key);
  const scans = await listScans(context.db, key);
  const scan = scans.find((one) => one.version === version && one.number === number) ?? refuse('not-found');
  return storedFileAnswer(context, scan);
}
