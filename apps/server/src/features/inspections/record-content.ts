import { createHash } from 'node:crypto';
import type {
  InspectionCheck,
  InspectionFinding,
  InspectionPhoto,
  ProceedingsValue,
  RecordContent,
} from '@parix/api-contract';
import { canonicalJson } from '@parix/criteria-sets';
import type { MemberRow, VisitRow } from './visits.queries.ts';

/** What was written of a visit, as it stands. */
export interface Written {
  readonly decision: RecordContent['decision'];
  readonly checkList: readonly InspectionCheck[];
  readonly findingList: readonly InspectionFinding[];
  readonly photos: readonly InspectionPhoto[];
  readonly proceedings: ProceedingsValue | null;
}

/** What the record says if it is closed now. Hours that nobody wrote down are those of the plan. */
export function recordOf(row: VisitRow, team: readonly MemberRow[], written: Written): RecordContent {
  const { proceedings, checkList } = written;
  return {
    unitName: row.unitName,
    planTitle: row.planTitle,
    decision: written.decision,
    place: row.place,
    startedAt: proceedings?.startedAt ?? row.startsAt.toISOString(),
    endedAt: proceedings?.endedAt ?? row.endsAt.toISOString(),
    team: team.map(({ displayName, part, capacity }) => ({ name: displayName, part, capacity })),
    unitSide: [...(proceedings?.unitSide ?? [])],
    general: proceedings?.general ?? '',
    checks: checkList
      .filter(({ answer }) => answer !== 'open')
      .map(({ question, itemCode, answer, note }) => ({ question, itemCode, answer, note })),
    findings: written.findingList
      .filter(({ withdrawn }) => !withdrawn)
      .map((finding) => findingOfRecord(finding, written)),
    requests: proceedings?.requests ?? '',
    remedyBy: proceedings?.remedyBy ?? null,
    unitOpinion: proceedings?.unitOpinion ?? '',
  };
}

function findingOfRecord(
  { id, kind, statement, recommendation, itemCode, repeatsFindingId }: InspectionFinding,
  { checkList, photos }: Written,
): RecordContent['findings'][number] {
  const earlier = checkList.find((line) => line.earlier !== null && line.earlier.id === repeatsFindingId);
  return {
    ...{ id, kind, statement, recommendation, itemCode },
    repeatsOf: earlier?.earlier?.foundOn ?? null,
    photos: photos
      .filter(({ findingId }) => findingId === id)
      .map(({ fileName, sha256, caption }) => ({ fileName, sha256, caption })),
  };
}

/** What a signature is about. */
export const hashOf = (content: object): string =>
  createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify(content))))
    .digest('hex');
