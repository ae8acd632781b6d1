import { CARD_STATES, FORECASTS, NOTICE_CHANNELS, NOTICE_KINDS } from '@parix/workflow';
import { z } from 'zod';
import { empty, instant, page, pageQuery, roundParams, slug, text } from './common.ts';
import { route } from './route.ts';

const noticeKind = z.enum(NOTICE_KINDS);
const noticeChannel = z.enum(NOTICE_CHANNELS);

export const notice = z.object({
  id: z.uuid(),
  kind: noticeKind,
  /** Nobody may switch this kind off. */
  legal: z.boolean(),
  subject: z.string(),
  paragraphs: z.array(z.string()),
  /** Page of the workspace that it leads to. */
  path: z.string().nullable(),
  createdAt: z.string(),
  seenAt: z.string().nullable(),
});
export type Notice = z.infer<typeof notice>;

export const noticeSettings = z.object({
  /** Every kind with the channels it goes out on, and which of them the person has switched off. */
  kinds: z.array(
    z.object({
      kind: noticeKind,
      legal: z.boolean(),
      channels: z.array(z.object({ channel: noticeChannel, on: z.boolean(), fixed: z.boolean() })),
    }),
  ),
  /** Where mail goes; null: the account has no address. */
  email: z.string().nullable(),
  mailConfigured: z.boolean(),
  webhookConfigured: z.boolean(),
});
export type NoticeSettings = z.infer<typeof noticeSettings>;

export const calendarFeed = z.object({
  /** When the address was made; null: there is none. */
  createdAt: z.string().nullable(),
});

/** Columns that the board can be ordered by; the second name is the order that helps. */
export const PROGRESS_SORTS = ['name', 'missing', 'ready', 'last-activity', 'deadline', 'forecast'] as const;
export type ProgressSort = (typeof PROGRESS_SORTS)[number];

export const unitProgress = z.object({
  unitId: z.uuid(),
  unitCode: z.string(),
  unitName: z.string(),
  unitKind: z.string(),
  state: z.enum(CARD_STATES),
  closesAt: z.string().nullable(),
  extended: z.boolean().describe('The unit has a later date of its own'),
  filled: z.number().int(),
  items: z.number().int(),
  ready: z.number().int(),
  begun: z.number().int().describe('Items saved for the first time within the last days'),
  lastActivityAt: z.string().nullable(),
  /** People and divisions that items are given to. */
  people: z.array(z.string()),
  assigned: z.number().int().describe('Items that are given to somebody'),
  forecast: z.enum(FORECASTS),
  daysNeeded: z.number().int().nullable().describe('At the present pace; null: nothing moves'),
  lastNotice: z
    .object({ kind: noticeKind, at: z.string(), told: z.number().int(), seen: z.number().int() })
    .nullable(),
  lastChasedAt: z.string().nullable(),
});
export type UnitProgress = z.infer<typeof unitProgress>;

const progressFilter = z.object({
  q: z.string().max(100).optional(),
  state: z.enum(CARD_STATES).optional(),
  forecast: z.enum(FORECASTS).optional(),
  sort: z.enum(PROGRESS_SORTS).default('name'),
});

/** Units to chase, as the board filters them; each part that is given must fit. */
const chaseFilter = progressFilter
  .pick({ q: true, state: true })
  .extend({ forecasts: z.array(z.enum(FORECASTS)).min(1).max(FORECASTS.length).optional() });

const counts = z.object({ units: z.number().int(), items: z.number().int(), filled: z.number().int() });
export const progressSummary = counts.extend({
  states: z.array(z.object({ state: z.enum(CARD_STATES), units: z.number().int() })),
  forecasts: z.array(z.object({ forecast: z.enum(FORECASTS), units: z.number().int() })),
  /** Days that the pace is taken from. */
  paceDays: z.number().int(),
  countedAt: instant,
});
export type ProgressSummary = z.infer<typeof progressSummary>;

