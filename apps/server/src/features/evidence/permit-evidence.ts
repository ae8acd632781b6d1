import type { Context } from '../../platform/context.ts';
import { relationToUnit } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import { relationToTree } from '../units/unit-tree.read-model.ts';
import { judgedPhaseOf } from './judged-phase.queries.ts';

/**
 * Whoever judges reads the libraries of units whose cards are being judged or were; the unit itself, and those above it,
 * at any time. A stranger to the unit learns nothing of what is there.
 */
export async function permitReading(context: Context, unitId: string): Promise<void> {
  const { db, person, now } = context;
  const relation = await relationToTree(db, person, unitId, now);
  const phase = relation.ownUnit ? undefined : await judgedPhaseOf(db, unitId, now);
  context.permit('evidence.read', { ...relation, ...(phase && { phase }) });
}

export function permitWriting(context: Context, unitId: string): void {
  if (context.person.unitId === null) refuse('forbidden');
  context.permit('evidence.edit', relationToUnit(context.person, unitId));
}
