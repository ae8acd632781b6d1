/**
 * What people are told of. `deadline`: a reminder of the schedule. `sent`, `returned`, `submitted`: steps of a card.
 * `extended`, `reopened`: another date. `flagged`: one item needs another look. `chased`: the standing body asks.
 * `missing-digest`: the standing body's daily list. `published`: results are out. `preliminary-result`: a unit may read
 * and answer it. `reply-deadline`: it has not answered yet. `answered`, `second-appraisal`: to those who judge again.
 * `dossiers-due`: somebody reminds a unit of dossiers that are late, or soon will be. `remediation-due`: the same of tasks
 * of a remediation plan, to whom they were given.
 */
export const NOTICE_KINDS = [
  'deadline',
  'sent',
  'returned',
  'submitted',
  'extended',
  'reopened',
  'flagged',
  'chased',
  'missing-digest',
  'published',
  'preliminary-result',
  'reply-deadline',
  'answered',
  'second-appraisal',
  'dossiers-due',
  'remediation-due',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Ways to reach a person. `webhook` goes to the gateway (SMS, Zalo) that the operator has set. */
export const NOTICE_CHANNELS = ['in-app', 'mail', 'webhook'] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

/** Dates and duties: whoever is told of them must be able to be shown to have been told, so nobody switches them off. */
const LEGAL: ReadonlySet<NoticeKind> = new Set([
  'deadline',
  'returned',
  'extended',
  'reopened',
  'preliminary-result',
  'reply-deadline',
]);

export const isLegalNotice = (kind: NoticeKind): boolean => LEGAL.has(kind);

/** Something waits to be done, with a date that the person knows already. */
const DUTIES: ReadonlySet<NoticeKind> = new Set(['chased', 'dossiers-due', 'remediation-due']);

/** A message on a phone costs money and attention: dates, duties and chasing only. */
export function channelsOf(kind: NoticeKind): readonly NoticeChannel[] {
  return LEGAL.has(kind) || DUTIES.has(kind) ? NOTICE_CHANNELS : ['in-app', 'mail'];
}

/** Whether a person may do without this kind on this channel. It stays listed in the workspace either way. */
export function maySwitchOff(kind: NoticeKind, channel: NoticeChannel): boolean {
  return !LEGAL.has(kind) && channelsOf(kind).includes(channel);
}