export const CHASE_OUTCOMES = ['chased', 'recently-chased', 'submitted', 'nobody'] as const;
/** Units of a chase that the answer names; the counts are of all. */
export const CHASE_NAMED = 500;
export const chaseResult = z.object({
  /** Units by what happened. */
  counts: z.record(z.enum(CHASE_OUTCOMES), z.number().int()),
  told: z.number().int().describe('People told, in all units together'),
  results: z
    .array(
      z.object({
        unitId: z.uuid(),
        unitName: z.string(),
        outcome: z.enum(CHASE_OUTCOMES),
        /** How many people were told. */
        told: z.number().int(),
        lastChasedAt: z.string().nullable(),
      }),
    )
    .describe(`At most ${CHASE_NAMED} units, those not chased first`),
});
export type ChaseResult = z.infer<typeof chaseResult>;

export const noticeRecord = z.object({
  unitId: z.uuid(),
  noticeId: z.uuid(),
  kind: noticeKind,
  subject: z.string(),
  recipient: z.string(),
  roundId: z.string().nullable(),
  unitName: z.string().nullable(),
  createdAt: z.string(),
  seenAt: z.string().nullable(),
  /** What became of the mail: the last answer of a server, or why none was asked. */
  mail: z.string().nullable(),
  webhook: z.string().nullable(),
});
export type NoticeRecord = z.infer<typeof noticeRecord>;

/** One thing that happened to a notice, in order of time. */
export const deliveryStep = z.object({
  at: z.string(),
  channel: noticeChannel,
  outcome: z.string(),
  /** Address, host and port, as far as there is one. */
  where: z.string().nullable(),
  code: z.number().int().nullable(),
  answer: z.string().nullable(),
});
export const noticeProof = noticeRecord.extend({
  legal: z.boolean(),
  paragraphs: z.array(z.string()),
  actor: z.string().nullable(),
  steps: z.array(deliveryStep),
});
export type NoticeProof = z.infer<typeof noticeProof>;

const recordFilter = z.object({
  roundId: slug.optional(),
  unitId: z.uuid().optional(),
  kind: noticeKind.optional(),
});

export const mailStatus = z.object({
  /** Host and port; null: no mail server is set. */
  server: z.string().nullable(),
  from: z.string().nullable(),
  tls: z.enum(['required', 'if-offered', 'off']).nullable(),
  webhook: z.string().nullable().describe('Host of the gateway; null: none is set'),
  waiting: z.number().int().describe('Mails that are still to be taken by a server'),
  recent: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      recipient: z.string(),
      subject: z.string(),
      createdAt: z.string(),
      outcome: z.string().nullable(),
      code: z.number().int().nullable(),
      answer: z.string().nullable(),
      attempts: z.number().int(),
    }),
  ),
});
export type MailStatus = z.infer<typeof mailStatus>;

