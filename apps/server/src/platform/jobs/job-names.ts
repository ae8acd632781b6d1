/**
 * Every kind of background work. A feature adds its name here and registers what to do with `registerJob`
 * (jobs.ts). The names are also the queues in the database: the owner of the schema makes one for each when it
 * migrates, because the application's role may not create tables.
 */
export const JOB_NAMES = [
  'access.mail-password-reset',
  'counted-figures.month',
  'counted-figures.take',
  'dossier-files.sweep',
  'dossier-files.take',
  'dossiers.recount',
  'evidence.extract-text',
  'evidence.scan-again',
  'mail.deliver',
  'notices.collect-mail',
  'notices.missing-digest',
  'notices.remind',
  'notices.remind-remediation',
  'notices.remind-replies',
  'notices.send-to-gateway',
  'notices.tell-hearing',
  'notices.tell-published',
  'publication.build',
  'receipts.log',
] as const;
export type JobName = (typeof JOB_NAMES)[number];
