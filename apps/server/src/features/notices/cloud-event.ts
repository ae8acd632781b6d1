import { createHmac } from 'node:crypto';
import type { NoticeKind } from '@parix/workflow';

export interface NoticeEvent {
  readonly noticeId: string;
  readonly kind: NoticeKind;
  readonly createdAt: Date;
  readonly roundId: string | null;
  readonly unitCode: string | null;
  readonly subject: string;
  readonly body: string;
  readonly url: string | null;
  readonly recipient: { readonly accountId: string; readonly username: string; readonly displayName: string };
}

/** CloudEvents 1.0, structured JSON. The id stays the same over repeated deliveries: receivers drop what they know. */
export function cloudEvent(event: NoticeEvent, source: string): string {
  const { noticeId, kind, createdAt, unitCode, ...data } = event;
  return JSON.stringify({
    specversion: '1.0',
    id: noticeId,
    source,
    type: `vn.parix.notice.${kind}`,
    time: createdAt.toISOString(),
    ...(unitCode !== null && { subject: unitCode }),
    datacontenttype: 'application/json',
    data: {
      roundId: data.roundId,
      unitCode,
      subject: data.subject,
      text: data.body,
      url: data.url,
      recipient: data.recipient,
    },
  });
}

/**
 * Headers by which the gateway knows that the event is ours and new: HMAC-SHA-256, in hex, over the timestamp
 * (seconds), a point and the body. A receiver refuses timestamps more than five minutes off.
 */
export function signedHeaders(secret: string, body: string, at: Date): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'x-parix-timestamp': timestamp,
    'x-parix-signature': `sha256=${signature}`,
  };
}
