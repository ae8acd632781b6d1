import { HEARING_STATES, type Round } from '@parix/api-contract';
import type { PublicContext } from '../../platform/context.ts';
import type { RoundRow } from './rounds.queries.ts';
import { phaseAt } from './rounds.read-model.ts';

const isHearingState = (state: string): state is Round['shownToUnits'][number] =>
  HEARING_STATES.some((known) => known === state);

const instant = (date: Date | null): string | null => date?.toISOString() ?? null;

export function toRound(row: RoundRow, { now, config }: Pick<PublicContext, 'now' | 'config'>): Round {
  const {
    id,
    title,
    indexYear,
    setVersionId,
    setTitle,
    sample,
    blockId,
    blockName,
    unitCount,
    state,
    version,
  } = row;
  return {
    id,
    title,
    indexYear,
    setVersionId,
    setTitle,
    sample,
    blockId,
    blockName,
    unitCount,
    state,
    phase: phaseAt(row, now),
    selfScoringOpensAt: instant(row.selfScoringOpensAt),
    selfScoringClosesAt: instant(row.selfScoringClosesAt),
    appraisalClosesAt: instant(row.appraisalClosesAt),
    repliesCloseAt: instant(row.repliesCloseAt),
    replyWaivedReason: row.replyWaivedReason,
    shownToUnits: row.shownToUnits.filter(isHearingState),
    dataFrom: row.dataFrom,
    dataTo: row.dataTo,
    dataRefusedOutside: row.dataRefusedOutside,
    nameAnchorDate: row.nameAnchorDate,
    milestones: row.milestones.map(({ at, ...rest }) => ({ ...rest, at: new Date(at).toISOString() })),
    version,
    serverTime: now.toISOString(),
    publicationUrl: phaseAt(row, now) === 'published' ? `${config.publicUrl}/cong-bo/${id}/` : null,
  };
}