export const noticeRoutes = {
  listNotices: route({
    method: 'GET',
    path: '/notices',
    permission: 'signed-in',
    feature: 'notices',
    summary: 'What the person was told, newest first',
    query: pageQuery.extend({ unseen: z.stringbool().default(false) }),
    response: page(notice),
  }),
  countNotices: route({
    method: 'GET',
    path: '/notices/unseen-count',
    permission: 'signed-in',
    feature: 'notices',
    summary: 'How many notices the person has not seen',
    response: z.object({ unseen: z.number().int() }),
  }),
  markNoticesSeen: route({
    method: 'POST',
    path: '/notices/seen',
    permission: 'signed-in',
    feature: 'notices',
    summary: 'Mark notices of the person as seen; the first time counts',
    idempotent: true,
    body: z.object({ ids: z.array(z.uuid()).max(200).nullable().describe('null: all of them') }),
    response: z.object({ unseen: z.number().int() }),
  }),
  getNoticeSettings: route({
    method: 'GET',
    path: '/notices/settings',
    permission: 'signed-in',
    feature: 'notices',
    summary: 'What the person gets on which channel',
    response: noticeSettings,
  }),
  setNoticeSettings: route({
    method: 'PUT',
    path: '/notices/settings',
    permission: 'signed-in',
    feature: 'notices',
    summary: 'Switch kinds off and on again; dates and duties cannot be switched off',
    body: z.object({
      off: z.array(z.object({ kind: noticeKind, channel: noticeChannel })).max(100),
    }),
    response: noticeSettings,
  }),
  getCalendarFeed: route({
    method: 'GET',
    path: '/calendar-feed',
    permission: 'signed-in',
    feature: 'notices',
    summary: 'Whether the person has a calendar address',
    response: calendarFeed,
  }),
  renewCalendarFeed: route({
    method: 'PUT',
    path: '/calendar-feed',
    permission: 'signed-in',
    feature: 'notices',
    summary: 'Make a calendar address, told once; an older one stops answering',
    response: calendarFeed.extend({ url: z.string() }),
  }),
  revokeCalendarFeed: route({
    method: 'DELETE',
    path: '/calendar-feed',
    permission: 'signed-in',
    feature: 'notices',
    summary: 'Stop the calendar address',
    response: empty,
  }),
  readCalendar: route({
    method: 'GET',
    path: '/calendar',
    permission: 'public',
    feature: 'notices',
    summary: 'iCalendar of deadlines (RFC 5545), by the secret of the address',
    query: z.object({ token: z.string().max(100) }),
    response: z.unknown(),
  }),
  getProgress: route({
    method: 'GET',
    path: '/rounds/:roundId/progress',
    permission: 'progress.read',
    feature: 'notices',
    summary: 'Who is where and who will be late, unit by unit',
    params: roundParams,
    query: pageQuery.extend(progressFilter.shape),
    response: page(unitProgress),
  }),
  getProgressSummary: route({
    method: 'GET',
    path: '/rounds/:roundId/progress/summary',
    permission: 'progress.read',
    feature: 'notices',
    summary: 'The same in counts over all units',
    params: roundParams,
    response: progressSummary,
  }),
  exportProgress: route({
    method: 'GET',
    path: '/rounds/:roundId/progress/export',
    permission: 'progress.read',
    feature: 'notices',
    summary: 'The whole board as CSV',
    params: roundParams,
    query: progressFilter,
    response: z.unknown(),
  }),
  chaseUnits: route({
    method: 'POST',
    path: '/rounds/:roundId/chases',
    permission: 'rounds.manage',
    feature: 'notices',
    summary:
      'Chase the named units or all that fit a filter; a unit that was chased within the hour only when asked again',
    idempotent: true,
    params: roundParams,
    body: z
      .object({
        unitIds: z.array(z.uuid()).min(1).max(500).optional(),
        matching: chaseFilter.optional().describe('Every unit of the round that fits'),
        message: text(1000).default(''),
        again: z.boolean().default(false).describe('Also those chased within the last hour'),
      })
      .refine(({ unitIds, matching }) => (unitIds === undefined) !== (matching === undefined), {
        message: 'either unitIds or matching',
        path: ['matching'],
      }),
    response: chaseResult,
  }),
  listNoticeRecords: route({
    method: 'GET',
    path: '/notice-records',
    permission: 'audit.read',
    feature: 'notices',
    summary: 'Who was told what and what became of it, newest first',
    query: pageQuery.extend(recordFilter.shape),
    response: page(noticeRecord),
  }),
  exportNoticeRecords: route({
    method: 'GET',
    path: '/notice-records/export',
    permission: 'audit.read',
    feature: 'notices',
    summary: 'The same as CSV, the latest 50 000',
    query: recordFilter,
    response: z.unknown(),
  }),
  getNoticeProof: route({
    method: 'GET',
    path: '/notice-records/:unitId/:noticeId',
    permission: 'audit.read',
    feature: 'notices',
    summary: 'Everything that is known of one notice: words, times, answers',
    params: z.object({ unitId: z.uuid(), noticeId: z.uuid() }),
    response: noticeProof,
  }),
  getMailStatus: route({
    method: 'GET',
    path: '/mail-status',
    permission: 'audit.read',
    feature: 'notices',
    summary: 'Whether mail leaves the installation, and the latest mails',
    response: mailStatus,
  }),
  sendTestMail: route({
    method: 'POST',
    path: '/mail-tests',
    permission: 'accounts.manage',
    feature: 'notices',
    summary: 'Send a test mail',
    idempotent: true,
    body: z.object({ to: z.string().trim().max(254) }),
    response: z.object({ state: z.enum(['queued', 'not-configured', 'bad-address']) }),
  }),
};
