import type { Notice, NoticeSettings, ROUTES } from '@parix/api-contract';
import { channelsOf, isLegalNotice, maySwitchOff, NOTICE_KINDS } from '@parix/workflow';
import { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import {
  countUnseen,
  findEmail,
  listOwnNotices,
  listSwitchedOff,
  markSeen,
  type NoticeRow,
  replaceSwitchedOff,
  type SwitchOff,
} from './my-notices.queries.ts';

type ListQuery = z.output<typeof ROUTES.listNotices.query>;

export async function listNotices({ db, person }: Context, { limit, cursor, unseen }: ListQuery) {
  const before = decodeCursor(cursor, z.tuple([z.uuid()]))?.[0] ?? null;
  const rows = await listOwnNotices(db, person.accountId, { before, limit: limit + 1, unseen });
  return toPage(rows, limit, (row) => [row.id], toNotice);
}

const toNotice = ({ id, kind, legal, subject, body, path, createdAt, seenAt }: NoticeRow): Notice => ({
  id,
  kind,
  legal,
  subject,
  paragraphs: body.split('\n\n'),
  path,
  createdAt: createdAt.toISOString(),
  seenAt: seenAt?.toISOString() ?? null,
});

export async function countNotices({ db, person }: Context): Promise<{ unseen: number }> {
  return { unseen: await countUnseen(db, person.accountId) };
}

/** Marks notices of the person as seen, for good; ids of other people's are passed over without a word. */
export function markNoticesSeen(
  context: Context,
  { ids }: { readonly ids: readonly string[] | null },
): Promise<{ unseen: number }> {
  return inTransaction(context.db, async (db) => {
    await markSeen(db, context.person.accountId, ids, context.now);
    return countNotices({ ...context, db });
  });
}

export async function getNoticeSettings({ db, person, config }: Context): Promise<NoticeSettings> {
  const off = await listSwitchedOff(db, person.accountId);
  return {
    kinds: NOTICE_KINDS.map((kind) => ({
      kind,
      legal: isLegalNotice(kind),
      channels: channelsOf(kind).map((channel) => ({
        channel,
        on: !off.some((one) => one.kind === kind && one.channel === channel),
        fixed: !maySwitchOff(kind, channel),
      })),
    })),
    email: await findEmail(db, person.accountId),
    mailConfigured: config.mail !== undefined,
    webhookConfigured: config.noticeWebhook !== undefined,
  };
}

/** Replaces what the person does without. Dates and duties are refused by name: nobody may say they were not told. */
export function setNoticeSettings(
  context: Context,
  { off }: { readonly off: readonly SwitchOff[] },
): Promise<NoticeSettings> {
  const fixed = off.flatMap(({ kind, channel }, index) =>
    maySwitchOff(kind, channel) ? [] : [{ place: `/off/${index}`, ...FIXED, value: `${kind} ${channel}` }],
  );
  if (fixed.length > 0) refuse('bad-request', { errors: fixed });
  return inTransaction(context.db, async (db) => {
    const { accountId } = context.person;
    await replaceSwitchedOff(db, accountId, off, context.now);
    const detail = { off: off.map(({ kind, channel }) => `${kind} ${channel}`) };
    await recordAudit(db, context, { action: 'notices.settings', subject: `account:${accountId}`, detail });
    return getNoticeSettings({ ...context, db });
  });
}

const FIXED = {
  code: 'fixed',
  message:
    'Loại thông báo này liên quan đến hạn và nghĩa vụ nên không tắt được. / This kind concerns dates and duties and cannot be switched off.',
};
