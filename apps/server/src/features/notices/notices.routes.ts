import type { noticeRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { getCalendarFeed, readCalendar, renewCalendarFeed, revokeCalendarFeed } from './calendar.service.ts';
import { chaseUnits } from './chase.service.ts';
import { getMailStatus, sendTestMail } from './mail-status.service.ts';
import {
  countNotices,
  getNoticeSettings,
  listNotices,
  markNoticesSeen,
  setNoticeSettings,
} from './my-notices.service.ts';
import { exportProgress, getProgress, getProgressSummary } from './progress.service.ts';
import { exportNoticeRecords, getNoticeProof, listNoticeRecords } from './records.service.ts';

export const noticeHandlers: Handlers<typeof noticeRoutes> = {
  listNotices: ({ context, query }) => listNotices(context, query),
  countNotices: ({ context }) => countNotices(context),
  markNoticesSeen: ({ context, body }) => markNoticesSeen(context, body),
  getNoticeSettings: ({ context }) => getNoticeSettings(context),
  setNoticeSettings: ({ context, body }) => setNoticeSettings(context, body),
  getCalendarFeed: ({ context }) => getCalendarFeed(context),
  renewCalendarFeed: ({ context }) => renewCalendarFeed(context),
  revokeCalendarFeed: ({ context }) => revokeCalendarFeed(context),
  readCalendar: ({ context, query }) => readCalendar(context, query.token),
  getProgress: ({ context, params, query }) => getProgress(context, params.roundId, query),
  getProgressSummary: ({ context, params }) => getProgressSummary(context, params.roundId),
  exportProgress: ({ context, params, query }) => exportProgress(context, params.roundId, query),
  chaseUnits: ({ context, params, body }) => chaseUnits(context, params.roundId, body),
  listNoticeRecords: ({ context, query }) => listNoticeRecords(context, query),
  exportNoticeRecords: ({ context, query }) => exportNoticeRecords(context, query),
  getNoticeProof: ({ context, params }) => getNoticeProof(context, params),
  getMailStatus: ({ context }) => getMailStatus(context),
  sendTestMail: ({ context, body }) => sendTestMail(context, body),
};
