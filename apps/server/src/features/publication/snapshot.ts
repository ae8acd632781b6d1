import type { PublishedRound, SnapshotInput } from '@parix/publication';
import { z } from 'zod';
import { findStoredSet, findSetDocuments } from '../criteria-sets/set-library.read-model.ts';
import type { PublicContext } from '../../platform/context.ts';
import { previousResults } from '../ranking/ranking.read-model.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { findBlock } from '../units/units.read-model.ts';
import type { BuildRow } from './publication-build.queries.ts';

type Head = Pick<SnapshotInput, 'round' | 'setDocument' | 'amendmentDocuments' | 'previous'>;

/** What a publication says besides the units' rows. */
export async function snapshotHead(
  context: PublicContext,
  round: Round,
  build: BuildRow,
  sequence: number,
): Promise<Head> {
  const block = await findBlock(context.db, round.blockId);
  const documents = await findSetDocuments(context.db, round.setVersionId);
  const stored = await findStoredSet(context.db, round.setVersionId);
  const issuer = build.decisionIssuer ?? stored?.set.act?.issuer ?? 'Cơ quan thường trực';
  return {
    round: {
      id: round.id,
      title: round.title,
      indexYear: round.indexYear,
      blockName: block?.name ?? round.blockId,
      publishedAt: (build.publicFrom ?? context.now).toISOString(),
      sequence,
      decision: decisionOf(build, issuer),
      sample: stored?.set.sample ?? false,
    },
    setDocument: documents.document,
    amendmentDocuments: documents.amendments,
    previous: await previousOf(context, round),
  };
}

function decisionOf({ decisionNumber, decisionDate }: BuildRow, issuer: string): PublishedRound['decision'] {
  return decisionNumber === null ? null : { number: decisionNumber, date: decisionDate, issuer };
}

async function previousOf(context: PublicContext, round: Round): Promise<SnapshotInput['previous']> {
  const previous = await previousResults(context, round);
  if (!previous) return null;
  const units = [...previous.units].map(([unit, { index, rank, classId }]) => ({
    unit,
    printedIndex: index,
    rank,
    classId,
  }));
  return {
    roundId: previous.id,
    title: previous.title,
    indexYear: previous.indexYear,
    set: previous.setVersionId,
    units,
  };
}

/** Of a published data/round.json, what a correction says of it. */
export const publishedRound = z.object({
  decision: z
    .object({
      number: z.string(),
      date: z.string().nullable(),
      issuer: z.string(),
      title: z.string().exactOptional(),
      url: z.string().exactOptional(),
    })
    .nullable(),
});
