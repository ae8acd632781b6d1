import type { JsonObject } from '../db/schema.ts';
import type { Db, PublicContext } from './context.ts';
import { newId } from './ids.ts';
import type { Person } from './person.ts';

export interface AuditEvent {
  /** `<feature>.<act>`, listed in docs of the audit events. */
  readonly action: AuditAction;
  /** `<kind>:<id>` of what was acted on. */
  readonly subject: string;
  readonly detail?: JsonObject;
}

/** Every event the server writes. */
export const AUDIT_ACTIONS = [
  'session.started',
  'session.refused',
  'session.ended',
  'account.created',
  'account.disabled',
  'account.locked',
  'account.dormant',
  'account.enabled',
  'account.unlocked',
  'account.changed',
  'account.reviewed',
  'account.link-made',
  'account.sessions-ended',
  'role.granted',
  'role.ended',
  'session.unlocked',
  'session.confirmed',
  'session.ended-elsewhere',
  'proof.refused',
  'recovery-code.used',
  'password.changed',
  'password.reset',
  'email.changed',
  'factor.added',
  'factor.removed',
  'factors.reset',
  'sign-on.linked',
  'sign-on.refused',
  'delegation.made',
  'delegation.revoked',
  'person.substituted',
  'units.imported',
  'unit-successions.imported',
  'unit-change.recorded',
  'unit-change.annulled',
  'unit.corrected',
  'block.created',
  'criteria-set.stored',
  'criteria-set.amended',
  'round.created',
  'round.changed',
  'round.moved',
  'round.results-frozen',
  'division.created',
  'division.renamed',
  'division.ended',
  'division.joined',
  'division.left',
  'items.assigned',
  'items.handed-over',
  'assignment.ended',
  'assignments.copied',
  'card.sent',
  'card.recalled',
  'card.returned',
  'card.approved',
  'card.extended',
  'card.reopened',
  'submission.signed-file',
  'report-template.stored',
  'report-template.removed',
  'card.imported',
  'evidence.added',
  'evidence.changed',
  'evidence.hidden',
  'facts.imported',
  'survey-points.imported',
  'survey.created',
  'survey.changed',
  'survey.designed',
  'survey.moved',
  'survey.batch-made',
  'survey.codes-shown',
  'survey.batch-voided',
  'appraisal.accepted-rest',
  'appraisal.bulk-decided',
  'appraisal-group.created',
  'appraisal-group.changed',
  'appraisal-group.dissolved',
  'appraisal-group.joined',
  'appraisal-group.left',
  'area.lead-named',
  'area.signed',
  'area.sign-off-withdrawn',
  'interests.declared',
  'interest.added',
  'interest.lifted',
  'appraisers.assigned',
  'appraisers.released',
  'appraisers.balanced',
  'second-readings.drawn',
  'council.decided',
  'council.minutes-written',
  'council.minutes-signed',
  'replies.sent',
  'replies.returned',
  'replies.approved',
  'replies.reopened',
  'item-mapping.confirmed',
  'round.published',
  'publication.ordered',
  'publication.cancelled',
  'round.chased',
  'notices.settings',
  'calendar.opened',
  'calendar.closed',
  'mail.tested',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

type Origin = Pick<PublicContext, 'now' | 'requestId'> & { readonly person: Person | null };

/** Appends who did what; call it in the transaction of the act, so that neither exists without the other. */
export async function recordAudit(db: Db, origin: Origin, event: AuditEvent): Promise<void> {
  await db
    .insertInto('auditEvent')
    .values({
      id: newId(),
      at: origin.now,
      actorId: origin.person?.accountId ?? null,
      actor: origin.person?.displayName ?? 'Hệ thống',
      action: event.action,
      subject: event.subject,
      requestId: origin.requestId,
      detail: JSON.stringify(event.detail ?? {}),
    })
    .execute();
}
