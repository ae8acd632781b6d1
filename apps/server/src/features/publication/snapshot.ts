import type {
  PublishedAppraisal,
  PublishedEvidence,
  PublishedLayer,
  SnapshotInput,
} from '@parix/publication';
import type { UnitFacts } from '@parix/scoring';
import { findSetDocuments } from '../criteria-sets/set-library.read-model.ts';
import type { Context } from '../../platform/context.ts';
import { plainDecimal, standingDecision } from '../ranking/stored-facts.read-model.ts';
import { type RoundRows, scoreLayer } from '../ranking/round-facts.read-model.ts';
import { previousResults } from '../ranking/ranking.read-model.ts';
import { findBlock } from '../units/units.read-model.ts';
import { evidenceOf } from '../self-scoring/card.read-model.ts';

export interface Decision {
  readonly number: string;
  readonly date: string;
  readonly issuer: string | undefined;
}

/** What a publication is made of, from stored rows only; no names of persons. */
export async function snapshotOf(
  context: Pick<Context, 'db' | 'now'>,
  rows: RoundRows,
  facts: readonly UnitFacts[],
  sequence: number,
  decision: Decision | null,
): Promise<SnapshotInput> {
  const { round, stored } = rows;
  const block = await findBlock(context.db, round.blockId);
  const documents = await findSetDocuments(context.db, round.setVersionId);
  const issuer = decision?.issuer ?? stored.set.act?.issuer ?? 'Cơ quan thường trực';
  return {
    round: {
      id: round.id,
      title: round.title,
      indexYear: round.indexYear,
      blockName: block?.name ?? round.blockId,
      publishedAt: context.now.toISOString(),
      sequence,
      decision: decision && { number: decision.number, date: decision.date, issuer },
      sample: stored.set.sample,
    },
    setDocument: documents.document,
    amendmentDocuments: documents.amendments,
    facts,
    layers: layersOf(rows),
    evidence: evidenceList(rows),
    previous: await previousOf(context, rows),
  };
}

function layersOf(rows: RoundRows): readonly PublishedLayer[] {
  const self = scoreLayer(rows, 'self').result;
  return rows.units.flatMap((unit, index) => {
    const points = new Map(self.units[index]?.items.map((item) => [item.id, item.points]));
    const stored = rows.items.get(unit.id);
    return [...rows.stored.items.keys()].map((item) => {
      const decision =
        stored?.get(item) && standingDecision(stored.get(item) ?? { entry: undefined, appraisal: undefined });
      const appraisal = decision ? publishedAppraisal(decision) : null;
      return { unit: unit.code, item, selfPoints: points.get(item) ?? null, appraisal };
    });
  });
}

/** Ids of decisions as publications write them. */
const DECISIONS: Readonly<Record<string, string>> = { reduce: 'lower', set: 'Điểm do cơ quan thẩm định ghi' };

function publishedAppraisal(row: {
  readonly decision: string;
  readonly points: string | null;
  readonly reason: string | null;
}): PublishedAppraisal {
  const points = row.points === null ? null : plainDecimal(row.points);
  return { decision: DECISIONS[row.decision] ?? row.decision, points, reason: row.reason ?? '' };
}

function evidenceList(rows: RoundRows): readonly PublishedEvidence[] {
  return rows.units.flatMap((unit) =>
    [...rows.stored.items.keys()].flatMap((item) =>
      evidenceOf(rows.items.get(unit.id)?.get(item)?.entry).map(({ title, reference, url }) => ({
        unit: unit.code,
        item,
        title,
        reference,
        url: url === '' ? null : url,
      })),
    ),
  );
}

async function previousOf(
  context: Pick<Context, 'db' | 'now'>,
  rows: RoundRows,
): Promise<SnapshotInput['previous']> {
  const previous = await previousResults(context, rows.round);
  if (!previous) return null;
  const units = [...previous.units].map(([unit, { index, rank, classId }]) => ({
    unit,
    printedIndex: index,
    rank,
    classId,
  }));
  return { roundId: previous.id, title: previous.title, indexYear: previous.indexYear, units };
}
