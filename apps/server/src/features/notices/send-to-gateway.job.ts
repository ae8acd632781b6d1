import { maySwitchOff } from '@parix/workflow';
import { z } from 'zod';
import type { DeliveryOutcome } from '../../db/schema.ts';
import { type JobContext, registerJob } from '../../platform/jobs/jobs.ts';
import { newId } from '../../platform/ids.ts';
import { type OutboundAnswer, postOutbound, TargetForbidden } from '../../platform/outbound-http.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { cloudEvent, signedHeaders } from './cloud-event.ts';
import { countGatewayTries, findNoticeToSend, type NoticeKey } from './deliveries.queries.ts';
import { insertDeliveries } from './notices.queries.ts';

/** Tries until an event is given up, some twelve hours after the first. */
const MAX_TRIES = 10;
const TIMEOUT_MS = 15_000;

/** Wait after the n-th try, in seconds: half a minute, doubled each time, at most four hours. */
const backoffSeconds = (tries: number): number => Math.min(30 * 2 ** (tries - 1), 14_400);

interface Result {
  readonly outcome: DeliveryOutcome;
  readonly server: string | null;
  readonly status: number | null;
  readonly answer: string;
}

/** Hands one notice to the gateway for SMS or Zalo; at least once, under the id of the notice. */
export const sendToGateway = registerJob(
  'notices.send-to-gateway',
  z.object({ unitId: z.uuid(), noticeId: z.uuid() }),
  send,
  { atOnce: 5, expireSeconds: 120 },
);

async function send(context: JobContext, key: NoticeKey): Promise<void> {
  const { db, now } = context;
  const notice = await findNoticeToSend(db, key);
  if (!notice || notice.done) return;
  const tries = await countGatewayTries(db, key);
  const result = await tryOnce(context, notice);
  const last = result.outcome === 'deferred' && tries + 1 >= MAX_TRIES;
  const outcome = last ? 'given-up' : result.outcome;
  await inTransaction(db, async (tx) => {
    const delivery = { ...key, id: newId(), channel: 'webhook', ...result, outcome, at: now } as const;
    await insertDeliveries(tx, [delivery]);
    if (outcome === 'deferred')
      await sendToGateway.enqueue(tx, key, { afterSeconds: backoffSeconds(tries + 1) });
  });
}

type NoticeToSend = NonNullable<Awaited<ReturnType<typeof findNoticeToSend>>>;

async function tryOnce({ config, now }: JobContext, notice: NoticeToSend): Promise<Result> {
  const webhook = config.noticeWebhook;
  const nobody = { server: null, status: null };
  if (webhook === undefined)
    return {
      outcome: 'not-configured',
      ...nobody,
      answer: 'chưa cấu hình cổng tin nhắn (NOTICE_WEBHOOK_URL)',
    };
  if (notice.disabled) return { outcome: 'account-closed', ...nobody, answer: 'tài khoản đã khóa' };
  if (notice.switchedOff && maySwitchOff(notice.kind, 'webhook'))
    return { outcome: 'switched-off', ...nobody, answer: 'người nhận đã tắt kênh này' };
  const { accountId, username, displayName, path } = notice;
  const url = path === null ? null : `${config.publicUrl}${path}`;
  const event = { ...notice, url, recipient: { accountId, username, displayName } };
  const body = cloudEvent(event, config.publicUrl);
  const server = new URL(webhook.url).host;
  try {
    const headers = signedHeaders(webhook.secret, body, now);
    const { allowPrivate } = webhook;
    return {
      server,
      ...read(await postOutbound({ url: webhook.url, headers, body, allowPrivate, timeoutMs: TIMEOUT_MS })),
    };
  } catch (error) {
    const answer = error instanceof Error && error.message !== '' ? error.message : String(error);
    const outcome = error instanceof TargetForbidden ? 'refused' : 'deferred';
    return { outcome, server, status: null, answer: answer.slice(0, 300) };
  }
}

/** 2xx is taken; what says "later" is tried again; a redirect or any other answer is a fault of the settings. */
function read({ status, answer }: OutboundAnswer): Omit<Result, 'server'> {
  const later = status === 408 || status === 425 || status === 429 || status >= 500;
  const outcome = status >= 200 && status < 300 ? 'accepted' : later ? 'deferred' : 'refused';
  return { outcome, status, answer: answer === '' ? '-' : answer };
}
